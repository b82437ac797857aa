"""EC2: descriptions of security group rules whose other side is a group (moto keeps only those of address blocks); tags of a
network's attachment to a transit gateway (moto looks for them under another type of resource), and the attachment itself after
it was deleted: AWS shows it as deleted for a while, which Terraform waits to see."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachmentBackend
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment

from .patching import add, replace


def apply() -> None:
    kept = SecurityGroupRule.__dict__["description"].fget
    del SecurityGroupRule.description

    @add(SecurityGroupRule, "description")
    @property
    def description(self: SecurityGroupRule) -> str | None:
        return kept(self) or (self.source_group or {}).get("Description")

    @replace(TransitGatewayAttachment, "create_transit_gateway_vpc_attachment")
    def create_transit_gateway_vpc_attachment(original: Any, self: TransitGatewayAttachment) -> ActionResult:
        answer = original()
        attachment = answer.result["TransitGatewayVpcAttachment"]
        attachment.add_tags(self._parse_tag_specification().get("transit-gateway-attachment", {}))
        return answer

    @replace(TransitGatewayAttachmentBackend, "delete_transit_gateway_vpc_attachment")
    def delete_transit_gateway_vpc_attachment(original: Any, self: TransitGatewayAttachmentBackend, *arguments: Any, **keywords: Any) -> Any:
        attachment = original(*arguments, **keywords)
        self.__dict__.setdefault("deleted_attachments", {})[attachment.id] = attachment
        return attachment

    @replace(TransitGatewayAttachmentBackend, "describe_transit_gateway_vpc_attachments")
    def describe_transit_gateway_vpc_attachments(
        original: Any, self: TransitGatewayAttachmentBackend, transit_gateways_attachment_ids: list[str] | None = None, filters: Any = None
    ) -> list[Any]:
        found = original(transit_gateways_attachment_ids=transit_gateways_attachment_ids, filters=filters)
        deleted = self.__dict__.get("deleted_attachments", {})
        return found or [deleted[name] for name in transit_gateways_attachment_ids or [] if name in deleted]
