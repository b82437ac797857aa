"""ACM: a certificate is issued as soon as the records that prove its domains exist in Route 53 (moto lets everybody wait a minute)."""

from __future__ import annotations

from typing import Any

from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.route53.models import route53_backends

from .patching import replace


def _is_proven(backend: AWSCertificateManagerBackend, option: dict[str, Any]) -> bool:
    wanted = option["ResourceRecord"]
    zones = route53_backends[backend.account_id]["aws"].zones.values()
    return any(
        record.name.rstrip(".") == wanted["Name"].rstrip(".") and wanted["Value"].rstrip(".") in [one.rstrip(".") for one in record.records]
        for zone in zones
        for record in zone.rrsets
        if record.type == wanted["Type"] and not zone.private_zone
    )


def apply() -> None:
    @replace(AWSCertificateManagerBackend, "describe_certificate")
    def describe_certificate(original: Any, self: AWSCertificateManagerBackend, arn: str) -> CertBundle:
        certificate = original(arn)
        if certificate.status == "PENDING_VALIDATION":
            options = certificate.describe()["Certificate"].get("DomainValidationOptions", [])
            if options and all(_is_proven(self, option) for option in options):
                certificate.status = "ISSUED"
        return certificate
