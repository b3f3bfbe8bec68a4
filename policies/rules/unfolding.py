"""Undo what computers do to characters (entities, percent signs, escapes) and remember where each one stood."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

# One escaped character each, so that a finding points at exactly the characters it came from.
_ESCAPED = re.compile(
    r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,9};)"
    r"|%(?:25)*[0-7][0-9A-Fa-f]"
    r"|%(?:25)*[c-fC-F][0-9A-Fa-f](?:%(?:25)*[89abAB][0-9A-Fa-f]){1,3}"
    r"|\\u[0-9a-fA-F]{4}"
    r"|\\[nrt]"
    r"|_x[0-9A-Fa-f]{4}_"
)
_LETTERS = {"\\n": "\n", "\\r": "\r", "\\t": "\t"}
# Escapes of escapes (&amp;#49;) are rare; three layers are more than any real export has.
MOST_LAYERS = 3


@dataclass(slots=True)
class _Layer:
    """One pass of replacement: where each replaced piece lies now and where it lay before."""

    now: list[tuple[int, int]] = field(default_factory=list)
    before: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def origin(self, position: int) -> tuple[int, int]:
        """Return start and end, before this pass, of the character that now stands at the position."""
        at = bisect_right(self.starts, position) - 1
        if at < 0:
            return position, position + 1
        if position < self.now[at][1]:
            return self.before[at]
        old = position - self.now[at][1] + self.before[at][1]
        return old, old + 1


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A text without escapes, and the way back to the original."""

    text: str
    layers: tuple[_Layer, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to before `end` stood in the original text."""
        last = end - 1
        for layer in reversed(self.layers):
            start = layer.origin(start)[0]
            last = layer.origin(last)[1] - 1
        return start, last + 1


def unfold(text: str) -> Unfolded:
    """Decode HTML entities, percent-encoding, JSON and OOXML escapes, layer by layer."""
    layers: list[_Layer] = []
    while len(layers) < MOST_LAYERS:
        unfolded, layer = _one_pass(text)
        if unfolded == text:
            break
        text = unfolded
        layers.append(layer)
    return Unfolded(text, tuple(layers))


def _one_pass(text: str) -> tuple[str, _Layer]:
    layer = _Layer()
    pieces: list[str] = []
    old, new = 0, 0
    for match in _ESCAPED.finditer(text):
        decoded = _decode(match[0])
        pieces += (text[old : match.start()], decoded)
        new += match.start() - old
        layer.starts.append(new)
        layer.now.append((new, new + len(decoded)))
        layer.before.append(match.span())
        new += len(decoded)
        old = match.end()
    pieces.append(text[old:])
    return "".join(pieces), layer


def _decode(escaped: str) -> str:
    if escaped[0] == "&":
        return html.unescape(escaped)
    if escaped[0] == "%":
        octets = bytes.fromhex("".join(re.findall(r"%(?:25)*([0-9A-Fa-f]{2})", escaped)))
        return octets.decode("utf-8", errors="replace")
    if escaped in _LETTERS:
        return _LETTERS[escaped]
    return chr(int(escaped[2:6], 16))
