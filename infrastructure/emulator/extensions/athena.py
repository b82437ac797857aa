"""Athena: workgroups without tags, and the end of a saved query."""

from __future__ import annotations

import json
from typing import Any

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse

from .patching import add, replace


def apply() -> None:
    @replace(AthenaBackend, "list_tags_for_resource")
    def list_tags_for_resource(original: Any, self: AthenaBackend, resource_arn: str) -> dict[str, Any]:
        return original(resource_arn) or {"Tags": []}

    @add(AthenaResponse, "delete_named_query")
    def delete_named_query(self: AthenaResponse) -> str:
        self.athena_backend.named_queries.pop(self._get_param("NamedQueryId"), None)
        return json.dumps({})
