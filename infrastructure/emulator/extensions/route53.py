"""Route 53: a zone with a network is private, as AWS takes it, and shows its networks; query logs whose log group is named without
the final `:*`; tags of the resolver's query logs, and taking one
away."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.route53.models import QueryLoggingConfig, Route53Backend
from moto.route53.responses import Route53
from moto.route53resolver.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.route53resolver.models import Route53ResolverBackend
from moto.route53resolver.responses import Route53ResolverResponse

from .patching import add, replace


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

    @add(Route53ResolverResponse, "disassociate_resolver_query_log_config")
    def disassociate_resolver_query_log_config(self: Route53ResolverResponse) -> str:
        backend = self.route53resolver_backend
        configuration, network = self._get_param("ResolverQueryLogConfigId"), self._get_param("ResourceId")
        for identifier, one in backend.resolver_query_log_config_associations.items():
            if (one.resolver_query_log_config_id, one.resource_id) == (configuration, network):
                del backend.resolver_query_log_config_associations[identifier]
                backend.resolver_query_log_configs[configuration].association_count -= 1
                return json.dumps({"ResolverQueryLogConfigAssociation": {**one.description(), "Status": "DELETING"}})
        raise ResourceNotFoundException(f"Resolver query log config '{configuration}' is not associated with '{network}'")

    @add(Route53ResolverResponse, "delete_resolver_query_log_config")
    def delete_resolver_query_log_config(self: Route53ResolverResponse) -> str:
        identifier = self._get_param("ResolverQueryLogConfigId")
        configuration = self.route53resolver_backend.get_resolver_query_log_config(identifier)
        if configuration.association_count:
            raise InvalidRequestException(f"Resolver query log config '{identifier}' still has {configuration.association_count} associations")
        del self.route53resolver_backend.resolver_query_log_configs[identifier]
        return json.dumps({"ResolverQueryLogConfig": {**configuration.description(), "Status": "DELETING"}})
