"""Postings as tasks: which hang, what each still lacks, its photos, and what was shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry
from casework.desk.private import NO_STORE
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, VILLAGE, Actor
from notices import actions
from notices.models import PostingPhoto, PostingSnapshot, Publication
from notices.rules.hanging import lacking
from policies import queries as law

PAGE = 25
MAY_PROVE = (VILLAGE, *TOWNSHIP_ROLES)


class PhotoForm(forms.Form):
    """A photo of the board, and the day it was taken."""

    use_required_attribute = False

    photo = forms.FileField(
        label=_("照片"),
        help_text=_("要看得清标题和日期。只存在内部，不公开。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
        error_messages={"required": _("还没有选照片。")},
    )
    taken_on = forms.DateField(
        label=_("哪天拍的"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写哪天拍的。"), "invalid": _("日期要写成 2026-03-10 这样。")},
    )


def postings_for(actor: Actor) -> QuerySet[Publication]:
    """Return the postings of an actor's units, without those of his own relatives' household."""
    within = Q(pk__in=[])
    for code in actor.units:
        within |= Q(unit__code__startswith=code)
    rows = Publication.objects.filter(within, kind="posting")
    rows = rows.exclude(case__barred__officer__in=actor.hands)
    return rows.select_related("unit__parent", "case", "cause").prefetch_related("photos")


def lacks(publication: Publication, now: Any) -> tuple[str, ...]:
    """Return what a posting still lacks, by what its place demands."""
    assert publication.case is not None
    assert publication.cause is not None
    assert publication.last_day is not None
    spec = law.rulebook(publication.case.version_id).spec
    step = spec.step("change" if publication.subject == "stop" else "post")
    found = lacking(
        publication.cause.data.get("where", ()),
        step.option("places", ()) if step else (),
        [photo.taken_on for photo in publication.photos.all()],
        day_of(publication.visible_from),
        publication.last_day,
        day_of(now),
    )
    return tuple(_now(phrase) for phrase in found)


class PostingsView(DeskView, View):
    """The postings that are not closed, oldest first."""

    http_method_names = ["get"]
    template_name = "desk/postings.html"
    page_title = _("公示")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of them."""
        rows = postings_for(self.actor).filter(done_at=None).order_by("last_day", "pk")
        page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
        lines = [{"item": item, "lacks": lacks(item, self.now)} for item in page]
        return self.render_to_response(self.get_context_data(page=page, lines=lines))


class PostingView(DeskView, View):
    """One posting: its photos, what was shown, and the form for the next photo."""

    http_method_names = ["get", "post"]
    template_name = "desk/posting.html"
    header_icon = "view"
    item: Publication

    def get_page_title(self) -> str:
        return f"{self.item.title} {self.item.unit.short_name}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = super().get_breadcrumbs_items()
        return [{"url": reverse("desk_postings"), "label": _now("公示")}, here[1]]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        self.item = self._find(pk)
        return self._page(PhotoForm(initial={"taken_on": day_of(self.now)}, label_suffix=""))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a photo, or close the task."""
        self.item = self._find(pk)
        if not self.actor.holds(MAY_PROVE):
            return no_entry(request, _now("公示的照片由村里和乡镇传。"))
        closing = request.POST.get("do") == "close"
        form = PhotoForm(None if closing else request.POST, request.FILES, label_suffix="")
        if not closing and not form.is_valid():
            return self._page(form, 422)
        try:
            if closing:
                actions.close_posting(publication=pk, actor=self.actor, at=self.now)
            else:
                said = form.cleaned_data
                actions.add_posting_photo(
                    publication=pk,
                    file=said["photo"],
                    taken_on=said["taken_on"],
                    actor=self.actor,
                    at=self.now,
                )
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _now("这次公示办结了。") if closing else _now("照片传好了。"))
        return redirect("desk_posting", pk=pk)

    def _find(self, pk: int) -> Publication:
        found = postings_for(self.actor).filter(pk=pk).first()
        if found is None:
            raise self.absent(Publication.objects.filter(pk=pk).values_list("case_id", flat=True).first())
        return found

    def _renamed(self) -> bool:
        """Say whether a name was put right while it hung: the sheet on the board is to be changed too."""
        case = self.item.case
        assert case is not None
        return case.events.filter(kind="correct_name", at__gt=self.item.visible_from).exists()

    def _page(self, form: PhotoForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            item=self.item,
            lacks=lacks(self.item, self.now),
            renamed=self._renamed(),
            photos=self.item.photos.select_related("uploaded_by"),
            snapshots=self.item.snapshots.all(),
            form=form if self.actor.holds(MAY_PROVE) and self.item.done_at is None else None,
        )
        return self.render_to_response(context, status=status)


class ShownView(PostingView):
    """Send a photo of the board, or the page as it was shown."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int, kind: str = "", row: int = 0) -> HttpResponseBase:  # type: ignore[override]
        """Send the stored bytes; a page that was shown is a file to keep, never a page of this house."""
        item = self._find(pk)
        rows: QuerySet[Any] = (PostingPhoto if kind == "photo" else PostingSnapshot).objects.all()
        found = rows.filter(pk=row, publication=item).first()
        if found is None:
            raise Http404
        photo = kind == "photo"
        response = FileResponse(
            storages["private"].open(found.name),
            as_attachment=not photo,
            filename=f"{item.pk}-{found.sha256[:12]}.{'jpg' if photo else 'html'}",
            content_type="image/jpeg" if photo else "text/html; charset=utf-8",
        )
        response["Cache-Control"] = NO_STORE
        response["X-Content-Type-Options"] = "nosniff"
        return response
