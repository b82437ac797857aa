"""ECS: settings of a service that moto takes and forgets, which Terraform would want to set again for ever."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.responses import EC2ContainerServiceResponse

from .patching import replace

# Settings as the API names them, with what AWS says when none was given.
SETTINGS: dict[str, Any] = {
    "availabilityZoneRebalancing": "DISABLED",
    "deploymentConfiguration": None,
    "enableECSManagedTags": False,
    "enableExecuteCommand": False,
    "healthCheckGracePeriodSeconds": None,
}


def _keep_settings(self: EC2ContainerServiceResponse, service: Any) -> None:
    for name, default in SETTINGS.items():
        given = self._get_param(name)
        if given is not None:
            setattr(service, name, given)
        elif not hasattr(service, name):
            setattr(service, name, default)


def apply() -> None:
    @replace(EC2ContainerServiceResponse, "create_service")
    def create_service(original: Any, self: EC2ContainerServiceResponse) -> ActionResult:
        answer = original()
        _keep_settings(self, answer.result["service"])
        return answer

    @replace(EC2ContainerServiceResponse, "update_service")
    def update_service(original: Any, self: EC2ContainerServiceResponse) -> ActionResult:
        answer = original()
        _keep_settings(self, answer.result["service"])
        return answer
