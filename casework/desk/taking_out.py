"""What every view has that lets a list leave the house: it is written down, and a long one waits for a second person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from casework.actions import exporting
from casework.rules.roles import Actor
from policies.step_up import FIELD

TO_A_SECOND = _("这份表有 %(rows)s 行，超过 %(alone)s 行，要另一个人同意。已经记下，同意以后在这一页导出。")
NOT_KEPT = ("csrfmiddlewaretoken", FIELD)
"""What belongs to one sending of a form and not to what it asks for."""


class TakesOut:
    """A view with an actor and a moment that hands out a list."""

    request: HttpRequest
    actor: Actor
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the question to a second person where the list is too long for one, and say so."""
        try:
            answered: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except exporting.SecondNeeded as needed:
            exporting.ask(wanted=needed.wanted, actor=self.actor, at=self.now)
            said = {"rows": needed.wanted.rows, "alone": settings.YIMEN_EXPORT_ALONE}
            messages.warning(request, TO_A_SECOND % said)
            return redirect("desk_exports")
        return answered

    def take_out(self, *, what: str, rows: int, reason: str) -> None:
        """Write down that a list leaves; a long one is put to a second person first (T26).

        Raises `StepRefused` where the reason holds a private number.
        """
        sent = ((name, one) for name, given in self.request.POST.lists() for one in map(str, given))
        form = tuple((name, one) for name, one in sent if name not in NOT_KEPT)
        exporting.take_out(
            wanted=exporting.Wanted(self.request.get_full_path(), form, what, rows, reason),
            alone=settings.YIMEN_EXPORT_ALONE,
            actor=self.actor,
            at=self.now,
        )
