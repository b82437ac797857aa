"""Rotates a secret: makes its next value, and keeps the last one beside it.

A secret is JSON, `{"value": "…", "previous": "…"}`. Whoever makes something with it uses `value`; whoever checks accepts `previous`
too, so that nobody is locked out while readers still hold the old one. Nobody else has to be told, so `setSecret` does nothing.
Terraform makes a secret with an empty value, which never becomes a previous one: the first rotation makes the first value.

Secrets Manager calls each step once, and again after a failure: every step may find its own work done.
"""

from __future__ import annotations

import json
import logging
import os
from typing import Any

import boto3

LENGTH = int(os.environ.get("VALUE_LENGTH", "64"))

log = logging.getLogger()
log.setLevel(logging.INFO)


class RotationError(Exception):
    """Why a step cannot be done. Never names a value."""


def handler(event: dict[str, Any], _context: Any, secrets: Any = None) -> None:
    secrets = secrets or boto3.client("secretsmanager")
    step, secret, token = event["Step"], event["SecretId"], event["ClientRequestToken"]
    if step not in STEPS:
        raise RotationError(f"There is no step {step}.")
    versions = _versions(secrets, secret)
    stages = versions.get(token)
    if stages is None:
        raise RotationError(f"{secret} has no version {token}.")
    if "AWSCURRENT" in stages:
        log.info("%s: version %s is current already", secret, token)
        return
    if "AWSPENDING" not in stages:
        raise RotationError(f"Version {token} of {secret} is not pending.")
    STEPS[step](secrets, secret, token)
    log.info("%s: %s done", secret, step)


def _versions(secrets: Any, secret: str) -> dict[str, list[str]]:
    described = secrets.describe_secret(SecretId=secret)
    if not described.get("RotationEnabled"):
        raise RotationError(f"{secret} does not rotate.")
    return described["VersionIdsToStages"]


def _read(secrets: Any, secret: str, **version: str) -> dict[str, str]:
    text = secrets.get_secret_value(SecretId=secret, **version)["SecretString"]
    try:
        content = json.loads(text)
        if isinstance(content["value"], str):
            return content
    except (ValueError, TypeError, KeyError):
        pass
    # From None: the text must not reach the log.
    raise RotationError(f'{secret} is not JSON with a "value".') from None


def _next(current: dict[str, str], value: str) -> dict[str, str]:
    # What else somebody keeps beside the value stays.
    content = {**current, "value": value}
    return {**content, "previous": current["value"]} if current["value"] else content


def create(secrets: Any, secret: str, token: str) -> None:
    current = _read(secrets, secret, VersionStage="AWSCURRENT")
    try:
        secrets.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        return
    except secrets.exceptions.ResourceNotFoundException:
        pass
    value = secrets.get_random_password(PasswordLength=LENGTH, ExcludePunctuation=True)["RandomPassword"]
    secrets.put_secret_value(
        SecretId=secret,
        ClientRequestToken=token,
        SecretString=json.dumps(_next(current, value)),
        VersionStages=["AWSPENDING"],
    )


def set_(_secrets: Any, _secret: str, _token: str) -> None:
    """Nobody else holds the value."""


def test(secrets: Any, secret: str, token: str) -> None:
    current = _read(secrets, secret, VersionStage="AWSCURRENT")
    pending = _read(secrets, secret, VersionId=token, VersionStage="AWSPENDING")
    if len(pending["value"]) < LENGTH or pending["value"] == current["value"]:
        raise RotationError(f"The next value of {secret} is too short, or the old one.")
    if pending.get("previous", "") != current["value"]:
        raise RotationError(f"{secret} changed while it was rotated: its previous value would be lost.")


def finish(secrets: Any, secret: str, token: str) -> None:
    current = next(version for version, stages in _versions(secrets, secret).items() if "AWSCURRENT" in stages)
    secrets.update_secret_version_stage(
        SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
    )


STEPS = {"createSecret": create, "setSecret": set_, "testSecret": test, "finishSecret": finish}
