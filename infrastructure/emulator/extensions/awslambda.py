"""Lambda: key, queue of failed calls and logging of a function, which moto takes and forgets."""

from __future__ import annotations

from typing import Any

from moto.awslambda.models import LambdaFunction

from .patching import replace

SETTINGS = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig")


def _keep_settings(function: LambdaFunction, given: dict[str, Any]) -> None:
    # A new dictionary: published versions are shallow copies and keep theirs.
    function.kept_settings = {
        **getattr(function, "kept_settings", {}),
        **{name: given[name] for name in SETTINGS if name in given},
    }


def apply() -> None:
    @replace(LambdaFunction, "__init__")
    def initialise(original: Any, self: LambdaFunction, account_id: str, spec: dict[str, Any], *more: Any, **named: Any) -> None:
        original(account_id, spec, *more, **named)
        _keep_settings(self, spec)

    @replace(LambdaFunction, "update_configuration")
    def update_configuration(original: Any, self: LambdaFunction, config_updates: dict[str, Any]) -> dict[str, Any]:
        _keep_settings(self, config_updates)
        return original(config_updates)

    @replace(LambdaFunction, "get_configuration")
    def get_configuration(original: Any, self: LambdaFunction, *arguments: Any, **named: Any) -> dict[str, Any]:
        # An empty key or queue was taken away.
        kept = {name: value for name, value in self.kept_settings.items() if value not in ("", {"TargetArn": ""})}
        return {**original(*arguments, **named), **kept}
