"""API Gateway v2: state and target of a domain name, for which Terraform waits and to which a DNS record points."""

from __future__ import annotations

import zlib
from typing import Any

from moto.apigatewayv2.models import DomainName

from .patching import replace


def apply() -> None:
    @replace(DomainName, "to_json")
    def to_json(original: Any, self: DomainName) -> dict[str, Any]:
        answer = original()
        region = self.domain_name_arn.split(":")[3]
        # The same name for the same domain: it must not change from plan to plan.
        target = f"d-{zlib.crc32(self.domain_name.encode()):08x}.execute-api.{region}.amazonaws.com"
        given = {
            "apiGatewayDomainName": target,
            "domainNameStatus": "AVAILABLE",
            "hostedZoneId": "Z20JF4UZKIW1U8",
            "ipAddressType": "ipv4",
        }
        configurations = [{**given, **configuration} for configuration in self.domain_name_configurations]
        # Terraform reads an empty object as settings that nobody gave.
        mutual = self.mutual_tls_authentication or None
        return {**answer, "domainNameConfigurations": configurations, "mutualTlsAuthentication": mutual}
