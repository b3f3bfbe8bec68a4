"""Several cases at one press: looked over on one page, then done a few at a time, each an act of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View

from casework import ledger
from casework.actions.looking import opened_by
from casework.actions.moves import guarded
from casework.desk.access import DeskView
from casework.desk.acts import ACTS, WEIGHTY
from casework.desk.queue import dressed
from casework.desk.rows import Row, make_rows
from casework.desk.situation import Situation
from casework.models import Case
from casework.rules.batch import BATCH, check_batch
from casework.rules.refusal import StepRefused
from casework.rules.roles import RIGHTS
from policies.step_up import step_up

STEP = 10
"""Cases done by one request: the page comes back with how far it is, well before anybody waits."""
MOST = 200


@dataclass(frozen=True, slots=True)
class Failed:
    """A case on which the act was not done, and why, in a sentence."""

    number: str
    url: str
    reason: str


class BatchView(DeskView, View):
    """Do one act on the cases that were ticked in the queue."""

    http_method_names = ["post"]
    template_name = "desk/batch.html"
    header_icon = "tasks"
    verb: str

    def get_page_title(self) -> str:
        return str(ACTS[self.verb].step)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what would be done; once agreed, do the next few and say how far it is."""
        self.verb = request.POST.get("verb", "")
        if self.verb not in BATCH:
            raise Http404
        ticked = dict(_ticked(request.POST.getlist("case")[:MOST]))
        if not ticked or "sure" not in request.POST:
            return self._look_over(ticked)
        if self.verb in WEIGHTY and self.actor.holds(RIGHTS[self.verb]):
            step_up(request, self.now, act=self.verb)
        return self._go_on(ticked)

    def _look_over(self, ticked: dict[UUID, int]) -> HttpResponse:
        """Show which cases it would be done on, and on which not and why."""
        ready: list[tuple[Case, Row]] = []
        failed: list[Failed] = []
        cases = list(dressed(self.cases().filter(pk__in=ticked)))
        rows = make_rows(cases, self.actor, self.now)
        opened = opened_by(self.actor, [case.pk for case in cases])
        for case, row in zip(cases, rows, strict=True):
            try:
                self._check(case, ticked[case.pk], case.pk in opened)
            except StepRefused as refusal:
                failed.append(Failed(case.number, row.url, refusal.reason))
            else:
                ready.append((case, row))
        return self._answer(
            ready=[row for _case, row in ready],
            ticks=[f"{case.pk}:{case.seq}" for case, _row in ready],
            failed=failed,
            act=ACTS[self.verb],
        )

    def _go_on(self, ticked: dict[UUID, int]) -> HttpResponse:
        """Do the next few cases, each in a transaction of its own, and remember what could not be done."""
        now, later = list(ticked.items())[:STEP], list(ticked.items())[STEP:]
        failed = list(self.request.session.get(self._key, [])) if "begun" in self.request.POST else []
        done = _number(self.request.POST.get("done", ""))
        cases = {case.pk: case for case in dressed(self.cases().filter(pk__in=dict(now)))}
        opened = opened_by(self.actor, list(cases))
        for pk, seen in now:
            case = cases.get(pk)
            if case is None:
                continue
            try:
                self._do(case, seen, pk in opened)
                done += 1
            except StepRefused as refusal:
                say = Situation(case, self.actor, self.now).say
                failed.append([case.number, reverse("desk_case", args=[pk]), say(refusal.reason)])
        self.request.session[self._key] = failed
        whole = done + len(failed) + len(later)
        return self._answer(
            done=done,
            whole=whole,
            over=not later,
            ticks=[f"{pk}:{seq}" for pk, seq in later],
            failed=[Failed(*one) for one in failed],
            act=ACTS[self.verb],
        )

    @property
    def _key(self) -> str:
        return f"desk_batch_{self.verb}"

    def _check(self, case: Case, seen: int, opened: bool) -> dict[str, Any]:
        """Return what the act is given on one case, or refuse it."""
        situation = Situation(case, self.actor, self.now)
        if case.seq != seen:
            raise StepRefused("别人刚刚办过这一件，请打开看一眼再办", code="stale")
        if refused := situation.refusal(self.verb):
            raise refused
        return check_batch(self.verb, situation.facts, situation.book, opened=opened)

    def _do(self, case: Case, seen: int, opened: bool) -> None:
        given = self._check(case, seen, opened)
        with guarded(), transaction.atomic():
            if ledger.load(case.pk).seq != seen:
                raise StepRefused("别人刚刚办过这一件，请打开看一眼再办", code="stale")
            ACTS[self.verb].run(case=case.pk, actor=self.actor, at=self.now, **given)

    def _answer(self, **context: Any) -> HttpResponse:
        found: dict[str, Any] = self.get_context_data(verb=self.verb, back=reverse("desk_queue"), **context)
        return self.render_to_response(found)


def _ticked(ticks: list[str]) -> list[tuple[UUID, int]]:
    """Return the ticked cases with the page each was read from; what is no tick of ours is left out."""
    found = []
    for tick in ticks:
        pk, _colon, seen = tick.partition(":")
        try:
            found.append((UUID(pk), int(seen)))
        except ValueError:
            continue
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 4 else 0
