"""Which tests and stories cite an obligation, read from their sources without running them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REF = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,3}-[A-Z]?\d+(?:\.\d+)*[a-z]?(?![A-Za-z0-9])")
"""The id of an obligation, as packs and tests write it."""

STORIES = (".yaml", ".json")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites an obligation: a file under tests/, and the test in it (empty for a story)."""

    path: str
    test: str = ""

    @property
    def rank(self) -> tuple[int, str, str]:
        """Law tests first, then stories, then whatever else cites."""
        room = 0 if self.path.startswith("law/") else 1 if self.path.startswith("scenarios/") else 2
        return room, self.path, self.test


def citations(folder: Path) -> dict[str, tuple[Citation, ...]]:
    """Return who cites each obligation in a folder of tests, the nearest to the law first."""
    found: dict[str, set[Citation]] = {}
    for path in sorted(folder.rglob("*")):
        for ref, citation in _in_file(path, str(path.relative_to(folder))):
            found.setdefault(ref, set()).add(citation)
    return {ref: tuple(sorted(who, key=lambda one: one.rank)) for ref, who in sorted(found.items())}


def _in_file(path: Path, name: str) -> Iterator[tuple[str, Citation]]:
    if path.suffix in STORIES:
        for ref in set(REF.findall(path.read_text(encoding="utf-8"))):
            yield ref, Citation(name)
    elif path.suffix == ".py" and path.name.startswith("test_"):
        yield from _in_tests(path.read_text(encoding="utf-8"), name)


def _in_tests(text: str, name: str) -> Iterator[tuple[str, Citation]]:
    """A test cites what stands in its own source: its docstring, its decorators, its assertions."""
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            for ref in set(REF.findall("\n".join(lines[first - 1 : node.end_lineno]))):
                yield ref, Citation(name, node.name)
