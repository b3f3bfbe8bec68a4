"""What a change of a programme touches: each room says its own, the page that asks knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from policies.models import PolicyPage, Programme
from policies.studio.words import Said

Asked = Callable[[Programme], Iterable["Touch"]]
_ROOMS: dict[str, Asked] = {}


@dataclass(frozen=True, slots=True)
class Touch:
    """One line: what is touched, how many of it, what becomes of it, and where to look."""

    label: Said
    count: int
    words: Said
    url: str = ""


def register_touch(room: str, ask: Asked) -> None:
    """Let a room say what of its own a change of a programme touches."""
    _ROOMS[room] = ask


def touched(programme: Programme) -> tuple[Touch, ...]:
    """Return every line of every room; what is not touched is not listed."""
    if not programme.pk:
        return ()
    found = (touch for ask in (pages, *_ROOMS.values()) for touch in ask(programme))
    return tuple(touch for touch in found if touch.count)


def pages(programme: Programme) -> Iterator[Touch]:
    """The policy pages that show this programme."""
    for page in PolicyPage.objects.filter(programmes=programme).order_by("title"):
        words = _("页面上的材料、时限跟着新版一起变。") if page.live else _("还没有发布的页面。")
        yield Touch(_("政策页“%(title)s”") % {"title": page.title}, 1, words, f"/cms/pages/{page.pk}/edit/")


def registered() -> dict[str, Any]:
    """Return who answers, by name."""
    return dict(_ROOMS)
