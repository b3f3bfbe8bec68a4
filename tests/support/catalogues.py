"""Translation catalogues as people edit them (.po) and as Django reads them (.mo)."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"</?\w[^>]*>")


@dataclass
class Entry:
    """One sentence: its source (with the plural, if it has one) and its translations."""

    context: str = ""
    source: str = ""
    plural: str = ""
    targets: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The sentence as a compiled catalogue names it."""
        return f"{self.context}\x04{self.source}" if self.context else self.source

    @property
    def translated(self) -> bool:
        return bool(self.targets) and all(self.targets)


def entries(path: Path) -> Iterator[Entry]:
    """Every entry of a .po file but its header; obsolete ones (#~) are left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        parts: dict[str, str] = {}
        word = ""
        for line in block.splitlines():
            found = KEYWORD.fullmatch(line.strip())
            if found:
                word = found[1]
                parts[word] = ast.literal_eval(found[2])
            elif word and line.startswith('"'):
                parts[word] += ast.literal_eval(line.strip())
        if parts.get("msgid"):
            targets = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
            yield Entry(parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""), targets)


def compiled(path: Path) -> dict[str, list[str]]:
    """The translations of a .mo file by key, plural forms in their order."""
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for key, target in sorted(catalogue.items(), key=str):
        if key:
            found.setdefault(key[0] if isinstance(key, tuple) else key, []).append(target)
    return found


def fragments(sentence: str) -> list[str]:
    """The wording of a sentence between its placeholders and tags."""
    return [
        part.strip() for part in re.split(f"{PLACEHOLDER.pattern}|{TAG.pattern}", sentence) if part.strip()
    ]
