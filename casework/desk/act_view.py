"""One view for every act: may he, the form, the pause before what cannot be undone, the act itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from casework import actions, ledger
from casework.actions.drafts import drop_draft, keep_draft, open_draft
from casework.actions.looking import look
from casework.actions.moves import guarded
from casework.desk import words
from casework.desk.access import DeskView, no_entry
from casework.desk.acts import ACTS, WEIGHTY, Act
from casework.desk.case_page import calculation, identity, statements
from casework.desk.forms.base import ActForm
from casework.desk.presence import others
from casework.desk.situation import Situation
from casework.desk.timeline import story
from casework.desk.unsent import take_unsent, typed
from casework.desk.weighing import weighed
from casework.rules.refusal import StepRefused
from policies.step_up import step_up

FORBIDDEN = ("role", "hands", "relative", "scope", "level")
"""Refusals that say “not you”: answered 403. Others say “not now” or “not so”: the form comes back."""


SHOWS_SUM = ("confirm", "refuse", "panel")
ANSWERS = frozenset({"reckon", "back"})
"""Buttons that only show the form again: with its sum, or to go on typing."""


class ActView(DeskView, View):
    """Do one act on one case."""

    http_method_names = ["get", "post"]
    verb: str
    act: Act
    situation: Situation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.verb = kwargs["verb"]
        if self.verb not in ACTS or ACTS[self.verb].page:
            raise Http404
        self.act = ACTS[self.verb]

    def get_page_title(self) -> str:
        return str(self.act.step)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        case = self.situation.case
        here = super().get_breadcrumbs_items()
        return [here[0], {"url": self._case_url(), "label": case.number}, here[1]]

    def _case_url(self) -> str:
        return reverse("desk_case", args=[self.situation.case.pk])

    def get(self, request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
        """Show the form, or why this act is not for him now."""
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        refused = self.situation.refusal(verb)
        if refused is not None:
            return self._refuse(refused)
        look(case=pk, actor=self.actor, at=self.now, verb=verb)
        if unsent := take_unsent(request):
            self._keep(unsent)
        if "anew" in request.GET:
            drop_draft(case=pk, verb=verb, actor=self.actor)
        return self._begun()

    def _begun(self) -> HttpResponse:
        """Show the form as its officer left it."""
        form, kept = self._form(), open_draft(case=self.situation.case.pk, verb=self.verb, actor=self.actor)
        if kept is None:
            return self._page(form)
        form.take_up(kept[1])
        return self._page(form, kept_at=kept[0])

    def post(self, request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
        """Weigh what was entered; pause where the act cannot be taken back; then do it."""
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        refused = self.situation.refusal(verb)
        form = self._form(request.POST, request.FILES)
        if refused is not None and refused.code in FORBIDDEN:
            return self._refuse(refused)
        kept = self._keep(typed(request))
        if "keep" in request.POST:
            return self._kept(kept)
        if refused is not None:
            return self._not_so(form, refused)
        if not form.is_valid() or not ANSWERS.isdisjoint(request.POST):
            return self._page(form, status=200 if form.is_valid() else 422)
        if form.cleaned_data["seen"] != self.situation.case.seq:
            return self._stale(form)
        if self.act.sure and "sure" not in request.POST:
            return self._page(form, pause=True)
        return self._do(form)

    def _form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.act.form(data, files, situation=self.situation, verb=self.verb)

    def _keep(self, words: dict[str, list[str]]) -> bool:
        """Keep what was typed, whatever becomes of it."""
        case = self.situation.case.pk
        return keep_draft(case=case, verb=self.verb, actor=self.actor, at=self.now, typed=words)

    def _kept(self, kept: bool) -> HttpResponse:
        """Answer who only wanted his words kept: the page's script with a time, a person with his case."""
        if self.request.POST["keep"] == "auto":
            return HttpResponse(f"{self.now:%H:%M}" if kept else "")
        messages.success(
            self.request, _("存好了，下次打开接着填。") if kept else _("还没有填什么，没有要存的。")
        )
        return redirect(self._case_url())

    def _do(self, form: ActForm) -> HttpResponse:
        case = self.situation.case
        if self.verb in WEIGHTY:
            step_up(self.request, self.now, act=self.verb, case=case.pk)
        try:
            with guarded(), transaction.atomic():
                if ledger.load(case.pk).seq != form.cleaned_data["seen"]:
                    raise StepRefused("别人刚刚办过这一件，请看一眼再办", code="stale")
                left = self.act.run(case=case.pk, actor=self.actor, at=self.now, **form.entered())
        except StepRefused as refusal:
            return self._refuse(refusal) if refusal.code in FORBIDDEN else self._not_so(form, refusal)
        drop_draft(case=case.pk, verb=self.verb, actor=self.actor)
        if isinstance(left, actions.Receipt):
            # An act that opens another case leads there; its tracking code is shown this once.
            messages.success(
                self.request, words.headed(left.number, f"{self.act.done}{_('查询码')} {left.code}")
            )
            return redirect("desk_case", pk=left.case)
        messages.success(self.request, words.headed(case.number, f"{self.act.done}{_undo(form)}"))
        # A relative who has just declared himself no longer sees the case.
        there = self.cases().filter(pk=case.pk).exists()
        return redirect(self._case_url() if there else reverse("desk_queue"))

    def _not_so(self, form: ActForm, refusal: StepRefused) -> HttpResponse:
        """Give the form back with the sentence; nothing typed is lost."""
        if refusal.code == "stale":
            self.situation = Situation(self.find_case(self.situation.case.pk), self.actor, self.now)
            return self._stale(form)
        form.is_valid()
        sentence = words.refused(self.situation.say(refusal.reason), refusal.clause)
        form.add_error(None, ValidationError(sentence))
        return self._page(form, status=422, since=self._since(form))

    def _stale(self, form: ActForm) -> HttpResponse:
        """Show what others have done meanwhile; the form keeps its words and now knows the newer page."""
        renewed = self.request.POST.copy()
        renewed["seen"] = str(self.situation.case.seq)
        again = self._form(renewed)
        refused = self.situation.refusal(self.verb)
        again.is_valid()
        if refused is not None:
            again.add_error(None, ValidationError(self.situation.say(refused.reason)))
        return self._page(again, status=409, since=self._since(form))

    def _since(self, form: ActForm) -> list[Any]:
        """Return what was done after the page was read on which this form was filled in."""
        read = form.cleaned_data.get("seen", self.situation.case.seq)
        return [entry for entry in story(self.situation) if entry.seq > read]

    def _refuse(self, refusal: StepRefused) -> HttpResponse:
        return no_entry(
            self.request,
            self.situation.say(refusal.reason),
            clause=refusal.clause,
            back=self._case_url(),
            status=403 if refusal.code in FORBIDDEN else 409,
            code=refusal.code,
        )

    def _page(
        self,
        form: ActForm,
        *,
        status: int = 200,
        pause: bool = False,
        since: list[Any] | None = None,
        kept_at: datetime | None = None,
    ) -> HttpResponse:
        context = self.get_context_data(
            kept_at=kept_at,
            others=others(self.situation),
            form=form,
            act=self.act,
            verb=self.verb,
            case=self.situation.case,
            identity=identity(self.situation),
            back=self._case_url(),
            since=since,
            own=bool(since) and all(entry.by in self.actor.identities for entry in since or ()),
            calculation=calculation(self.situation) if self.verb in SHOWS_SUM else None,
            statements=statements(self.situation) if self.verb in SHOWS_SUM else [],
            weighed=weighed(self.situation) if self.verb in SHOWS_SUM and not pause else None,
            typed=_carried(self.request) if pause else [],
            repeated=form.repeated() if pause else [],
        )
        template = "desk/pause.html" if pause else self.act.template or "desk/act.html"
        return self._render(template, context, status)

    def _render(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        self.template_name = template
        return self.render_to_response(context, status=status)


def _undo(form: ActForm) -> str:
    """Say for how long a decision can be taken back, where it can."""
    minutes = form.entered().get("undo")
    return _("%d 分钟以内您还可以撤回，过了才出文书、告诉群众。") % minutes if minutes else ""


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Return everything that was typed, and the page it was read from, to be carried through the pause."""
    words = {"seen": [request.POST.get("seen", "")], **typed(request)}
    return [(name, value) for name, values in words.items() for value in values]
