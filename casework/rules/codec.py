"""Frozen dataclasses to plain JSON and back, by their type hints: the border between rules and the database."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """Turn a dataclass tree into JSON data; fields that hold their default are left out."""
    kind = type(value)
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _writer(kind)
    return write(value)


def _writer(kind: type) -> Callable[[Any], Any]:
    if dataclasses.is_dataclass(kind):
        return _fields_to_json
    return _mapping_to_json if issubclass(kind, Mapping) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _fields_to_json(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, default in _defaults(type(value)):  # type: ignore[arg-type]
        item = getattr(value, name)
        if item is not default and item != default:
            found[name] = to_json(item)
    return found


def _mapping_to_json(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: to_json(item) for key, item in value.items()}


_WRITERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    dict: _mapping_to_json,
    frozenset: lambda value: sorted(to_json(item) for item in value),
    tuple: lambda value: [to_json(item) for item in value],
    list: lambda value: [to_json(item) for item in value],
}


def from_json(cls: type[T], data: Mapping[str, Any]) -> T:
    """Build a dataclass from JSON data that `to_json` made; unknown keys are a `TypeError`."""
    readers = _readers(cls)  # type: ignore[arg-type]
    return cls(**{key: readers[key](item) for key, item in data.items()})


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a dataclass in order, each with the value that goes without saying."""
    return tuple(
        (
            field.name,
            field.default if field.default_factory is dataclasses.MISSING else field.default_factory(),
        )
        for field in dataclasses.fields(cls)
    )


@cache
def _readers(cls: type) -> dict[str, Callable[[Any], Any]]:
    return {key: _reader(hint) for key, hint in get_type_hints(cls).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in args if arg is not type(None)))
        return lambda item: None if item is None else inner(item)
    if origin is tuple:
        inner = _reader(args[0])
        return lambda items: tuple(inner(item) for item in items)
    if origin is frozenset:
        inner = _reader(args[0])
        return lambda items: frozenset(inner(item) for item in items)
    if origin in (dict, Mapping):
        inner = _reader(args[1])
        return lambda items: {key: inner(item) for key, item in items.items()}
    if hint in (date, datetime):
        return hint.fromisoformat  # type: ignore[no-any-return]
    if dataclasses.is_dataclass(hint):
        return lambda item: from_json(hint, item)  # type: ignore[arg-type]
    return lambda item: item
