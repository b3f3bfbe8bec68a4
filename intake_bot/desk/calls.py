"""Who wants to talk to a human: emergencies first; a number is shown to whoever calls, and is gone afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry, village_only
from intake_bot.actions import called, show_number
from intake_bot.models import CallRequest

MOST = 100


class CallsView(DeskView, View):
    """The list; one press shows a number, another one says that the call was made."""

    http_method_names = ["get", "post"]
    template_name = "desk/calls.html"
    page_title = _("等人回话")
    header_icon = "comment"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show who waits; a village does not answer for the window."""
        if village_only(self.actor):
            return no_entry(request, str(_("回电话是镇里窗口和县里的事。")))
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show one number, or note that somebody was called."""
        if village_only(self.actor):
            return no_entry(request, str(_("回电话是镇里窗口和县里的事。")))
        pk = _uuid(request.POST.get("call", ""))
        row = CallRequest.objects.filter(pk=pk, called_at=None).first() if pk else None
        if row is None:
            return redirect("chat_calls")
        if "done" in request.POST:
            called(request=row.pk, officer=self.actor.officer, at=self.now)
            return redirect("chat_calls")
        number = show_number(request=row.pk, officer=self.actor.officer, at=self.now)
        return self.render_to_response(self.get_context_data(shown=row.pk, number=number))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = CallRequest.objects.filter(called_at=None).select_related("shown_to")
        return super().get_context_data(rows=[row for row in waiting[:MOST] if _waits(row)], **kwargs)


def _waits(row: CallRequest) -> bool:
    """Leave out links that nobody has used: there is no number and no emergency behind them."""
    return row.urgent or row.left_at is not None or row.token_hash is None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
