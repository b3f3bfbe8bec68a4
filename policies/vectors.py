"""Evaluate calculation vectors (input, expected outcome) with the rules that run; whatever is unknown is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from policies.rules.money import exact
from policies.rules.private_numbers import redact
from policies.vector_dates import TOPICS as DATE_TOPICS
from policies.vector_money import TOPICS as MONEY_TOPICS
from policies.vector_topics import Answers, Topic, Topics
from policies.vector_types import fitting, parameters

TOPICS: Topics = {**MONEY_TOPICS, **DATE_TOPICS}
KEYS = frozenset({"id", "topic", "input", "expect"})
OPTIONAL_KEYS = frozenset({"note"})


class VectorError(ValueError):
    """A vector that cannot be evaluated: its text names the vector and the word that is not understood.

    A private number that stands in the wrong place is not repeated.
    """

    def __init__(self, message: str) -> None:
        super().__init__(redact(message))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one vector: `got` holds the expected keys as the rules answer them."""

    id: str
    topic: str
    ok: bool
    expected: Mapping[str, Any]
    got: Mapping[str, Any]


def evaluate_file(path: Path) -> tuple[Verdict, ...]:
    """Evaluate every vector of a JSON file (a list); raises VectorError, OSError."""
    try:
        vectors = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as wrong:
        raise VectorError(f"{path}: not a JSON file: {wrong}") from wrong
    if not isinstance(vectors, list):
        raise VectorError(f"{path}: a list of vectors is expected")
    if not vectors:
        raise VectorError(f"{path}: no vector in it, so nothing could be wrong")
    return tuple(evaluate(vector) for vector in vectors)


def evaluate(vector: object) -> Verdict:
    """Evaluate one vector; raises VectorError for an unknown topic, an unknown or missing key, a wrong value."""
    if not isinstance(vector, dict):
        raise VectorError(f"a vector is an object, not {vector!r}")
    name = str(vector.get("id", "(without id)"))
    _same_keys(name, "vector", set(vector), KEYS, OPTIONAL_KEYS)
    topic, given, expected = str(vector["topic"]), vector["input"], vector["expect"]
    if topic not in TOPICS:
        raise VectorError(f"{name}: unknown topic {topic!r}; known: {', '.join(sorted(TOPICS))}")
    if not isinstance(given, dict) or not isinstance(expected, dict):
        raise VectorError(f"{name}: input and expect are objects")
    if not expected:
        raise VectorError(f"{name}: expects nothing, so nothing could be wrong")
    answers = _answer(name, topic, given, expected)
    got = _asked(f"{name}: {topic}", expected, answers)
    return Verdict(name, topic, same(expected, got), expected, got)


def as_json(verdicts: tuple[Verdict, ...]) -> str:
    """Print verdicts as the stable list of {"id", "topic", "ok", "expected", "got"}."""
    rows = [asdict(verdict) for verdict in verdicts]
    order = ("id", "topic", "ok", "expected", "got")
    return json.dumps(
        [{key: row[key] for key in order} for row in rows], ensure_ascii=False, indent=1, default=float
    )


def same(expected: object, got: object) -> bool:
    """Compare an expectation with an answer: numbers by value ("0" is "0.00"), everything else exactly."""
    if isinstance(expected, dict):
        return isinstance(got, Mapping) and all(
            key in got and same(expected[key], got[key]) for key in expected
        )
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return expected is got
    left, right = _number(expected), _number(got)
    return left == right if left is not None and right is not None else expected == got


def _answer(name: str, topic: str, given: dict[str, Any], expected: dict[str, Any]) -> Answers:
    shape = _shape(name, TOPICS[topic], given)
    try:
        return shape(tuple(expected), **fitting(shape, given))
    except OverflowError as wrong:
        raise VectorError(
            f"{name}: {topic} cannot use these values: too far or too much to reckon"
        ) from wrong
    except (ValueError, TypeError, AttributeError, ArithmeticError) as wrong:
        raise VectorError(f"{name}: {topic} cannot use these values: {wrong}") from wrong


def _asked(where: str, expected: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
    """Keep the answers that are expected, at every depth; raises VectorError for one that does not exist."""
    unknown = sorted(set(expected) - set(answers))
    if unknown:
        raise VectorError(f"{where} has no answer called {_list(unknown)}; it has {_list(sorted(answers))}")
    return {
        key: _asked(f"{where} {key}", wanted, answers[key])
        if isinstance(wanted, dict) and isinstance(answers[key], Mapping)
        else answers[key]
        for key, wanted in expected.items()
    }


def _shape(name: str, shapes: tuple[Topic, ...], given: dict[str, Any]) -> Topic:
    """Choose the form of a topic that these keys belong to; complain about the closest one."""
    keys = set(given)
    closest = max(shapes, key=lambda shape: len(keys & set(parameters(shape))))
    required = {key for key, optional in parameters(closest).items() if not optional}
    _same_keys(name, "input", keys, required, set(parameters(closest)) - required)
    return closest


def _same_keys(
    name: str,
    where: str,
    keys: set[str],
    required: set[str] | frozenset[str],
    optional: set[str] | frozenset[str],
) -> None:
    unknown = sorted(keys - required - optional)
    if unknown:
        raise VectorError(f"{name}: unknown key in {where}: {_list(unknown)}")
    missing = sorted(required - keys)
    if missing:
        raise VectorError(f"{name}: {where} lacks {_list(missing)}")


def _list(words: list[str]) -> str:
    return ", ".join(repr(word) for word in words)


def _number(value: object) -> Fraction | None:
    try:
        return exact(value) if isinstance(value, (str, int, Decimal, Fraction)) else None
    except ValueError:
        return None
