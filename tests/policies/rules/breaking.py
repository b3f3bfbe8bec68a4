"""A sound programme to break, and what the validator says of it then."""

from copy import deepcopy
from typing import Any

from policies.actions.pack_files import read_pack
from policies.rules.reading import read_spec
from policies.rules.validator import validate


def sound(code: str) -> dict[str, Any]:
    """Return a copy of a sound programme to break: `dibao` posts before the decision, `temporary` knows emergencies."""
    return deepcopy(next(body for body in read_pack("shangyu").programmes if body["code"] == code))


def entry(body: dict[str, Any], shelf: str, **which: str) -> dict[str, Any]:
    ((key, value),) = which.items()
    return next(item for item in body[shelf] if item[key] == value)


def broken(body: dict[str, Any]) -> set[str]:
    """The names of the invariants that a programme breaks."""
    return {defect.code for defect in validate(read_spec(body))}


def said(body: dict[str, Any]) -> str:
    return ";".join(map(str, validate(read_spec(body))))
