"""The words of a letter: the form's text with the facts of one case put in, by a closed list of placeholders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from policies.rules.typography import set_type
from policies.rules.wording import OPTIONAL, PLACEHOLDERS, placeholders, sentences

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class WordingError(ValueError):
    """A form asks for a word that does not exist, or a fact that its text cannot do without is missing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished text: the lines of the letter, its plain-language twin, and the hash of the former."""

    title: str
    lines: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def text(self) -> str:
        """The letter as one text."""
        return "\n".join(self.lines)

    @property
    def text_hash(self) -> str:
        """The sha256 (hex) of title and text: stub and letter must show the same."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()


def check(template: str, known: Mapping[str, str] = PLACEHOLDERS) -> None:
    """Refuse a template that uses a word outside the closed list `known`, or an unpaired brace."""
    try:
        unknown = sorted(placeholders(template) - set(known))
    except ValueError as error:
        raise WordingError("文书正文里的花括号没有成对") from error
    if unknown:
        raise WordingError(f"文书正文里有不认识的词：{'、'.join('{' + word + '}' for word in unknown)}")


def compose(title: str, body: str, plain: str, words: Mapping[str, str]) -> Letter:
    """Write a letter: every placeholder replaced once by its word, which is never read as a template again.

    What comes out is set as on paper, with full-width marks, whoever typed them: row, hash and print say the same.
    A sentence whose optional word is empty falls away; an empty required word is a `WordingError` that names it.
    """
    check(body)
    check(plain)
    return Letter(set_type(title), _lines(body, words), _lines(plain, words))


def fill(template: str, words: Mapping[str, str], known: Mapping[str, str] = PLACEHOLDERS) -> tuple[str, ...]:
    """Return the lines of one text of a form with its words put in; raise `WordingError` as `compose` does.

    `known` is the closed list of words this kind of text may use, each with its Chinese name.
    """
    check(template, known)
    return _lines(template, words, known)


def closing_at(lines: Sequence[str], closing: Collection[str]) -> int:
    """Return where the closing of a letter begins: its last lines that say office and date, and empty ones."""
    place = len(lines)
    while place and lines[place - 1].strip() in ("", *closing):
        place -= 1
    return place


def corrected(letter: Letter, *, number: str, day: str, closing: Collection[str]) -> Letter:
    """Return a letter that says which one it replaces, above its closing; `number` and `day` as they are printed."""
    place = closing_at(letter.lines, closing)
    line = f"本文书于{day}改正重出，替代{number}，原来那一份作废。"
    lines = (*letter.lines[:place], line, *letter.lines[place:])
    return replace(letter, lines=lines, plain=(*letter.plain, "前一份写错了，以这一份为准。"))


def _lines(
    template: str, words: Mapping[str, str], known: Mapping[str, str] = PLACEHOLDERS
) -> tuple[str, ...]:
    found: list[str] = []
    for line in template.strip().splitlines():
        if not line.strip():
            found.append("")
            continue
        kept = "".join(_fill(sentence, words, known) for sentence in sentences(line))
        found.extend(set_type(kept).splitlines())
    return tuple(found)


def _fill(sentence: str, words: Mapping[str, str], known: Mapping[str, str]) -> str:
    for key in _PLACEHOLDER.findall(sentence):
        if words.get(key, "").strip():
            continue
        if key not in OPTIONAL:
            raise WordingError(f"文书正文要写“{known[key]}”，可是这一件没有")
        return ""
    return _PLACEHOLDER.sub(lambda match: words[match[1]].strip(), sentence)
