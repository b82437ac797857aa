"""S3: how many earlier versions of an object outlive their days (moto keeps the days only)."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .patching import replace


def apply() -> None:
    @replace(FakeBucket, "set_lifecycle")
    def set_lifecycle(original: Any, self: FakeBucket, rules: list[dict[str, Any]]) -> None:
        original(rules)
        for kept, given in zip(self.rules, rules, strict=True):
            kept.newer_noncurrent_versions = (given.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")

    @replace(S3Response, "get_bucket_lifecycle")
    def get_bucket_lifecycle(original: Any, self: S3Response) -> Any:
        serialized = self.serialized

        def with_newer_versions(answer: ActionResult) -> Any:
            for shown, kept in zip(answer.result["Rules"], self.backend.get_bucket_lifecycle(self.bucket_name), strict=True):
                newer = getattr(kept, "newer_noncurrent_versions", None)
                if newer is not None:
                    shown["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = newer
            return serialized(answer)

        self.serialized = with_newer_versions
        try:
            return original()
        finally:
            del self.serialized
