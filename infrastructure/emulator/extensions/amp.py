"""Amazon Managed Prometheus: a workspace's key, and its alert manager."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from moto.amp import urls
from moto.amp.exceptions import ResourceNotFoundException
from moto.amp.models import Workspace
from moto.amp.responses import PrometheusServiceResponse
from moto.core.utils import unix_time

from .patching import add, replace

PATH = "{0}/workspaces/(?P<workspace_id>[^/]+)/alertmanager/definition$"


class AlertManagerDefinitionNotFound(ResourceNotFoundException):
    code = 404

    def __init__(self, workspace_id: str):
        super().__init__("Alert manager definition not found", workspace_id, "AWS::APS::AlertManagerDefinition")


def _workspace(self: PrometheusServiceResponse) -> Workspace:
    return self.amp_backend.describe_workspace(workspace_id=unquote(self.path).split("/")[-3])


def _definition(workspace: Workspace) -> dict[str, Any]:
    definition = getattr(workspace, "alert_manager", None)
    if definition is None:
        raise AlertManagerDefinitionNotFound(workspace.workspace_id)
    return definition


def _define(self: PrometheusServiceResponse) -> str:
    workspace = _workspace(self)
    now = unix_time()
    created = getattr(workspace, "alert_manager", None) or {"createdAt": now}
    workspace.alert_manager = {
        "createdAt": created["createdAt"],
        "modifiedAt": now,
        "data": self._get_param("data"),
        "status": {"statusCode": "ACTIVE"},
    }
    return json.dumps({"status": {"statusCode": "CREATING"}})


def apply() -> None:
    if PATH in urls.url_paths:
        raise RuntimeError("moto has AMP's alert manager by now: remove the extension")
    urls.url_paths[PATH] = PrometheusServiceResponse.dispatch
    add(PrometheusServiceResponse, "create_alert_manager_definition")(_define)
    add(PrometheusServiceResponse, "put_alert_manager_definition")(_define)

    @add(PrometheusServiceResponse, "describe_alert_manager_definition")
    def describe_alert_manager_definition(self: PrometheusServiceResponse) -> str:
        return json.dumps({"alertManagerDefinition": _definition(_workspace(self))})

    @add(PrometheusServiceResponse, "delete_alert_manager_definition")
    def delete_alert_manager_definition(self: PrometheusServiceResponse) -> str:
        workspace = _workspace(self)
        _definition(workspace)
        workspace.alert_manager = None
        return "{}"

    @replace(PrometheusServiceResponse, "create_workspace")
    def create_workspace(original: Any, self: PrometheusServiceResponse) -> str:
        answer = json.loads(original())
        key = self._get_param("kmsKeyArn")
        self.amp_backend.describe_workspace(answer["workspaceId"]).kms_key_arn = key
        return json.dumps({**answer, "kmsKeyArn": key})

    @replace(Workspace, "to_dict")
    def to_dict(original: Any, self: Workspace) -> dict[str, Any]:
        return {**original(), "kmsKeyArn": getattr(self, "kms_key_arn", None)}
