"""CloudTrail: a trail is named by its ARN too, as Terraform does; and says whether it has selectors, without which Terraform does not
read them back."""

from __future__ import annotations

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail

from .patching import replace


def apply() -> None:
    for operation in ("start_logging", "stop_logging", "delete_trail"):

        @replace(CloudTrailBackend, operation)
        def by_name(original: Any, self: CloudTrailBackend, name: str) -> None:
            return original(self.get_trail(name).trail_name)

    @replace(Trail, "description")
    def description(original: Any, self: Trail, *arguments: Any, **keywords: Any) -> dict[str, Any]:
        return {
            **original(*arguments, **keywords),
            "HasCustomEventSelectors": bool(self.event_selectors or self.advanced_event_selectors),
            "HasInsightSelectors": bool(self.insight_selectors),
        }
