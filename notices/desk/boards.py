"""Photos of the long-term boards at the desk: villages send them, township and county see who has not, and take all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry, village_only
from casework.desk.private import NO_STORE
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from notices import actions
from notices.boards import Board, boards, interval, packed, period, rosters_for
from notices.desk.postings import MAY_PROVE, PhotoForm
from notices.rendering import Leak
from notices.window import window_bytes, window_lists
from policies.step_up import step_up


class PeriodForm(forms.Form):
    """From which day to which the photos were taken."""

    since = forms.DateField(
        label=_("从哪天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到哪天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class BoardsView(DeskView, View):
    """The villages and their photos of a period; POST takes them out as one file."""

    http_method_names = ["get", "post"]
    template_name = "desk/boards.html"
    page_title = _("长期公示照片")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show who has sent one, and who has not."""
        form, found = self._asked(request.GET)
        lacking = sum(not board.photos for board in found)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                found=found,
                stated=interval(self.actor, day_of(self.now)),
                lacking=lacking,
                photos=sum(len(board.photos) for board in found),
                size=sum(photo.size for board in found for photo in board.photos),
                photo=PhotoForm(initial={"taken_on": day_of(self.now)}, label_suffix=""),
                may_send=self.actor.holds(MAY_PROVE),
                may_take=not village_only(self.actor),
                window=not village_only(self.actor) and bool(window_lists(self.actor, self.now)),
            )
        )

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Send the zip, written down like every list that leaves the desk."""
        if village_only(self.actor):
            return no_entry(request, _now("照片由乡镇和县里一起取。"))
        step_up(request, self.now, act="export")
        _form, found = self._asked(request.POST)
        self.take_out(what="board_photos", rows=len(found), reason=_now("报送长期公示照片"))
        name = f"boards-{day_of(self.now):%Y%m%d}.zip"
        answer = FileResponse(
            packed(found), as_attachment=True, filename=name, content_type="application/zip"
        )
        answer["Cache-Control"] = NO_STORE
        answer["X-Content-Type-Options"] = "nosniff"
        return answer

    def _asked(self, data: Any) -> tuple[PeriodForm, list[Board]]:
        """Return the form and the boards of the days asked for; without days, of those the place states, or this month."""
        today = day_of(self.now)
        since, until = period(interval(self.actor, today), today)
        form = PeriodForm({"since": since, "until": until} | data.dict(), label_suffix="")
        if not form.is_valid():
            return form, []
        return form, boards(self.actor, form.cleaned_data["since"], form.cleaned_data["until"])


class WindowView(DeskView, View):
    """The long-term lists of all villages of a township, to hang at its window."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Print them, or say that there is nothing to hang."""
        if village_only(self.actor):
            return no_entry(request, _now("窗口的名单由乡镇来印。"))
        rosters = window_lists(self.actor, self.now)
        if not rosters:
            return no_entry(request, _now("现在没有要在窗口长期公示的名单。"), status=409)
        try:
            made = window_bytes(rosters, self.now)
        except Leak:
            return no_entry(request, _now("里面像是有私密号码，没有印。请找县里看一看，先别贴。"), status=409)
        answer = HttpResponse(made, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="window.pdf"'
        answer["Cache-Control"] = NO_STORE
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


class BoardPhotoView(DeskView, View):
    """Take a photo of one village's board."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what is wrong with it."""
        if not self.actor.holds(MAY_PROVE):
            return no_entry(request, _now("公示的照片由村里和乡镇传。"))
        if not rosters_for(self.actor).filter(pk=pk).exists():
            raise self.absent()
        form = PhotoForm(request.POST, request.FILES, label_suffix="")
        if not form.is_valid():
            messages.error(request, " ".join(str(one) for many in form.errors.values() for one in many))
            return redirect("desk_boards")
        said = form.cleaned_data
        try:
            actions.add_posting_photo(
                publication=pk, file=said["photo"], taken_on=said["taken_on"], actor=self.actor, at=self.now
            )
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _now("照片传好了。"))
        return redirect("desk_boards")
