"""The outer shape of a pack's files: which parts are text, lists or tables, looked at before anything reads in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies.rules.assembly import IDENTITY

TEXT = "text"
TABLE: Mapping[str, Any] = {}
ANY = "*"
NAMED = {ANY: [TEXT]}
PLACE = {
    "jurisdiction": TABLE,
    "source": TABLE,
    "units": NAMED,
    "parameters": [{"key": TEXT, "programmes": [TEXT]}],
    "silent": NAMED,
}
PROGRAMME = {
    "code": TEXT,
    "like": TEXT,
    "source": TABLE,
    "words": TABLE,
    "lists": NAMED,
    "drop": NAMED,
    **{name: [{"use": TEXT, identity: TEXT}] for name, identity in IDENTITY.items()},
}
"""A shape is `TEXT`, a list with the shape of its items, or a table with those of its keys (`ANY`: of all of them)."""


def shape_fault(data: object, shape: Any, where: str = "") -> str:
    """Return the first part that has another shape, and which it should have; empty: all fits."""
    if shape == TEXT:
        return "" if isinstance(data, str) else f"{where}：要写成文字，放在引号里"
    if isinstance(shape, list):
        if not isinstance(data, list):
            return f"{where}：应当是一列"
        parts = [(item, shape[0], f"{where} 第 {number} 项") for number, item in enumerate(data, start=1)]
    elif isinstance(data, Mapping):
        known = {key: shape.get(key, shape.get(ANY)) for key in data}
        parts = [
            (item, known[key], f"{where} {key}".strip())
            for key, item in data.items()
            if known[key] is not None
        ]
    else:
        return f"{where}：应当是一个表"
    return next((fault for part in parts if (fault := shape_fault(*part))), "")
