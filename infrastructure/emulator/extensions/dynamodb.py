"""DynamoDB: what a table that exists is changed to: encryption, and payment by request, for which AWS shows no capacity."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.dynamodb.responses import DynamoHandler

from .patching import replace


def apply() -> None:
    @replace(DynamoHandler, "update_table")
    def update_table(original: Any, self: DynamoHandler) -> ActionResult:
        answer = original()
        table = self.dynamodb_backend.get_table(self.body["TableName"])
        encryption = self.body.get("SSESpecification")
        if encryption:
            table.sse_specification = {"KMSMasterKeyId": table._get_default_encryption_key(table.account_id, table.region_name), **encryption}
        if self.body.get("BillingMode") == "PAY_PER_REQUEST":
            table.throughput = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0}
        return answer
