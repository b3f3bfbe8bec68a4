"""QR codes as drawings inside the page."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str, title: str) -> SafeString:
    """Return a QR code of an address as inline SVG, without style attributes, named for screen readers."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(
        scale=4,
        border=3,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass=None,
        lineclass=None,
        title=title,
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes the title)
