"""Read JSON and TOML of strangers: each name once, numbers that are numbers, and no character that a page cannot show."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

DEEPEST = 40
"""Nothing in a pack is nested deeper: a condition of conditions is the deepest there is."""


class PlainDataError(ValueError):
    """A text that is no plain data; the message says why, in Chinese, and repeats nothing of it but a name."""


def read_json(text: str) -> Any:
    """Return what a JSON text says; raise `PlainDataError` for anything that two readers could read differently."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except PlainDataError:
        raise
    except RecursionError as error:
        raise PlainDataError("套得太深") from error
    except ValueError as error:
        raise PlainDataError("不是能读的 JSON 文件") from error
    return _shown(found)


def read_toml(text: str) -> Any:
    """Return what a TOML text says; raise `PlainDataError` for anything else."""
    try:
        found = tomllib.loads(text)
    except RecursionError as error:
        raise PlainDataError("套得太深") from error
    except ValueError as error:
        raise PlainDataError(f"不是能读的 TOML 文件（{error}）") from error
    return _shown(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise PlainDataError(f"“{_ODD.sub('', twice)[:40]}”写了两次")
    return found


def _no_number(_word: str) -> Any:
    raise PlainDataError("里面有不是数的数")


def _shown(found: Any) -> Any:
    """Return the data as it is, having looked at every text in it and how deep it goes."""
    left = [(found, DEEPEST)]
    while left:
        one, deeper = left.pop()
        if not deeper:
            raise PlainDataError("套得太深")
        if isinstance(one, dict):
            left += [(item, deeper - 1) for item in (*one, *one.values())]
        elif isinstance(one, list):
            left += [(item, deeper - 1) for item in one]
        elif isinstance(one, str) and _ODD.search(one):
            raise PlainDataError("里面有不能显示的字符")
    return found
