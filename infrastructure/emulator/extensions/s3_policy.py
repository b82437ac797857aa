"""S3: statements of a bucket policy that deny under a condition. moto denies without looking at the condition, so that nobody reads
or writes an object of a bucket that is closed to requests without TLS. Nothing on the emulator has TLS, and everything is of one
account: such statements are passed over. What is denied to everybody without a condition stays denied."""

from __future__ import annotations

import json
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket

from .patching import replace


def apply() -> None:
    @replace(FakeBucket, "get_permission")
    def get_permission(original: Any, self: FakeBucket, action: str, resource: str) -> PermissionResult:
        if self.policy is None:
            return original(action, resource)
        document = json.loads(self.policy)
        statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
        document["Statement"] = [one for one in statements if one["Effect"] == "Allow" or not one.get("Condition")]
        return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)
