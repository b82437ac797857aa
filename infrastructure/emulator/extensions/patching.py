"""Replaces a method of one of moto's classes by a function that gets the original as its first argument."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


def replace(owner: type, name: str) -> Callable[[Callable[..., Any]], None]:
    original = owner.__dict__.get(name)
    if original is None:
        raise RuntimeError(
            f"moto's {owner.__module__}.{owner.__name__} has no {name} any more: "
            "see infrastructure/emulator/extensions and the pinned release in requirements.txt"
        )

    def decorate(replacement: Callable[..., Any]) -> None:
        @functools.wraps(original)
        def method(self: Any, *arguments: Any, **keywords: Any) -> Any:
            return replacement(functools.partial(original, self), self, *arguments, **keywords)

        setattr(owner, name, method)

    return decorate


def add(owner: type, name: str) -> Callable[[Callable[..., Any]], None]:
    """Adds a method that moto lacks; fails once moto has it, so that the extension is removed."""
    if name in owner.__dict__:
        raise RuntimeError(f"moto's {owner.__module__}.{owner.__name__} has {name} by now: remove the extension")
    return lambda method: setattr(owner, name, method)
