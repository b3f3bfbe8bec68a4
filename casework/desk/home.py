"""Where people land: an officer at his queue, everybody else at a home with what is theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.ui.components import Component

from casework.desk import clock
from casework.desk.access import actor_at, has_post
from casework.desk.lying import lying
from casework.desk.queue import EVERYTHING, count_groups, make_tiles, ordered
from casework.desk.rows import make_rows
from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.monthly import monthly
from policies import queries as law

FIRST = 5


def land(request: HttpRequest) -> HttpResponse:
    """Send who has just signed in to his work."""
    return redirect("desk_queue" if has_post(actor_at(request)) else "wagtailadmin_home")


class TodayPanel(Component):
    """The strip and the five most pressing cases, on the home of the staff shell."""

    name = "today"
    template_name = "desk/today_panel.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return what is pressing now."""
        actor, now = actor_at(self.request), clock.now()
        cases = Case.objects.for_actor(actor).open()
        rows = make_rows(ordered(cases)[:FIRST], actor, now)
        counts = count_groups(cases, now, EVERYTHING)
        duties = monthly(law.days_of_the_month(actor.units), law.calendar(), day_of(now))
        return {
            "tiles": make_tiles(counts),
            "rows": rows,
            "duties": duties,
            "lying": lying(actor, day_of(now)),
            "request": self.request,
        }
