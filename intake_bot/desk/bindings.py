"""The county binds a village officer's chat: it gives a one-time code, and takes a binding away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry
from casework.models import Appointment, Officer
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, VILLAGE
from intake_bot.actions import issue_binding_code, unbind
from intake_bot.models import OfficerBinding


@dataclass(frozen=True, slots=True)
class Row:
    """One village officer and the chat that is bound to him, if there is one."""

    officer: Officer
    villages: str
    binding: OfficerBinding | None


class BindingsView(DeskView, View):
    """The village officers of the county and their chats."""

    http_method_names = ["get", "post"]
    template_name = "desk/bindings.html"
    page_title = _("村里经办人的聊天")
    header_icon = "user"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list, to the county only."""
        if not self.actor.holds((COUNTY,)):
            return self._not_here(request)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give a new code, shown once, or end a binding."""
        if not self.actor.holds((COUNTY,)):
            return self._not_here(request)
        ids = {str(row.officer.pk): row for row in self._rows()}
        row = ids.get(request.POST.get("officer", ""))
        if row is None:
            return redirect("chat_bindings")
        if "end" in request.POST:
            if row.binding is not None:
                unbind(conversation=row.binding.conversation, at=self.now)
            return redirect("chat_bindings")
        try:
            code = issue_binding_code(officer=row.officer.pk, at=self.now, by=request.user.pk)
        except StepRefused as refused:
            return no_entry(request, refused.reason)
        return self.render_to_response(self.get_context_data(code=f"v_{code}", holder=row.officer))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=self._rows(), **kwargs)

    def _rows(self) -> list[Row]:
        posts: dict[Officer, list[str]] = {}
        day = self.now.date()
        for post in (
            Appointment.objects.filter(role=VILLAGE).select_related("officer", "unit").order_by("unit__code")
        ):
            current = (post.since is None or post.since <= day) and (post.until is None or day <= post.until)
            if current and self.actor.covers(post.unit.code):
                posts.setdefault(post.officer, []).append(post.unit.name)
        bound = {
            row.officer_id: row
            for row in OfficerBinding.objects.filter(ended_at=None).select_related("conversation")
        }
        return [Row(officer, "、".join(units), bound.get(officer.pk)) for officer, units in posts.items()]

    @staticmethod
    def _not_here(request: HttpRequest) -> HttpResponse:
        return no_entry(request, str(_("绑定码由县里给。请找县民政。")))
