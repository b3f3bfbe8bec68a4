"""The long-term lists for the window of a township: those of all its villages, in one paper (SY-A1.7c)."""

from __future__ import annotations

import io
from datetime import datetime

from pypdf import PdfReader, PdfWriter

from casework.rules.asking import day_of
from casework.rules.roles import Actor
from notices.boards import rosters_for
from notices.models import Publication, PublicRow
from notices.papers import posting_data
from notices.rendering import Oven
from notices.rules.posting import stands
from policies import queries as law

WINDOW = "window"


def window_lists(actor: Actor, now: datetime) -> list[Publication]:
    """Return the standing rosters of an actor's villages that their place also wants at the township's window."""
    day = day_of(now)
    rosters = list(rosters_for(actor).up(now).order_by("unit__code", "pk"))
    wanted = {one.programme_id: one.programme for one in rosters}
    wanted = {
        pk: one
        for pk, one in wanted.items()
        if (book := law.rulebook_for(one.jurisdiction.code, one.code, day)) is not None
        and (step := book.spec.step("announce")) is not None
        and WINDOW in step.option("places", ())
    }
    return [roster for roster in rosters if roster.programme_id in wanted]


def window_bytes(rosters: list[Publication], now: datetime) -> bytes:
    """Return these lists as one PDF, a village and programme a sheet, as they stand today.

    Raises `notices.rendering.Leak` where something private was about to be printed.
    """
    oven, today = Oven.at(now), day_of(now)
    whole, out = PdfWriter(), io.BytesIO()
    for roster in rosters:
        rows = PublicRow.objects.filter(publication=roster, from_day__lte=today).order_by("serial")
        standing = [row for row in rows if stands(row.until_day, today)]
        page = oven.pdf("list", roster.address, posting_data([roster], standing, roster.address, None), None)
        whole.append(PdfReader(io.BytesIO(page.body)))
    whole.write(out)
    return out.getvalue()
