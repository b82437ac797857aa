"""The function against an emulated Secrets Manager: the real client, and the versions and stages that AWS keeps."""

from __future__ import annotations

import json
import sys
import unittest
import uuid
from pathlib import Path

import boto3
from moto import mock_aws
from moto.secretsmanager.models import secretsmanager_backends

sys.path.insert(0, str(Path(__file__).parents[1] / "rotation"))

import main

REGION = "ap-northeast-2"
STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]


class Rotation(unittest.TestCase):
    def setUp(self) -> None:
        emulated = mock_aws()
        emulated.start()
        self.addCleanup(emulated.stop)
        main.log.disabled = True
        self.secrets = boto3.client("secretsmanager", REGION, aws_access_key_id="test", aws_secret_access_key="test")
        self.name = "platform/checkout/session-key"
        self.first = self.secrets.create_secret(Name=self.name, SecretString=json.dumps({"value": "first", "algorithm": "HS512"}))

    def pending(self) -> str:
        """What Secrets Manager does before it calls the function: a new version without a value, which is pending."""
        token = str(uuid.uuid4())
        kept = secretsmanager_backends["123456789012"][REGION].secrets[self.name]
        kept.rotation_requested = kept.rotation_enabled = True
        kept.versions[token] = {"createdate": 0, "version_id": token, "version_stages": ["AWSPENDING"]}
        return token

    def call(self, step: str, token: str) -> None:
        main.handler({"Step": step, "SecretId": self.name, "ClientRequestToken": token}, None, self.secrets)

    def content(self, stage: str = "AWSCURRENT") -> dict[str, str]:
        return json.loads(self.secrets.get_secret_value(SecretId=self.name, VersionStage=stage)["SecretString"])

    def rotate(self) -> str:
        token = self.pending()
        for step in STEPS:
            self.call(step, token)
        return token

    def test_makes_a_new_value_and_keeps_the_last(self) -> None:
        token = self.rotate()
        current = self.content()
        self.assertRegex(current["value"], r"^[A-Za-z0-9]{64}$")
        self.assertEqual(current["previous"], "first")
        self.assertEqual(current["algorithm"], "HS512")
        stages = self.secrets.describe_secret(SecretId=self.name)["VersionIdsToStages"]
        self.assertIn("AWSCURRENT", stages[token])
        self.assertIn("AWSPREVIOUS", stages[self.first["VersionId"]])

    def test_keeps_one_previous_value_only(self) -> None:
        self.rotate()
        second = self.content()["value"]
        self.rotate()
        self.assertEqual(self.content()["previous"], second)
        self.assertNotIn("first", json.dumps(self.content()))

    def test_an_empty_value_never_becomes_a_previous_one(self) -> None:
        self.secrets.put_secret_value(SecretId=self.name, SecretString=json.dumps({"value": ""}))
        self.rotate()
        self.assertEqual(list(self.content()), ["value"])
        self.assertEqual(len(self.content()["value"]), 64)

    def test_readers_see_nothing_before_the_end(self) -> None:
        token = self.pending()
        for step in STEPS[:-1]:
            self.call(step, token)
            self.assertEqual(self.content()["value"], "first")

    def test_a_repeated_step_changes_nothing(self) -> None:
        token = self.pending()
        self.call("createSecret", token)
        made = self.content("AWSPENDING")
        self.call("createSecret", token)
        self.assertEqual(self.content("AWSPENDING"), made)
        for step in STEPS[1:]:
            self.call(step, token)
        self.call("finishSecret", token)
        self.assertEqual(self.content(), made)

    def test_a_change_by_hand_meanwhile_stops_it(self) -> None:
        token = self.pending()
        self.call("createSecret", token)
        self.secrets.put_secret_value(SecretId=self.name, SecretString=json.dumps({"value": "by hand"}))
        with self.assertRaisesRegex(main.RotationError, "changed while it was rotated"):
            self.call("testSecret", token)
        self.assertEqual(self.content()["value"], "by hand")

    def test_a_value_that_did_not_change_stops_it(self) -> None:
        token = self.pending()
        text = json.dumps({"value": "first", "previous": "first"})
        self.secrets.put_secret_value(SecretId=self.name, ClientRequestToken=token, SecretString=text, VersionStages=["AWSPENDING"])
        with self.assertRaisesRegex(main.RotationError, "too short, or the old one"):
            self.call("testSecret", token)

    def test_what_is_not_ours_is_refused_without_showing_it(self) -> None:
        for text in ["hunter2", '"hunter2"', '{"password": "hunter2"}', '{"value": 5, "password": "hunter2"}']:
            self.secrets.put_secret_value(SecretId=self.name, SecretString=text)
            with self.subTest(text), self.assertRaises(main.RotationError) as raised:
                self.call("createSecret", self.pending())
            self.assertNotIn("hunter2", str(raised.exception))
            self.assertIsNone(raised.exception.__cause__)

    def test_an_unknown_version_is_refused(self) -> None:
        self.pending()
        with self.assertRaisesRegex(main.RotationError, "has no version"):
            self.call("createSecret", str(uuid.uuid4()))

    def test_a_version_that_is_not_pending_is_refused(self) -> None:
        self.rotate()
        with self.assertRaisesRegex(main.RotationError, "is not pending"):
            self.call("createSecret", self.first["VersionId"])

    def test_a_secret_that_does_not_rotate_is_refused(self) -> None:
        with self.assertRaisesRegex(main.RotationError, "does not rotate"):
            self.call("createSecret", self.first["VersionId"])

    def test_an_unknown_step_is_refused(self) -> None:
        with self.assertRaisesRegex(main.RotationError, "no step"):
            self.call("deleteSecret", self.pending())


if __name__ == "__main__":
    unittest.main()
