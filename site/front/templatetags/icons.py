"""`{% icon "ask" %}`: line drawings inside the page, hidden from screen readers; the words beside them speak."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Drawn for this house on a 24 by 24 grid.
PATHS = {
    "ask": '<path d="M4 5h16v11H11l-4.5 4V16H4z"/><path d="M8.5 9.2h7M8.5 12.2h4.5"/>',
    "apply": '<path d="M6 3.5h8.5L18 7v13.5H6z"/><path d="M14 3.5V7.5h4M9 11.5h6M9 15h3"/><path d="m13.5 17.5 1.5 1.5 3-3.5"/>',
    "track": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/>',
    "public": '<path d="M4 4.5h16v11.5H4zM8 16l-1.5 4.5M16 16l1.5 4.5"/><path d="M8 8.5h8M8 12h5"/>',
    "phone": '<path d="M6 3.5 9.5 4l1 4.2-2.2 1.9c1.2 2.5 3.1 4.4 5.6 5.6l1.9-2.2 4.2 1 .5 3.5c-.2 1.4-1.3 2.5-2.7 2.5C10.5 20 4 13.5 3.5 6.2 3.5 4.8 4.6 3.7 6 3.5z"/>',
    "text": '<path d="M3 19 8.5 5 14 19M5 14.5h7"/><path d="m15.5 19 2.8-7 2.7 7M16.5 17h3.7"/>',
    "language": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17z"/>',
    "back": '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4V8h16v9h-3"/><path d="M7 14h10v6.5H7z"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "camera": '<path d="M4 7.5h3.5L9 5h6l1.5 2.5H20v11.5H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "sound": '<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4z"/><path d="M15.5 9c1.7 1.7 1.7 4.3 0 6M18 6.5c3 3 3 8 0 11"/>',
    "exit": '<path d="M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4"/>',
}
# The seal: 一门 in a square, cut by hand in straight strokes, as on a stone.
SEAL = (
    '<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<rect x="1.5" y="1.5" width="45" height="45" rx="5" fill="currentColor"/>'
    '<g fill="none" stroke="var(--seal-stroke, #fffdf8)" stroke-width="3.2" stroke-linecap="square">'
    '<path d="M11 11.5h26"/><path d="M12.5 22v17M12.5 18.2l3 2.2"/><path d="M20 19.5h16v19.5h-4.5"/></g></svg>'
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the drawing of that name at the size of the text around it."""
    return format_html(
        '<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(PATHS[name]),  # noqa: S308 (our own constants)
    )


@register.simple_tag
def seal() -> SafeString:
    """Return the seal of the house."""
    return mark_safe(SEAL)  # noqa: S308 (our own constant)
