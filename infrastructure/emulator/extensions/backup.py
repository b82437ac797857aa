"""AWS Backup: what a plan backs up, which kinds the account lets it, plans that restore to test, and tags, which Terraform asks for without the final slash that moto
reckons with."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import InvalidParameterValueException, ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from .patching import add, replace

# What AWS takes when a restore test does not say.
TESTING_DEFAULTS = {"ScheduleExpressionTimezone": "Etc/UTC", "StartWindowHours": 24}

# An account of which nobody has said anything, in a region that lacks some kinds: AWS refuses those, and gives the others back.
REGION_KINDS = {
    "Aurora": True, "CloudFormation": False, "DocumentDB": False, "DynamoDB": True, "EBS": True, "EC2": True, "EFS": True, "FSx": True,
    "Neptune": False, "RDS": True, "Redshift": False, "S3": False, "SAP HANA on Amazon EC2": False, "Storage Gateway": True,
    "VirtualMachine": True,
}

# Those whose backups AWS Backup makes itself, without a word for all but DynamoDB.
MANAGED_KINDS = {"CloudFormation": True, "DynamoDB": False, "EFS": True}


def _kept(backend: BackupBackend, kind: str) -> dict[str, Any]:
    """Selections by id, plans of restore tests by name, and what these restore by both names."""
    return backend.__dict__.setdefault(kind, {})


def _found(backend: BackupBackend, kind: str, key: str) -> dict[str, Any]:
    try:
        return _kept(backend, kind)[key]
    except KeyError:
        raise ResourceNotFoundException(f"{key} does not exist.") from None


def _body(self: BackupResponse) -> dict[str, Any]:
    return json.loads(self.body)


def _names(self: BackupResponse) -> list[str]:
    """The names in a path such as /restore-testing/plans/NAME/selections/NAME."""
    return [part for part in self.path.split("/") if part][2::2]


def _add_selections() -> None:
    @add(BackupResponse, "create_backup_selection")
    def create_backup_selection(self: BackupResponse) -> ActionResult:
        plan = self.backup_backend.get_backup_plan(_names(self)[0], None)
        selection = {
            "BackupPlanId": plan.backup_plan_id,
            "SelectionId": str(mock_random.uuid4()),
            "CreationDate": utcnow(),
            "BackupSelection": _body(self)["BackupSelection"],
        }
        _kept(self.backup_backend, "selections")[selection["SelectionId"]] = selection
        return ActionResult(selection)

    @add(BackupResponse, "get_backup_selection")
    def get_backup_selection(self: BackupResponse) -> ActionResult:
        return ActionResult(_found(self.backup_backend, "selections", _names(self)[1]))

    @add(BackupResponse, "delete_backup_selection")
    def delete_backup_selection(self: BackupResponse) -> EmptyResult:
        _kept(self.backup_backend, "selections").pop(_names(self)[1], None)
        return EmptyResult()


def _add_region_settings() -> None:
    @add(BackupResponse, "describe_region_settings")
    def describe_region_settings(self: BackupResponse) -> ActionResult:
        chosen = _kept(self.backup_backend, "region_kinds")
        return ActionResult(
            {
                "ResourceTypeOptInPreference": {**REGION_KINDS, **chosen},
                "ResourceTypeManagementPreference": {**MANAGED_KINDS, **_kept(self.backup_backend, "managed_kinds")},
            }
        )

    @add(BackupResponse, "update_region_settings")
    def update_region_settings(self: BackupResponse) -> EmptyResult:
        given = _body(self).get("ResourceTypeOptInPreference", {})
        if not given.keys() <= REGION_KINDS.keys():
            raise InvalidParameterValueException(
                "Element present in resource type opt in preference has invalid values. "
                "Please use describeRegionSettings API to know the supported resource types",
            )
        managed = _body(self).get("ResourceTypeManagementPreference", {})
        if not managed.keys() <= MANAGED_KINDS.keys():
            raise InvalidParameterValueException(
                "Element present in resource type management preference has invalid values. "
                "Please use describeRegionSettings API to know the supported resource types",
            )
        _kept(self.backup_backend, "region_kinds").update(given)
        _kept(self.backup_backend, "managed_kinds").update(managed)
        return EmptyResult()

    urls.url_paths["{0}/account-settings$"] = BackupResponse.dispatch


def _add_restore_tests() -> None:
    @add(BackupResponse, "create_restore_testing_plan")
    def create_restore_testing_plan(self: BackupResponse) -> ActionResult:
        backend, body = self.backup_backend, _body(self)
        name = body["RestoreTestingPlan"]["RestoreTestingPlanName"]
        arn = f"arn:aws:backup:{backend.region_name}:{backend.account_id}:restore-testing-plan:{name}-{mock_random.uuid4()}"
        plan = {**TESTING_DEFAULTS, **body["RestoreTestingPlan"], "RestoreTestingPlanArn": arn, "CreationTime": utcnow()}
        _kept(backend, "restore_testing_plans")[name] = plan
        backend.tag_resource(arn, body.get("Tags"))
        return ActionResult(plan)

    @add(BackupResponse, "get_restore_testing_plan")
    def get_restore_testing_plan(self: BackupResponse) -> ActionResult:
        return ActionResult({"RestoreTestingPlan": _found(self.backup_backend, "restore_testing_plans", _names(self)[0])})

    @add(BackupResponse, "update_restore_testing_plan")
    def update_restore_testing_plan(self: BackupResponse) -> ActionResult:
        plan = _found(self.backup_backend, "restore_testing_plans", _names(self)[0])
        plan.update({**_body(self)["RestoreTestingPlan"], "UpdateTime": utcnow()})
        return ActionResult(plan)

    @add(BackupResponse, "delete_restore_testing_plan")
    def delete_restore_testing_plan(self: BackupResponse) -> EmptyResult:
        _kept(self.backup_backend, "restore_testing_plans").pop(_names(self)[0], None)
        return EmptyResult()

    @add(BackupResponse, "create_restore_testing_selection")
    def create_restore_testing_selection(self: BackupResponse) -> ActionResult:
        (plan_name,) = _names(self)
        plan = _found(self.backup_backend, "restore_testing_plans", plan_name)
        given = _body(self)["RestoreTestingSelection"]
        selection = {**given, "RestoreTestingPlanName": plan_name, "CreationTime": utcnow()}
        _kept(self.backup_backend, "restore_testing_selections")[f"{plan_name}/{given['RestoreTestingSelectionName']}"] = selection
        return ActionResult({**selection, "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"]})

    @add(BackupResponse, "get_restore_testing_selection")
    def get_restore_testing_selection(self: BackupResponse) -> ActionResult:
        selection = _found(self.backup_backend, "restore_testing_selections", "/".join(_names(self)))
        return ActionResult({"RestoreTestingSelection": selection})

    @add(BackupResponse, "delete_restore_testing_selection")
    def delete_restore_testing_selection(self: BackupResponse) -> EmptyResult:
        _kept(self.backup_backend, "restore_testing_selections").pop("/".join(_names(self)), None)
        return EmptyResult()

    urls.url_paths["{0}/restore-testing/(?P<rest>.+)$"] = BackupResponse.dispatch


def apply() -> None:
    @replace(BackupResponse, "list_tags")
    def list_tags(original: Any, self: BackupResponse) -> str:
        arn = unquote(self.path.split("/tags/")[-1].rstrip("/"))
        return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})

    _add_selections()
    _add_region_settings()
    _add_restore_tests()
