"""Amazon Managed Grafana, which moto does not have: workspaces, their configuration, and who has which role in them."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from .added_services import AddedService, serve

# How CreateWorkspace and UpdateWorkspace name what DescribeWorkspace shows.
SHOWN_AS = {
    "accountAccessType": "accountAccessType",
    "grafanaVersion": "grafanaVersion",
    "networkAccessControl": "networkAccessControl",
    "organizationRoleName": "organizationRoleName",
    "permissionType": "permissionType",
    "stackSetName": "stackSetName",
    "tags": "tags",
    "vpcConfiguration": "vpcConfiguration",
    "workspaceDataSources": "dataSources",
    "workspaceDescription": "description",
    "workspaceName": "name",
    "workspaceNotificationDestinations": "notificationDestinations",
    "workspaceOrganizationalUnits": "organizationalUnits",
    "workspaceRoleArn": "workspaceRoleArn",
}


class Grafana(AddedService):
    name = "grafana"

    def _workspace(self) -> dict[str, Any]:
        return self.found(self._get_param("workspaceId"))

    def _given(self) -> dict[str, Any]:
        return {shown: self.params[given] for given, shown in SHOWN_AS.items() if self.params.get(given) is not None}

    def _answer(self, workspace: dict[str, Any]) -> ActionResult:
        return ActionResult({"workspace": workspace["shown"]})

    def create_workspace(self) -> ActionResult:
        identity = f"g-{mock_random.get_random_hex(10)}"
        now = utcnow()
        shown = {
            "id": identity,
            "created": now,
            "modified": now,
            "status": "ACTIVE",
            "dataSources": [],
            "grafanaVersion": "10.4",
            "endpoint": f"{identity}.grafana-workspace.{self.region}.amazonaws.com",
            "authentication": {"providers": self._get_param("authenticationProviders"), "samlConfigurationStatus": "NOT_CONFIGURED"},
            **self._given(),
        }
        configuration = self._get_param("configuration") or "{}"
        self.kept[identity] = {"shown": shown, "configuration": configuration, "permissions": []}
        return self._answer(self.kept[identity])

    def describe_workspace(self) -> ActionResult:
        return self._answer(self._workspace())

    def update_workspace(self) -> ActionResult:
        workspace = self._workspace()
        workspace["shown"].update({**self._given(), "modified": utcnow()})
        for asked, taken in (("removeVpcConfiguration", "vpcConfiguration"), ("removeNetworkAccessConfiguration", "networkAccessControl")):
            if self._get_param(asked):
                workspace["shown"].pop(taken, None)
        return self._answer(workspace)

    def delete_workspace(self) -> ActionResult:
        workspace = self._workspace()
        del self.kept[workspace["shown"]["id"]]
        workspace["shown"]["status"] = "DELETING"
        return self._answer(workspace)

    def describe_workspace_configuration(self) -> ActionResult:
        workspace = self._workspace()
        return ActionResult({"configuration": workspace["configuration"], "grafanaVersion": workspace["shown"]["grafanaVersion"]})

    def update_workspace_configuration(self) -> ActionResult:
        workspace = self._workspace()
        workspace["configuration"] = self._get_param("configuration")
        workspace["shown"]["grafanaVersion"] = self._get_param("grafanaVersion") or workspace["shown"]["grafanaVersion"]
        return EmptyResult()

    def update_permissions(self) -> ActionResult:
        workspace = self._workspace()
        for instruction in self._get_param("updateInstructionBatch"):
            for user in instruction["users"]:
                entry = {"user": user, "role": instruction["role"]}
                kept = [other for other in workspace["permissions"] if other != entry]
                workspace["permissions"] = [*kept, entry] if instruction["action"] == "ADD" else kept
        return ActionResult({"errors": []})

    def list_permissions(self) -> ActionResult:
        return ActionResult({"permissions": self._workspace()["permissions"]})

    def _tagged(self) -> dict[str, str]:
        identity = self._get_param("resourceArn").split("/")[-1]
        return self.found(identity)["shown"].setdefault("tags", {})

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"tags": self._tagged()})

    def tag_resource(self) -> ActionResult:
        self._tagged().update(self._get_param("tags"))
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        for key in self._get_param("tagKeys"):
            self._tagged().pop(key, None)
        return EmptyResult()


def apply() -> None:
    serve(Grafana)
