"""The leak scanner: identity numbers, bank accounts and mobile phones in any text, however they are written.

A finding says what and where, never the number. Recall comes before speed, speed before elegance;
reversed digits and base64 are deliberate evasion and not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from policies.rules.digit_runs import Run, runs
from policies.rules.number_shapes import ID_HEAD, ISSUER, Kind, Subject, windows
from policies.rules.unfolding import Unfolded, unfold

Notation = Literal[
    "plain", "lower_x", "full_width", "chinese", "spaced", "dashed", "dotted", "newline", "tags", "zero_width",
    "entities", "percent", "escapes", "excel_float",
]  # fmt: skip

REDACTED = "〔已隐去〕"

_WORDS: dict[Subject, re.Pattern[str]] = {
    "id": re.compile(
        r"身份证|身份号|证件号|公民身份|证号|旧证|老证|id[-_ ]?(?:no|num|card)|identity", re.IGNORECASE
    ),
    "account": re.compile(
        r"[账帐]号|[账帐]户|卡号|银行|信用社|农商行|存折|一卡通|社保卡|社会保障卡|开户|account|card|bank",
        re.IGNORECASE,
    ),
    "phone": re.compile(r"电话|手机|联系方式|phone|mobile|tel", re.IGNORECASE),
}
# Which of them announce a number when they stand just behind it.
_REACH_BEFORE, _REACH_AFTER = 40, 12
_FILLING = re.compile(r"<[^<>]*>|class=\"[^\"<>]*\"|[\s\u200b-\u200f\u2060\ufeff]+")
_FLOAT = re.compile(r"(?<![\w.])([1-9])\.(\d{9,17})[eE]\+?(1[4-8])(?!\d)")

_MARKS: tuple[tuple[Notation, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"%[0-9A-Fa-f]{2}")),
    ("entities", re.compile(r"&#?\w+;?")),
    ("escapes", re.compile(r"\\[unrt]|_x[0-9A-Fa-f]{4}_")),
    ("tags", re.compile(r"<")),
    ("chinese", re.compile(r"[〇○零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖貳參陸]")),
    ("zero_width", re.compile(r"[\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20dd-\u20e4\u3164\ufe00-\ufe0f\ufeff\uffa0]")),
    ("full_width", re.compile(r"[^\W0-9A-Za-z_]|[^\x00-\x7f\s\w‐-―−]")),
    ("newline", re.compile(r"[\r\n]")),
    ("spaced", re.compile(r"\s")),
    ("dashed", re.compile(r"[-‐-―−~_/\\|+]")),
    ("dotted", re.compile(r"\.")),
    ("lower_x", re.compile(r"x")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A private number in a text: what kind, from where to where, how it is written, in which place.

    The number itself is deliberately not here, so that a finding can be logged, shown and mailed.
    """

    kind: Kind
    start: int
    end: int
    notation: Notation
    place: str


def scan(text: str, *, allow: Container[str] = (), place: str = "") -> tuple[Finding, ...]:
    """Return the private numbers of a text in order of appearance.

    `allow` holds numbers that may be printed (office phones, a public account), digits only.
    `place` names the text (a file, a field); the line is added to it.
    """
    found: list[_Span] = []
    for reading in _readings(text):
        for span in (*_numbers(reading.text), *_floats(reading.text)):
            start, end = reading.span(span.start, span.end)
            free = all(end <= other.start or other.end <= start for other in found)
            if free and span.digits not in allow:
                found.append(replace(span, start=start, end=end))
    marks = [mark.span() for mark in MARK.finditer(text)]
    kept = [span for span in found if not _within_mark(span, marks)]
    return tuple(_findings(text, sorted(kept, key=lambda span: span.start), place))


def _within_mark(span: _Span, marks: Collection[tuple[int, int]]) -> bool:
    """Say whether a telephone was read into the mark of a row: one UUID in a thousand reads like one."""
    return span.kind == "mobile" and any(start <= span.start and span.end <= end for start, end in marks)


