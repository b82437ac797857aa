"""RDS: monitoring and performance settings of an instance, and the kind of a parameter (moto forgets all of them); a resource id of
each instance's own (moto gives one to all, and the provider finds an instance by it)."""

from __future__ import annotations

import string
from typing import Any

from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random
from moto.rds.models import DBInstance
from moto.rds.responses import RDSResponse

from .patching import replace

# Settings as the API names them, with what AWS says when none was given.
SETTINGS: dict[str, Any] = {
    "MonitoringInterval": 0,
    "MonitoringRoleArn": None,
    "DatabaseInsightsMode": "standard",
    "PerformanceInsightsRetentionPeriod": None,
}


def _keep_settings(self: RDSResponse, instance: DBInstance) -> None:
    for name, default in SETTINGS.items():
        given = self.params.get(name)
        if given is not None:
            setattr(instance, name, given)
        elif not hasattr(instance, name):
            setattr(instance, name, default)

    # The API asks with Enable…, answers with …Enabled, and names the key only while it is on.
    enabled = self.params.get("EnablePerformanceInsights")
    if enabled is not None or not hasattr(instance, "PerformanceInsightsEnabled"):
        instance.PerformanceInsightsEnabled = bool(enabled)
    if self.params.get("PerformanceInsightsKMSKeyId"):
        instance.PerformanceInsightsKMSKeyId = self.params["PerformanceInsightsKMSKeyId"]
    if instance.PerformanceInsightsEnabled and not instance.PerformanceInsightsRetentionPeriod:
        instance.PerformanceInsightsRetentionPeriod = 7


def apply() -> None:
    @replace(DBInstance, "__init__")
    def with_resource_id(original: Any, self: DBInstance, *arguments: Any, **keywords: Any) -> None:
        original(*arguments, **keywords)
        self.dbi_resource_id = "db-" + "".join(mock_random.choices(string.ascii_uppercase + string.digits, k=26))

    for operation in ("create_db_instance", "modify_db_instance"):

        @replace(RDSResponse, operation)
        def keep(original: Any, self: RDSResponse) -> ActionResult:
            answer = original()
            _keep_settings(self, answer.result["DBInstance"])
            return answer

    @replace(RDSResponse, "describe_db_parameters")
    def describe_db_parameters(original: Any, self: RDSResponse) -> ActionResult:
        answer = original()
        # What a person set has the source "user"; Terraform asks for these only.
        parameters = [{"Source": "user", **parameter} for parameter in answer.result["Parameters"]]
        source = self.params.get("Source")
        return ActionResult({"Parameters": [one for one in parameters if source in (None, one["Source"])]})
