"""Chinese that people read as it stands in the source is set there with full-width marks, as on paper."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policies.rules.typography import set_type
from tests.support.repository import files, name_of

# A pattern that is looked for in what others typed knows both widths; it is no sentence.
PATTERN = re.compile(r"\\|，,|,，|；;|;；")
ROOMS = (
    *(f"casework/{room}/" for room in ("desk", "rules", "actions", "management")),
    *(f"notices/{room}/" for room in ("desk", "rules", "actions", "management")),
    *(f"policies/{room}/" for room in ("studio", "rules", "actions", "management")),
    *(f"site/front/{room}/" for room in ("views", "forms", "rules", "actions", "desk")),
)


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_of_a_room_has_a_half_width_mark(room):
    pages = [file for file in files(".py") if name_of(file).startswith(room)]
    assert pages, "the room is not where it was"
    assert [line for file in pages for line in _half_width(file)] == []


def test_no_sentence_of_a_template_has_one():
    pages = [file for file in files(".html") if name_of(file).startswith("site/templates/")]
    assert pages
    assert [
        f"{name_of(file)}:{number} {line.strip()}"
        for file in pages
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if set_type(line) != line
    ] == []


def _half_width(file: Path) -> Iterator[str]:
    for node in _said(ast.parse(file.read_text(encoding="utf-8"))):
        if set_type(node.value) != node.value and not PATTERN.search(node.value):
            yield f"{name_of(file)}:{node.lineno} {node.value}"


def _said(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield what is written for people: every string but docstrings."""
    nodes = list(ast.walk(tree))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node
