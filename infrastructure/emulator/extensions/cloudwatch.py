"""CloudWatch: alarms over alarms. moto keeps and shows them already, but has no operation that makes one."""

from __future__ import annotations

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .patching import add


def apply() -> None:
    @add(CloudWatchResponse, "put_composite_alarm")
    def put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
        return self.put_metric_alarm()
