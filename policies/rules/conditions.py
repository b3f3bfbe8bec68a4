"""The small closed grammar of conditions: one evaluator for web, chat and tests, and its Chinese sentence.

A condition is JSON: `{"fact": "disability", "is": true}`, `{"fact": "age", "at_least": 60}`,
`{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}` or
`{"count": {...}, "at_least": 1}` (how many members of the household satisfy the inner condition).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

COMPARISONS = {
    "is": "是",
    "is_not": "不是",
    "at_least": "不少于",
    "above": "大于",
    "at_most": "不超过",
    "below": "小于",
    "one_of": "是其中之一：",
    "includes": "包括",
}
NUMERIC = ("at_least", "above", "at_most", "below")
"""Comparisons that need a number on both sides."""
_KEYS = {"fact", "all", "any", "not", "count", *COMPARISONS}


class ConditionError(ValueError):
    """A condition is not written in the grammar; the message names the part that is not."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A node of the grammar. `op` is a comparison, `all`, `any`, `not` or `count`."""

    op: str
    fact: str = ""
    value: Any = None
    parts: tuple[Condition, ...] = ()
    compare: str = ""


def parse(data: object) -> Condition:
    """Read a condition from JSON or TOML data; raise `ConditionError` for anything else."""
    if not isinstance(data, Mapping):
        raise ConditionError(f"条件应当是一个表，而不是 {data!r}")
    unknown = set(data) - _KEYS
    if unknown:
        raise ConditionError(f"条件里有不认识的词：{'、'.join(sorted(map(str, unknown)))}")
    for word in ("all", "any"):
        if word in data:
            return Condition(word, parts=_parts(data[word], word))
    if "not" in data:
        return Condition("not", parts=(parse(data["not"]),))
    compare, value = _comparison(data)
    if "count" in data:
        return Condition("count", parts=(parse(data["count"]),), compare=compare, value=value)
    if not data.get("fact"):
        raise ConditionError("条件没有写明看哪一项事实(fact)")
    return Condition(compare, fact=str(data["fact"]), value=value)


def _parts(data: object, word: str) -> tuple[Condition, ...]:
    if not isinstance(data, list) or not data:
        raise ConditionError(f"“{word}”后面应当是一串条件")
    return tuple(parse(part) for part in data)


def _comparison(data: Mapping[str, Any]) -> tuple[str, Any]:
    found = [(word, data[word]) for word in COMPARISONS if word in data]
    if len(found) != 1:
        raise ConditionError("每个条件要有且只有一个比较词")
    word, value = found[0]
    if word == "one_of":
        if not isinstance(value, list) or not all(map(_plain, value)):
            raise ConditionError("“是其中之一”后面应当是一列文字或数字")
        value = tuple(value)
    elif word in NUMERIC and (isinstance(value, bool) or not isinstance(value, int)):
        raise ConditionError(f"“{COMPARISONS[word]}”后面要写整数，例如 60")
    elif not _plain(value):
        raise ConditionError(f"“{COMPARISONS[word]}”后面要写文字、数字或者是非")
    return word, value


def _plain(value: object) -> bool:
    return isinstance(value, str | int)


def as_data(condition: Condition) -> dict[str, Any]:
    """Return a condition as the JSON it was read from: the inverse of `parse`."""
    match condition.op:
        case "all" | "any":
            return {condition.op: [as_data(part) for part in condition.parts]}
        case "not":
            return {"not": as_data(condition.parts[0])}
        case "count":
            return {"count": as_data(condition.parts[0]), condition.compare: condition.value}
    value = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    return {"fact": condition.fact, condition.op: value}


def holds(condition: Condition, facts: Mapping[str, Any], members: Iterable[Mapping[str, Any]] = ()) -> bool:
    """Evaluate a condition on the household's facts; an unknown fact makes a comparison false."""
    household = tuple(members)
    match condition.op:
        case "all":
            return all(holds(part, facts, household) for part in condition.parts)
        case "any":
            return any(holds(part, facts, household) for part in condition.parts)
        case "not":
            return not holds(condition.parts[0], facts, household)
        case "count":
            number = sum(holds(condition.parts[0], {**facts, **member}, household) for member in household)
            return _compare(condition.compare, number, condition.value)
    return _compare(condition.op, facts.get(condition.fact), condition.value)


def _compare(op: str, left: Any, right: Any) -> bool:
    if left is None:
        return op == "is_not"
    if op in NUMERIC and not isinstance(left, int):
        return False
    match op:
        case "is":
            return bool(left == right)
        case "is_not":
            return bool(left != right)
        case "one_of":
            return left in right
        case "includes":
            return not isinstance(left, int) and right in left
        case "at_least":
            return bool(left >= right)
        case "above":
            return bool(left > right)
        case "at_most":
            return bool(left <= right)
        case _:
            return bool(left < right)


def sentence(condition: Condition, labels: Mapping[str, str]) -> str:
    """Say the condition in Chinese; `labels` gives the words of facts and values."""
    match condition.op:
        case "all":
            return "并且".join(sentence(part, labels) for part in condition.parts)
        case "any":
            return "或者".join(sentence(part, labels) for part in condition.parts)
        case "not":
            return f"不是“{sentence(condition.parts[0], labels)}”"
        case "count":
            inner = sentence(condition.parts[0], labels)
            return f"家里{inner}的人{COMPARISONS[condition.compare]} {condition.value} 人"
    label = labels.get(condition.fact, condition.fact)
    if isinstance(condition.value, bool):
        return f"{'有' if condition.value == (condition.op == 'is') else '没有'}{label}"
    return f"{label}{COMPARISONS[condition.op]}{_say(condition.value, labels)}"


def _say(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return "、".join(labels.get(str(item), str(item)) for item in value)
    return labels.get(str(value), str(value))
