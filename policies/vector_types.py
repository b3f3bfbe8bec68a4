"""Which kind of value each input of a calculation vector takes, read from the form itself; a wrong one is named."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

_Test = Callable[[object], bool]


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _exact(value: object) -> bool:
    return _whole(value) or isinstance(value, str | Decimal | Fraction)


def _list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


KINDS: Mapping[str, tuple[_Test, str]] = {
    "int": (_whole, "a whole number"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "str": (lambda value: isinstance(value, str), "text"),
    "Exact": (_exact, "an exact number such as 800, 0.20 or 1/3"),
    "Sequence": (_list, "a list"),
    "Mapping": (lambda value: isinstance(value, Mapping), "an object"),
}
"""By the first word of an annotation: what fits, and how that is said."""


def parameters(shape: Callable[..., Any]) -> dict[str, bool]:
    """Return the input keys of a form, and whether each may be left out."""
    found = inspect.signature(shape).parameters.values()
    return {p.name: p.default is not p.empty for p in found if p.kind is p.KEYWORD_ONLY}


def fitting(shape: Callable[..., Any], given: object) -> dict[str, Any]:
    """Return what is given if it fits the form; raises ValueError naming the key that is unknown, missing or wrong."""
    if not isinstance(given, Mapping):
        raise ValueError(f"an object is expected, not {given!r}")
    keys = parameters(shape)
    unknown, missing = (
        sorted(set(given) - set(keys)),
        sorted(k for k, o in keys.items() if not o and k not in given),
    )
    if unknown or missing:
        raise ValueError(f"unknown key {unknown[0]!r}" if unknown else f"{missing[0]!r} is missing")
    for key, value in given.items():
        _check(key, str(inspect.signature(shape).parameters[key].annotation), value)
    return dict(given)


def _check(key: str, annotation: str, value: object) -> None:
    if value is None and "None" in annotation:
        return
    fits, said = KINDS[annotation.partition("[")[0].partition(" ")[0]]
    if not fits(value):
        raise ValueError(f"{key!r} is {said}, not {value!r}")


def day(text: str) -> date:
    """Return the day a vector writes as 2025-03-03; raises ValueError for one that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"no such day: {text!r}; a day is written 2025-03-03") from wrong
