"""Find where digits stand together in a text, whatever stands between them and however they are written."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# The shortest number that is looked for is a mobile phone's.
SHORTEST = 11
_CHINESE = dict(
    zip("〇○零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖貳參陸", "00012345678912123456789236", strict=True)
)
_CIRCLED = "²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒🄀-🄊"  # digits by meaning that \d does not know
_DIGIT = rf"[\d{''.join(_CHINESE)}{_CIRCLED}]"
_CROSS = "[xXｘＸхХⅹⅩ×]"
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u20dd-\u20e4\u3164\ufe00-\ufe0f\ufeff\uffa0"  # and the frames of emoji
)
_BETWEEN = rf"[\s{_INVISIBLE}\-‐-―−﹣－~～_＿./／\\|｜·•・．+]"
_TAG = r"<[^<>]{1,1000}>"
_GAP = rf"(?:{_BETWEEN}++|{_TAG})"
_NO_DIGIT = re.compile(rf"(?:(?!{_DIGIT}).)*+", re.DOTALL)
_TAG_WITH_DIGITS = re.compile(rf"<[^<>]*?{_DIGIT}[^<>]*>")
_RUN = re.compile(rf"{_DIGIT}(?:{_GAP}*+{_DIGIT}){{{SHORTEST - 1},}}+(?:{_GAP}*+{_CROSS})?+")
_PART = re.compile(rf"({_DIGIT}+)|({_GAP}+)")
# Mark-up inside a line does not part two numbers for the reader; cells, paragraphs and breaks do.
_SEAMLESS = re.compile(
    rf"(?:[{_INVISIBLE}]|</?(?:a|abbr|b|bdi|bdo|code|em|font|i|ins|label|mark|small|span|strong|sub|sup|u|wbr|w:\w+|a:\w+)\b[^<>]*>|<!--[^<>]*>)*"
)
_LINE_BREAKS = re.compile(r"(?:<br/?>)+", re.IGNORECASE)
_BREAKS = re.compile(r"</?(?:w:(?:p|tr|tc|tbl|br|tab)|a:(?:p|tr|tc|br))\b")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that nothing but separators part.

    `digits` may end in X; `cuts` are the places before which the eye sees a gap, and `gaps` what kind of gap
    that is: space, newline, cell, or the character itself. `starts` and `places` say from which digit on
    the digits stand together, and where in the text.
    """

    digits: str
    cuts: tuple[int, ...]
    gaps: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def position(self, index: int) -> int:
        """Return where a digit stands in the text."""
        part = bisect_right(self.starts, index) - 1
        return self.places[part] + index - self.starts[part]

    def inner(self, start: int, end: int) -> range:
        """Return the indexes of the cuts between the digits of a window."""
        return range(bisect_right(self.cuts, start), bisect_left(self.cuts, end))

    def aligned(self, start: int, end: int) -> bool:
        """Say whether the window begins and ends where the eye sees a number begin and end."""
        return self._edge(start) and self._edge(end)

    def groups(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of each unbroken group."""
        edges = (0, *self.cuts, len(self.digits))
        return itertools.pairwise(edges)

    def sizes(self, start: int, end: int) -> tuple[int, ...]:
        """Return the sizes of the groups of a window."""
        edges = (start, *(self.cuts[i] for i in self.inner(start, end)), end)
        return tuple(high - low for low, high in itertools.pairwise(edges))

    def kinds(self, start: int, end: int) -> frozenset[str]:
        """Return which kinds of gap part the digits of a window."""
        return frozenset(self.gaps[i] for i in self.inner(start, end))

    def isolated(self, start: int, end: int) -> bool:
        """Say whether the gaps around a window are of another kind than the gaps inside it."""
        inside = self.kinds(start, end)
        return not any(self.gaps[i] in inside for i, cut in enumerate(self.cuts) if cut in (start, end))

    def _edge(self, at: int) -> bool:
        if at in (0, len(self.digits)):
            return True
        index = bisect_left(self.cuts, at)
        return index < len(self.cuts) and self.cuts[index] == at


def runs(text: str, offset: int = 0) -> Iterator[Run]:
    """Yield each run of at least eleven digits; digits inside a tag that parts two others are a run of their own."""
    for match in _RUN.finditer(text):
        yield _run(match[0], offset + match.start())
        for tag in _TAG_WITH_DIGITS.finditer(match[0]):
            yield from runs(tag[0][1:-1], offset + match.start() + tag.start() + 1)


def digit_of(character: str) -> str:
    """Return the plain digit that a character means."""
    return _CHINESE.get(character) or str(unicodedata.digit(character))


def _run(whole: str, base: int) -> Run:
    digits: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    cuts: list[int] = []
    gaps: list[str] = []
    count = reached = 0
    for part in _PART.finditer(whole):
        here, between = part.groups()
        reached = part.end()
        if here:
            starts.append(count)
            places.append(base + part.start())
            digits.append(here if here.isascii() else "".join(map(digit_of, here)))
            count += len(here)
        elif kind := _kind_without_digits(between) if _NO_DIGIT.fullmatch(between) else _kind(between):
            cuts.append(count)
            gaps.append(kind)
    if reached < len(whole):
        starts.append(count)
        places.append(base + reached)
        digits.append("X")
    return Run("".join(digits), tuple(cuts), tuple(gaps), tuple(starts), tuple(places))


def _kind(gap: str) -> str:
    """Say what the eye sees between two digits; nothing (an empty text) for what it does not see."""
    if _SEAMLESS.fullmatch(gap) and not _BREAKS.search(gap):
        return ""
    visible = re.sub(rf"[\s{_INVISIBLE}]", "", gap)
    if "\t" in gap or ("<" in visible and not _LINE_BREAKS.fullmatch(visible)):
        return "cell"
    if visible.startswith("<") or "\n" in gap or "\r" in gap:
        return "newline"
    return visible[:1] or "space"


# A table repeats its gaps; only those that hold no digit are remembered, so no number stays in memory.
_kind_without_digits = lru_cache(maxsize=256)(_kind)
