"""What the schema cannot see in a story: a key written twice, a day that does not exist, money that is no sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import yaml

from policies.rules.private_numbers import redact

DAY = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
TOO_FINE = re.compile(r"\d+\.\d{3,}")
NO_SUM = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)


def slips(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield each slip with its line, from the top of the file to its end."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield _line(key), f"“{redact(str(key.value))}”写了两次,留一个。"
            seen.add(key.value)
            yield from slips(key)
            yield from slips(value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from slips(child)
    elif isinstance(node, yaml.ScalarNode):
        yield from _in_scalar(node)


def _in_scalar(node: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    if DAY.fullmatch(node.value) and not _exists(node.value):
        yield _line(node), f"没有 {node.value} 这一天、这一刻,请核对。"
    if TOO_FINE.fullmatch(node.value):
        yield _line(node), "金额最多写到分(两位小数)。"
    if node.style is None and NO_SUM.fullmatch(node.value):
        yield _line(node), f"{node.value} 不是一个数,请写 1000 或者 1000.00。"


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
