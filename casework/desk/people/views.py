"""The list of the office's people, and the page of one: his posts, his document, and records that look like him."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import queries
from casework.actions import people
from casework.desk.access import no_entry
from casework.desk.people.access import PeoplePage
from casework.desk.people.forms import Choices, DocumentForm, EntryForm, PostForm
from casework.desk.row_numbers import row_number
from casework.models import OfficeEvent, Officer
from casework.rules.asking import day_of
from casework.rules.keeping import EVERYWHERE
from casework.rules.refusal import StepRefused
from policies.step_up import step_up

PAGE = 50
STORY = 20
NO_STORE = "private, no-store"
BARRED = ("role", "scope", "self")
"""Refusals that mean “not you”, answered with 403 and written down."""


class PeopleView(PeoplePage, View):
    """Who works here, and a form for somebody new."""

    http_method_names = ["get", "post"]
    template_name = "desk/people/index.html"
    page_title = _("工作人员")
    header_icon = "user"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter somebody new."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        step_up(request, self.now, act="staff")
        found = form.cleaned_data
        user = get_user_model().objects.filter(pk=int(found.get("login") or 0)).first()
        try:
            officer = people.enter_officer(
                name=found["name"],
                id_number=found["id_number"],
                phone=found["phone"],
                keeper=self.keeper,
                at=self.now,
                user=user,
                **form.post(),
            )
        except StepRefused as refusal:
            words = refusal.reason
            if refusal.code == "duplicate":
                words += str(_("。已经有记录的，打开他那一页加岗位，不用新登记。"))
            form.add_error(None, words)
            return self._page(form, 422)
        messages.success(request, _("登记好了。"))
        return redirect("desk_officer", officer=officer.pk)

    def _form(self, data: Any = None) -> EntryForm:
        return EntryForm(data, units=self.units(), logins=self._logins())

    def _logins(self) -> Choices | None:
        """Return the logins that are nobody's yet; only who keeps the accounts sees them."""
        if self.keeper.units != EVERYWHERE:
            return None
        free = get_user_model().objects.filter(is_active=True, desk_account=None).order_by("username")
        return [(str(user.pk), user.get_username()) for user in free]

    def _page(self, form: EntryForm, status: int = 200) -> HttpResponse:
        name = self.request.GET.get("q", "").strip()
        rows = self.people().filter(name__icontains=name).order_by("name", "pk")
        rows = rows.prefetch_related("appointments__unit", "accounts__user")
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("p"))
        twins = {one.pk for group in queries.twins() for one in group}
        today = day_of(self.now)
        context = self.get_context_data(
            form=form,
            page=page,
            lines=[(one, held(one, today), one.pk in twins) for one in page.object_list],
            name=name,
            query=urlencode({"q": name}) if name else "",
        )
        return _private(self.render_to_response(context, status=status))


class OfficerView(PeoplePage, View):
    """One officer."""

    http_method_names = ["get", "post"]
    template_name = "desk/people/officer.html"
    header_icon = "user"

    def get_page_title(self) -> str:
        """Return his name."""
        return self.whose.name

    def get(self, request: HttpRequest, officer: UUID) -> HttpResponse:
        """Show him."""
        self.whose = self.find(officer)
        return self._page()

    def post(self, request: HttpRequest, officer: UUID) -> HttpResponse:
        """Give a post, end one, or read his document."""
        self.whose = self.find(officer)
        if "end" in request.POST:
            return self._end(request.POST["end"], parse_date_of(request.POST.get("until", "")))
        if "id_number" in request.POST:
            return self._identify(DocumentForm(request.POST))
        return self._give(PostForm(request.POST, units=self.units()))

    def _give(self, form: PostForm) -> HttpResponse:
        if not form.is_valid():
            return self._page(post=form, status=422)
        step_up(self.request, self.now, act="staff")
        try:
            people.give_post(officer=self.whose.pk, keeper=self.keeper, at=self.now, **form.post())
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            return self._refused(refusal) or self._page(post=form, status=422)
        return self._done(_("岗位设好了。"))

    def _end(self, post: str, until: date | None) -> HttpResponse:
        if until is None or not self._own(row_number(post)):
            return self._page(wrong=_("请填任职止。"), status=422)
        step_up(self.request, self.now, act="staff")
        try:
            people.end_post(post=row_number(post), until=until, keeper=self.keeper, at=self.now)
        except StepRefused as refusal:
            return self._refused(refusal) or self._page(wrong=refusal.reason, status=422)
        return self._done(_("岗位免掉了。"))

    def _identify(self, form: DocumentForm) -> HttpResponse:
        if not form.is_valid():
            return self._page(document=form, status=422)
        step_up(self.request, self.now, act="staff")
        try:
            people.identify(officer=self.whose.pk, keeper=self.keeper, at=self.now, **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            self.whose.refresh_from_db()
            return self._refused(refusal) or self._page(document=form, status=422)
        return self._done(_("证件登记好了，号码没有留下。"))

    def _own(self, post: int) -> bool:
        return self.whose.appointments.filter(pk=post).exists()

    def _done(self, words: Any) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("desk_officer", officer=self.whose.pk)

    def _refused(self, refusal: StepRefused) -> HttpResponse | None:
        if refusal.code not in BARRED:
            return None
        return no_entry(self.request, refusal.reason, code=refusal.code, back=reverse("desk_people"))

    def _page(
        self,
        *,
        post: PostForm | None = None,
        document: DocumentForm | None = None,
        wrong: Any = "",
        status: int = 200,
    ) -> HttpResponse:
        kept = set(self.people().values_list("pk", flat=True))
        posts = self.whose.appointments.select_related("unit").order_by("until", "unit__code", "role")
        context = self.get_context_data(
            officer=self.whose,
            posts=[(row, self.keeper.keeps(row.unit.code)) for row in posts],
            post_form=post or PostForm(units=self.units()),
            document_form=document or DocumentForm(),
            form=next((one for one in (post, document) if one is not None), None),
            wrong=wrong,
            alike=[(one, one.pk in kept) for one in queries.alike(self.whose)],
            former=Officer.objects.filter(merged_into=self.whose).order_by("name"),
            story=OfficeEvent.objects.filter(officer=self.whose).exclude(kind__in=NOT_ABOUT)[:STORY],
            logins=[account.user.get_username() for account in self.whose.accounts.select_related("user")],
            today=day_of(self.now),
        )
        return _private(self.render_to_response(context, status=status))


NOT_ABOUT = (OfficeEvent.Kind.REFUSED, OfficeEvent.Kind.STEPPED_UP)
"""Lines that are about what he did, not about his posts."""


def held(officer: Officer, today: date) -> list[str]:
    """Return the posts somebody holds today, in words; the rows are prefetched."""
    posts = [post for post in officer.appointments.all() if post.held_on(today)]
    return [f"{post.unit.short_name}{_now(post.get_role_display())}" for post in posts]


def parse_date_of(text: str) -> date | None:
    """Return a day as a form writes it, or None for what is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = NO_STORE
    return response
