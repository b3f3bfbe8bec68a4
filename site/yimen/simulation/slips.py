"""What the schema cannot see in a story: a key written twice, a day that does not exist, a number that reads otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import yaml

from policies.rules.private_numbers import redact

DAY = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
TOO_FINE = re.compile(r"\d+\.\d{3,}")
PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d*)?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
YEARS = range(1900, 2200)
"""A story is of living people: outside these years neither a birth nor a limit can be reckoned."""


def twice(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield each key written twice with its line: of two values nobody knows which is meant."""
    for inner in _walk(node):
        if not isinstance(inner, yaml.MappingNode):
            continue
        seen: set[str] = set()
        for key, _value in inner.value:
            word = str(key.value)
            if word in seen:
                yield _line(key), f"“{redact(word)}”写了两次，留一个。"
            seen.add(word)


def slips(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield each slip in a word or a number with its line, from the top of the file to its end."""
    for inner in _walk(node):
        if isinstance(inner, yaml.ScalarNode):
            yield from _in_scalar(inner)


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(key)
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _walk(child)


def _in_scalar(node: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    if DAY.fullmatch(node.value) and not _exists(node.value):
        yield _line(node), f"没有 {node.value} 这一天、这一刻，请核对。"
    elif DAY.fullmatch(node.value) and int(node.value[:4]) not in YEARS:
        yield _line(node), f"{node.value} 太远了，故事里的日子写在 {YEARS[0]} 年到 {YEARS[-1]} 年。"
    if CONTROL.search(node.value):
        yield _line(node), "里面有看不见的控制字符，请删掉。"
    if TOO_FINE.fullmatch(node.value):
        yield _line(node), "金额最多写到分（两位小数）。"
    # YAML 1.1 reads 0777 as 511, 10:30 as 630 and 1_000 as 1000: none of them is what somebody meant to write.
    if node.tag in NUMBER_TAGS and not PLAIN_NUMBER.fullmatch(node.value):
        yield _line(node), f"{node.value} 不是一个数，请写 1000 或者 1000.00。"


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
