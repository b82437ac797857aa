"""KMS: after how many days a key rotates (moto keeps only whether it does)."""

from __future__ import annotations

import json
from typing import Any

from moto.kms.responses import KmsResponse

from .patching import replace

# What AWS takes when nobody said how often.
DEFAULT_DAYS = 365


def _key(self: KmsResponse) -> Any:
    return self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]


def apply() -> None:
    @replace(KmsResponse, "enable_key_rotation")
    def enable_key_rotation(original: Any, self: KmsResponse) -> str:
        answer = original()
        _key(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or DEFAULT_DAYS
        return answer

    @replace(KmsResponse, "get_key_rotation_status")
    def get_key_rotation_status(original: Any, self: KmsResponse) -> str:
        answer = json.loads(original())
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(_key(self), "rotation_period_in_days", DEFAULT_DAYS)
        return json.dumps(answer)
