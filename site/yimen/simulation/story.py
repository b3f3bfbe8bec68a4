"""Read a story strictly: dates stay text, every unknown key, verb or clock is an error that names its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from casework.rules.asking import SHANGHAI
from yimen.simulation.slips import slips, twice
from yimen.simulation.wording import sentence, strangers, unreadable

MOST_BYTES = 1_000_000
"""One story is about one case; more than this is another file, and would be played for minutes."""
SCHEMA_FILE = Path(__file__).with_name("schema.json")


class StoryError(ValueError):
    """The file is not a story in the scenario language; the message names the line, `line` is its number."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


class _Loader(yaml.SafeLoader):
    """YAML without timestamps, with the line of every mapping and list."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story: when, where in the file, and what is done or expected."""

    number: int
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story. Money is yuan as written; `parameters` may hold dated values.

    `numbers` are the lines of the place and of each parameter, for what only the law can find wrong in them.
    """

    file: str
    title: str
    place: str
    programme: str
    household: tuple[Mapping[str, Any], ...]
    staff: Mapping[str, tuple[str, ...]]
    lines: tuple[Line, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    roll_posting: bool | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)

    def wrong(self, key: str, sentence: str) -> StoryError:
        """Return the error that names the line where the place, or this parameter, is written."""
        line = self.numbers.get(key, 0)
        return StoryError(f"{self.file}:{line}: {sentence}", line)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def moment(text: str) -> datetime:
    """Return the moment a story writes as `2024-09-12 10:00`, in Asia/Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def read_story(path: Path) -> Story:
    """Read one file; raise `StoryError` for anything that is not the scenario language."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StoryError(f"{path}: 文件太大，一个故事只讲一件的事，最多 {MOST_BYTES} 字节。")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoryError(f"{path}: {unreadable(error)}") from error
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except RecursionError as error:
        raise StoryError(f"{path}:1: 括号套得太深，读不了。", 1) from error
    except yaml.YAMLError as error:
        line = (
            error.problem_mark.line + 1
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else 0
        )
        raise StoryError(
            f"{path}:{line}: 这不是 YAML，从这一行起读不懂，请核对括号、冒号和缩进。", line
        ) from error
    if node is None or not isinstance(data, dict):
        raise StoryError(f"{path}:1: 故事应当是一个表", 1)
    _check(data, node, path)
    return _story(data, node, path)


def _check(data: Any, node: yaml.Node, path: Path) -> None:
    for line, slip in twice(node):
        raise StoryError(f"{path}:{line}: {slip}", line)
    error = best_match(_validator().iter_errors(data))
    if error is not None:
        deepest = _deepest(error)
        line = _line_of(node, [*deepest.absolute_path, *strangers(deepest)[:1]])
        raise StoryError(f"{path}:{line}: {sentence(deepest)}", line)
    for line, slip in slips(node):
        raise StoryError(f"{path}:{line}: {slip}", line)


def _deepest(error: ValidationError) -> ValidationError:
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def _line_of(node: yaml.Node, where: Sequence[Any]) -> int:
    """Return the line of the deepest node on the path that the file still has."""
    for step in where:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1


def _child(node: yaml.Node, step: Any) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode):
        return node.value[step] if isinstance(step, int) and step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


def _lines(data: Mapping[str, Any], node: yaml.Node) -> Iterator[Line]:
    story = _child(node, "story")
    assert isinstance(story, yaml.SequenceNode)
    for body, child in zip(data["story"], story.value, strict=True):
        yield Line(child.start_mark.line + 1, moment(body["at"]), body)


def _check_names(data: Mapping[str, Any], node: yaml.Node, path: Path) -> None:
    """Refuse two members of one name: nobody could tell whom a line means."""
    names: list[str] = [member["name"] for member in data.get("household", ())]
    for number, name in enumerate(names):
        if name in names[:number]:
            line = _line_of(node, ["household", number])
            raise StoryError(f"{path}:{line}: 家里有两个“{name}”，换一个名字。", line)


def _story(data: Mapping[str, Any], node: yaml.Node, path: Path) -> Story:
    lines = tuple(_lines(data, node))
    for earlier, later in pairwise(lines):
        if later.at < earlier.at:
            raise StoryError(f"{path}:{later.number}: 时间倒着走了", later.number)
    _check_names(data, node, path)
    staff = {
        name: (roles,) if isinstance(roles, str) else tuple(roles)
        for name, roles in data.get("staff", {}).items()
    }
    return Story(
        file=str(path),
        title=data["scenario"],
        place=data["place"],
        programme=data["programme"],
        household=tuple(data.get("household", ({"name": "甲", "age": 50},))),
        staff=staff,
        lines=lines,
        parameters=data.get("parameters", {}),
        roll_posting=data.get("roll_posting"),
        numbers={"place": _line_of(node, ["place"])}
        | {key: _line_of(node, ["parameters", key]) for key in data.get("parameters", {})},
    )
