"""Budgets: tags of a budget, and who is told."""

from __future__ import annotations

import json
from typing import Any

from moto.budgets.models import BudgetsBackend
from moto.budgets.responses import BudgetsResponse
from moto.utilities.tagging_service import TaggingService

from .patching import add, replace


def _tagger(backend: BudgetsBackend) -> TaggingService:
    return backend.__dict__.setdefault("tagger", TaggingService())


def apply() -> None:
    @replace(BudgetsResponse, "create_budget")
    def create_budget(original: Any, self: BudgetsResponse) -> str:
        answer = original()
        arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
        _tagger(self.backend).tag_resource(arn, self._get_param("ResourceTags") or [])
        return answer

    @add(BudgetsResponse, "describe_subscribers_for_notification")
    def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        asked = self._get_param("Notification")
        found = [one.subscribers for one in budget.notifications if asked.items() <= one.details.items()]
        return json.dumps({"Subscribers": [subscriber for subscribers in found for subscriber in subscribers]})

    @add(BudgetsResponse, "list_tags_for_resource")
    def list_tags_for_resource(self: BudgetsResponse) -> str:
        tags = _tagger(self.backend).list_tags_for_resource(self._get_param("ResourceARN"))["Tags"]
        return json.dumps({"ResourceTags": tags})

    @add(BudgetsResponse, "tag_resource")
    def tag_resource(self: BudgetsResponse) -> str:
        _tagger(self.backend).tag_resource(self._get_param("ResourceARN"), self._get_param("ResourceTags"))
        return json.dumps({})

    @add(BudgetsResponse, "untag_resource")
    def untag_resource(self: BudgetsResponse) -> str:
        _tagger(self.backend).untag_resource_using_names(self._get_param("ResourceARN"), self._get_param("ResourceTagKeys"))
        return json.dumps({})
