"""Route 53: a zone with a network is private, as AWS takes it, and shows its networks; query logs whose log group is named without
the final `:*`; tags of the resolver's query logs."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.route53.models import QueryLoggingConfig, Route53Backend
from moto.route53.responses import Route53
from moto.route53resolver.models import Route53ResolverBackend

from .patching import replace


def apply() -> None:
    @replace(Route53, "create_hosted_zone")
    def create_hosted_zone(original: Any, self: Route53) -> ActionResult:
        if self._get_param("VPC.VPCId"):
            self.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
        return original()

    @replace(Route53, "get_hosted_zone")
    def get_hosted_zone(original: Any, self: Route53) -> ActionResult:
        answer = original()
        networks = answer.result.get("VPCs")
        if networks:
            answer.result["VPCs"] = [{"VPCId": one["vpc_id"], "VPCRegion": one["vpc_region"]} for one in networks]
        return answer

    @replace(Route53Backend, "create_query_logging_config")
    def create_query_logging_config(original: Any, self: Route53Backend, hosted_zone_id: str, log_group_arn: str) -> QueryLoggingConfig:
        configuration = original(hosted_zone_id, f"{log_group_arn.removesuffix(':*')}:*")
        configuration.cloud_watch_logs_log_group_arn = log_group_arn
        return configuration

    @replace(Route53ResolverBackend, "_matched_arn")
    def _matched_arn(original: Any, self: Route53ResolverBackend, resource_arn: str) -> None:
        if not any(one.arn == resource_arn for one in self.resolver_query_log_configs.values()):
            original(resource_arn)
