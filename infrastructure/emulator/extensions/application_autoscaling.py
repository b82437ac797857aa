"""Application Auto Scaling: tags of scalable targets, which Terraform lists after it has made one."""

from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling import responses
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScalableTarget
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patching import add, replace


def _target(backend: ApplicationAutoscalingBackend, arn: str) -> FakeScalableTarget:
    for targets in backend.targets.values():
        for target in targets.values():
            if target.arn == arn:
                return target
    raise responses.AWSValidationException(f"No scalable target found with ARN: {arn}")


def apply() -> None:
    @replace(ApplicationAutoScalingResponse, "register_scalable_target")
    def register_scalable_target(original: Any, self: ApplicationAutoScalingResponse) -> str:
        answer = original()
        target = _target(self.applicationautoscaling_backend, json.loads(answer)["ScalableTargetARN"])
        target.tags = {**getattr(target, "tags", {}), **(self._get_param("Tags") or {})}
        return answer

    @replace(ApplicationAutoScalingResponse, "describe_scalable_targets")
    def describe_scalable_targets(original: Any, self: ApplicationAutoScalingResponse) -> str:
        answer = json.loads(original())
        for described in answer["ScalableTargets"]:
            dimension, resource = described["ScalableDimension"], described["ResourceId"]
            described["ScalableTargetARN"] = self.applicationautoscaling_backend.targets[dimension][resource].arn
        return json.dumps(answer)

    @add(ApplicationAutoScalingResponse, "list_tags_for_resource")
    def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
        target = _target(self.applicationautoscaling_backend, self._get_param("ResourceARN"))
        return json.dumps({"Tags": getattr(target, "tags", {})})

    @add(ApplicationAutoScalingResponse, "tag_resource")
    def tag_resource(self: ApplicationAutoScalingResponse) -> str:
        target = _target(self.applicationautoscaling_backend, self._get_param("ResourceARN"))
        target.tags = {**getattr(target, "tags", {}), **self._get_param("Tags")}
        return json.dumps({})

    @add(ApplicationAutoScalingResponse, "untag_resource")
    def untag_resource(self: ApplicationAutoScalingResponse) -> str:
        target = _target(self.applicationautoscaling_backend, self._get_param("ResourceARN"))
        removed = set(self._get_param("TagKeys"))
        target.tags = {key: value for key, value in getattr(target, "tags", {}).items() if key not in removed}
        return json.dumps({})
