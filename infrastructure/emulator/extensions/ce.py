"""Cost Explorer: monitors of unusual costs, who is told of them, and tags that costs are allocated by."""

from __future__ import annotations

import json
from typing import Any

from moto.ce.models import CostExplorerBackend
from moto.ce.responses import CostExplorerResponse
from moto.moto_api._internal import mock_random

from .patching import add

# How the operations of each kind name it.
KINDS = {
    "monitor": ("AnomalyMonitor", "MonitorArn", "anomalymonitor"),
    "subscription": ("AnomalySubscription", "SubscriptionArn", "anomalysubscription"),
}


def _kept(backend: CostExplorerBackend, noun: str) -> dict[str, dict[str, Any]]:
    return backend.__dict__.setdefault(noun, {})


def _add_kind(kind: str, noun: str, arn_name: str, resource: str) -> None:
    @add(CostExplorerResponse, f"create_anomaly_{kind}")
    def create(self: CostExplorerResponse) -> str:
        given = json.loads(self.body)
        arn = f"arn:aws:ce::{self.current_account}:{resource}/{mock_random.uuid4()}"
        _kept(self.ce_backend, noun)[arn] = {**given[noun], arn_name: arn}
        self.ce_backend.tag_resource(arn, given.get("ResourceTags") or [])
        return json.dumps({arn_name: arn})

    @add(CostExplorerResponse, f"get_anomaly_{kind}s")
    def get(self: CostExplorerResponse) -> str:
        asked = json.loads(self.body).get(f"{arn_name}List")
        found = [one for arn, one in _kept(self.ce_backend, noun).items() if not asked or arn in asked]
        return json.dumps({f"{noun}s": found})

    @add(CostExplorerResponse, f"update_anomaly_{kind}")
    def update(self: CostExplorerResponse) -> str:
        given = json.loads(self.body)
        _kept(self.ce_backend, noun)[given[arn_name]].update(given)
        return json.dumps({arn_name: given[arn_name]})

    @add(CostExplorerResponse, f"delete_anomaly_{kind}")
    def delete(self: CostExplorerResponse) -> str:
        _kept(self.ce_backend, noun).pop(json.loads(self.body)[arn_name], None)
        return json.dumps({})


def apply() -> None:
    for kind, names in KINDS.items():
        _add_kind(kind, *names)

    @add(CostExplorerResponse, "update_cost_allocation_tags_status")
    def update_cost_allocation_tags_status(self: CostExplorerResponse) -> str:
        for one in json.loads(self.body)["CostAllocationTagsStatus"]:
            _kept(self.ce_backend, "CostAllocationTag")[one["TagKey"]] = {**one, "Type": "UserDefined"}
        return json.dumps({"Errors": []})

    @add(CostExplorerResponse, "list_cost_allocation_tags")
    def list_cost_allocation_tags(self: CostExplorerResponse) -> str:
        asked = json.loads(self.body)
        keys, status = asked.get("TagKeys"), asked.get("Status")
        tags = _kept(self.ce_backend, "CostAllocationTag").values()
        found = [one for one in tags if (not keys or one["TagKey"] in keys) and (not status or one["Status"] == status)]
        return json.dumps({"CostAllocationTags": found})
