"""Keeping a narrowed queue under a name, and forgetting it again. Nothing is applied unless it is pressed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from casework.actions.saved_views import drop_view, save_view
from casework.desk.access import DeskView
from casework.desk.queue import FilterForm
from casework.desk.row_numbers import row_number
from casework.rules.refusal import StepRefused


class SavedViewsView(DeskView, View):
    """Keep the filter that is on the screen, or delete one of one's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep or delete, and go back to the queue as it was."""
        query = urlencode(FilterForm(request.POST, actor=self.actor).chosen)
        try:
            self._do(request, query)
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
        address = reverse("desk_queue")
        return redirect(f"{address}?{query}" if query else address)

    def _do(self, request: HttpRequest, query: str) -> None:
        if view := request.POST.get("drop", ""):
            drop_view(actor=self.actor, view=row_number(view))
            messages.success(request, _("删掉了。"))
            return
        name, shared = request.POST.get("name", "")[:20], "shared" in request.POST
        row = save_view(actor=self.actor, at=self.now, name=name, query=query, shared=shared)
        messages.success(request, _("存好了：%s") % row.name)
