"""Numbers as people type them: in figures, in Chinese numerals, or in both (1500, 一千五, 2千, 1.5万)."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
# Words in which 一 counts nothing.
_NO_COUNT = re.compile("一家|一共|一起|一口锅|一般|一直|一样|一下|一点|一个月")
_SIGN = r"(?<![\d零〇一二两三四五六七八九十百千万])[-−]"
_FIGURES = re.compile(rf"({_SIGN})?(\d[\d,]*(?:\.\d+)?)([百千万]?)")
_WORDS = re.compile(r"[零〇一二两三四五六七八九十百千万]+")


def numbers(words: str) -> tuple[Fraction, ...]:
    """Return the numbers of a text in order; one with a minus is below nought.

    A number with 多 or 几 behind it (两千多) is a little more than it says.
    """
    text = _NO_COUNT.sub("", words)
    blanked = _FIGURES.sub(lambda figures: " " * len(figures[0]), text)
    found = {match.start(): _figures(match, text) for match in _FIGURES.finditer(text)}
    found |= {match.start(): _read(match[0]) + _more(text, match.end()) for match in _WORDS.finditer(blanked)}
    return tuple(found[place] for place in sorted(found))


def whole(words: str) -> int | None:
    """Return the one whole number of a text; None where there is none, several, or a broken one."""
    found = numbers(words)
    return int(found[0]) if len(found) == 1 and found[0].denominator == 1 else None


def _figures(match: re.Match[str], text: str) -> Fraction:
    value = Fraction(match[2].replace(",", "")) * _unit(match[3])
    return -value if match[1] else value + _more(text, match.end())


def _more(text: str, end: int) -> Fraction:
    return Fraction(1, 2) if text[end : end + 1] in ("多", "几") else Fraction(0)


def _unit(mark: str) -> int:
    return _MYRIAD if mark == "万" else _UNITS.get(mark, 1)


def _read(numeral: str) -> int:
    """Read a Chinese numeral; a digit that closes it counts the next smaller unit (一千五 is 1500)."""
    total = part = digit = 0
    step = 1
    for sign in numeral:
        if sign == "万":
            total, part, digit, step = (total + part + digit) * _MYRIAD, 0, 0, _MYRIAD // 10
        elif unit := _UNITS.get(sign):
            part, digit, step = part + (digit or 1) * unit, 0, unit // 10
        else:
            digit = digit * 10 + _DIGITS[sign]
            step = step if _DIGITS[sign] else 1
    return total + part + digit * step
