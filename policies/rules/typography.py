"""Chinese type as it is set on paper: full-width marks between Chinese characters, whoever typed them."""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"  # with the rare characters of names
_BEFORE = f"[{_HAN}\u3002\uff01-\uff5e\u201d\u300b\u300d]"
_WIDE = {",": "\uff0c", ":": "\uff1a", "?": "\uff1f", "!": "\uff01", ";": "\uff1b"}
_AFTER_HAN = re.compile(f"(?<={_BEFORE})([,:?!;])")
_BEFORE_HAN = re.compile(f"(?<=[0-9A-Za-z%])([,;])(?=[{_HAN}])")
_BRACKETS = re.compile(rf"(?<=[{_HAN}\u300b\u201d])\(([^()]*[{_HAN}][^()]*)\)")


def set_type(text: str) -> str:
    """Return the text with its half-width marks widened where Chinese stands beside them; numbers stay."""
    # Brackets first: a comma behind a wide bracket is wide too.
    text = _BRACKETS.sub("\uff08\\1\uff09", text)
    text = _AFTER_HAN.sub(lambda mark: _WIDE[mark[1]], text)
    return _BEFORE_HAN.sub(lambda mark: _WIDE[mark[1]], text)
