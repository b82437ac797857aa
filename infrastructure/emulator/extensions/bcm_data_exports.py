"""AWS Data Exports, which moto does not have: exports of cost and usage to S3."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from .added_services import AddedService, serve


class DataExports(AddedService):
    name = "bcm-data-exports"

    def _export(self) -> dict[str, Any]:
        return self.found(self._get_param("ExportArn"))

    def create_export(self) -> ActionResult:
        given = self._get_param("Export")
        # AWS names the billing view itself where nobody did, and the provider calls that an inconsistent result.
        report = given["DataQuery"].get("TableConfigurations", {}).get("COST_AND_USAGE_REPORT")
        if report is not None:
            report.setdefault("BILLING_VIEW_ARN", f"arn:aws:billing::{self.current_account}:billingview/primary")
        arn = self.arn(f"export/{given['Name']}-{mock_random.uuid4()}")
        now = utcnow()
        self.kept[arn] = {
            "Export": {**given, "ExportArn": arn},
            "ExportStatus": {"StatusCode": "HEALTHY", "CreatedAt": now, "LastUpdatedAt": now},
            "tags": self._get_param("ResourceTags") or [],
        }
        return ActionResult({"ExportArn": arn})

    def get_export(self) -> ActionResult:
        return ActionResult(self._export())

    def update_export(self) -> ActionResult:
        arn = self._get_param("ExportArn")
        self._export()["Export"] = {**self._get_param("Export"), "ExportArn": arn}
        return ActionResult({"ExportArn": arn})

    def delete_export(self) -> ActionResult:
        self._export()
        arn = self._get_param("ExportArn")
        del self.kept[arn]
        return ActionResult({"ExportArn": arn})

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"ResourceTags": self.found(self._get_param("ResourceArn"))["tags"]})

    def tag_resource(self) -> EmptyResult:
        export = self.found(self._get_param("ResourceArn"))
        given = self._get_param("ResourceTags")
        names = {tag["Key"] for tag in given}
        export["tags"] = [tag for tag in export["tags"] if tag["Key"] not in names] + given
        return EmptyResult()

    def untag_resource(self) -> EmptyResult:
        export = self.found(self._get_param("ResourceArn"))
        removed = set(self._get_param("ResourceTagKeys"))
        export["tags"] = [tag for tag in export["tags"] if tag["Key"] not in removed]
        return EmptyResult()


def apply() -> None:
    serve(DataExports)
