"""What a topic of the calculation vectors is: a function from input keys to named answers."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]
# Called with the expected keys and the input as keyword arguments.
Topic: TypeAlias = Callable[..., Answers]
# A topic may come in several forms, told apart by their input keys.
Topics: TypeAlias = dict[str, tuple[Topic, ...]]

VALUES = Path(__file__).with_name("vector_values.toml")


@cache
def _values() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(VALUES.read_text(encoding="utf-8"))


def unsaid(topic: str, key: str, said: Any = None) -> Any:
    """Return what a vector says, or what the law says where the vector is silent."""
    return _values()[topic][key]["value"] if said is None else said
