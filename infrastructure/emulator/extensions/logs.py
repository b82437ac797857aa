"""CloudWatch Logs: policies of the account, such as one subscription for all log groups. moto knows none."""

from __future__ import annotations

import json
import time
from typing import Any

from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from .patching import add

SUBSCRIPTION = "SUBSCRIPTION_FILTER_POLICY"

# Without a pattern, a destination and a distribution there is no subscription.
NEEDED = {"DestinationArn", "FilterPattern", "Distribution"}


def _policies(backend: LogsBackend) -> dict[tuple[str, str], dict[str, Any]]:
    return backend.__dict__.setdefault("account_policies", {})


def apply() -> None:
    @add(LogsResponse, "put_account_policy")
    def put_account_policy(self: LogsResponse) -> str:
        kind, name = self._get_param("policyType"), self._get_param("policyName")
        document = self._get_param("policyDocument")
        policies = _policies(self.logs_backend)
        if kind == SUBSCRIPTION:
            missing = NEEDED - set(json.loads(document))
            if missing:
                raise InvalidParameterException(f"The policy document lacks {', '.join(sorted(missing))}.")
            if any(other == kind and (other, known) != (kind, name) for other, known in policies):
                raise InvalidParameterException("An account has one subscription filter policy.")
        policies[kind, name] = {
            "policyName": name,
            "policyDocument": document,
            "policyType": kind,
            "scope": self._get_param("scope") or "ALL",
            "selectionCriteria": self._get_param("selectionCriteria"),
            "accountId": self.current_account,
            "lastUpdatedTime": int(time.time() * 1000),
        }
        return json.dumps({"accountPolicy": policies[kind, name]})

    @add(LogsResponse, "describe_account_policies")
    def describe_account_policies(self: LogsResponse) -> str:
        kind, name = self._get_param("policyType"), self._get_param("policyName")
        found = [
            policy
            for (known_kind, known_name), policy in _policies(self.logs_backend).items()
            if known_kind == kind and name in (None, known_name)
        ]
        return json.dumps({"accountPolicies": found})

    @add(LogsResponse, "delete_account_policy")
    def delete_account_policy(self: LogsResponse) -> str:
        key = self._get_param("policyType"), self._get_param("policyName")
        if _policies(self.logs_backend).pop(key, None) is None:
            raise ResourceNotFoundException()
        return ""
