"""S3: events to EventBridge, which moto sends but does not show; access logs into a bucket whose policy also denies something to
everybody, which moto cannot read."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .patching import add, replace


def _without_everybody(policy: bytes) -> bytes:
    """The policy without the statements whose principal is a text, that is, `*`: none of those names the log delivery."""
    document = json.loads(policy)
    named = [statement for statement in document["Statement"] if isinstance(statement.get("Principal"), dict)]
    return json.dumps({**document, "Statement": named}).encode()


def apply() -> None:
    allows_log_delivery = FakeBucket._log_permissions_enabled_policy
    del FakeBucket._log_permissions_enabled_policy

    @add(FakeBucket, "_log_permissions_enabled_policy")
    @staticmethod
    def _log_permissions_enabled_policy(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
        if not target_bucket.policy:
            return False
        bucket = SimpleNamespace(
            name=target_bucket.name, partition=target_bucket.partition, policy=_without_everybody(target_bucket.policy)
        )
        return allows_log_delivery(bucket, target_prefix)

    @replace(S3Response, "get_bucket_notification")
    def get_bucket_notification(original: Any, self: S3Response) -> Any:
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if configuration is None or configuration.event_bridge is None:
            return original()

        serialized = self.serialized

        def with_event_bridge(answer: ActionResult) -> Any:
            return serialized(ActionResult({**answer.result, "EventBridgeConfiguration": {}}))

        self.serialized = with_event_bridge
        try:
            return original()
        finally:
            del self.serialized
