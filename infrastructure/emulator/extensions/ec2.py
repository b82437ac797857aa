"""EC2: descriptions of security group rules whose other side is a group (moto keeps only those of address blocks)."""

from __future__ import annotations

from moto.ec2.models.security_groups import SecurityGroupRule

from .patching import add


def apply() -> None:
    kept = SecurityGroupRule.__dict__["description"].fget
    del SecurityGroupRule.description

    @add(SecurityGroupRule, "description")
    @property
    def description(self: SecurityGroupRule) -> str | None:
        return kept(self) or (self.source_group or {}).get("Description")