MARK = re.compile(
    r"(?<![0-9A-Za-z-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z-])",
    re.IGNORECASE,
)
"""The mark of a row (a UUID): nobody's number, however it reads."""


def redact(text: str, *, allow: Container[str] = ()) -> str:
    """Return the text with every private number replaced by 〔已隐去〕; what is left scans clean."""
    while found := scan(text, allow=allow):
        for finding in reversed(found):
            text = text[: finding.start] + REDACTED + text[finding.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Span:
    kind: Kind
    start: int
    end: int
    digits: str
    rounded: bool = False


class _Text:
    """The words around digits."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._mentioned: dict[Subject, bool] = {}

    def near(self, subject: Subject, run: Run, start: int, end: int) -> bool:
        return self.near_positions(subject, run.position(start), run.position(end - 1) + 1)

    def near_positions(self, subject: Subject, first: int, behind: int) -> bool:
        before = _FILLING.sub("", self.text[max(0, first - 12 * _REACH_BEFORE) : first])[-_REACH_BEFORE:]
        after = _FILLING.sub("", self.text[behind : behind + 12 * _REACH_AFTER])[:_REACH_AFTER]
        words = (before, after, self._table_heading(first, behind))
        return any(_WORDS[subject].search(each) for each in words)

    def _table_heading(self, first: int, behind: int) -> str:
        """Return the first row of the table in which the digits are a whole cell; the heading stands far above."""
        text = self.text
        head = text.rfind("<table", 0, first)
        whole_cell = text[max(0, first - 200) : first].rstrip().endswith(">") and text[
            behind : behind + 200
        ].lstrip().startswith("<")
        if head < 0 or not whole_cell or text.find("</table", head, first) >= 0:
            return ""
        return _FILLING.sub("", text[head : max(text.find("</tr", head, first), head)])

    def anywhere(self, subject: Subject) -> bool:
        if subject not in self._mentioned:
            self._mentioned[subject] = _WORDS[subject].search(self.text) is not None
        return self._mentioned[subject]


def _readings(text: str) -> Iterator[Unfolded]:
    """Yield the text without its escapes, and as it stands where unescaping may have eaten digits (50%11…)."""
    unfolded = unfold(text)
    yield unfolded
    if "%" in text and unfolded.layers:
        yield Unfolded(text)


def _numbers(text: str) -> Iterator[_Span]:
    around = _Text(text)
    for run in runs(text):
        for window in windows(run, around):
            first, last = run.position(window.start), run.position(window.end - 1)
            digits = run.digits[window.start : window.end]
            yield _Span(window.kind, first, last + 1, digits, window.rounded)


def _floats(text: str) -> Iterator[_Span]:
    """Find numbers that a spreadsheet has turned into floats (E+17): enough of them is left to know whose."""
    around = _Text(text)
    for match in _FLOAT.finditer(text):
        length = int(match[3]) + 1
        # A float drops the zeros at its end.
        digits = (match[1] + match[2]).ljust(length, "0")
        start, end = match.span()
        if length == 18 and ID_HEAD.match(digits):
            yield _Span("id", start, end, digits, rounded=True)
        elif length == 15 and around.near_positions("id", start, end):
            yield _Span("id15", start, end, digits, rounded=True)
        elif length >= 16 and (ISSUER.match(digits) or around.near_positions("account", start, end)):
            yield _Span("account", start, end, digits, rounded=True)


def _findings(text: str, spans: list[_Span], place: str) -> Iterator[Finding]:
    line, counted = 1, 0
    for span in spans:
        line, counted = line + text.count("\n", counted, span.start), span.start
        notation = "excel_float" if span.rounded else _notation(text[span.start : span.end])
        yield Finding(span.kind, span.start, span.end, notation, f"{place} line {line}".lstrip())


def _notation(written: str) -> Notation:
    return next((notation for notation, mark in _MARKS if mark.search(written)), "plain")
