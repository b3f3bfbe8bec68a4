"""The page of one case: who it is about, what is to be done now, and everything known, section by section."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail import hooks

from casework.actions.looking import look
from casework.complaints import readable
from casework.desk import family, words
from casework.desk.access import DeskView, village_only
from casework.desk.acts import step_name
from casework.desk.forms.opinion import explained
from casework.desk.hands import barriers, hands
from casework.desk.marks.monitored import MARK
from casework.desk.now import now_box
from casework.desk.presence import others
from casework.desk.remaining import Remaining, day_words, remaining
from casework.desk.situation import Situation
from casework.desk.timeline import story
from casework.desk.weighing import weighed
from casework.ledger import moment_of, next_due
from casework.models import Calculation, Case, MovedDeadline, Statement
from casework.models.case import STAGES
from casework.rules import clocks, flow, urgency
from casework.rules.flags import flags
from casework.rules.lateness import unexplained
from casework.rules.roles import COUNTY
from policies import queries as law

LINKS = "desk_case_links"
"""A Wagtail hook: `fn(request, case)` returns (section, label, address) for papers that other apps keep of a case."""

DECIDING = frozenset({"confirm", "refuse", "panel", "decide_change"})
"""Who has one of these to do reads the arithmetic, the inquiry and the objections first."""

SETTLING = frozenset({"resurvey", "appraise", "close_objection"})
"""So does who has to settle an objection."""


class CaseView(DeskView, View):
    """Show one case."""

    http_method_names = ["get"]
    template_name = "desk/case.html"
    situation: Situation

    def get_page_title(self) -> str:
        return self.situation.case.number

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the case to an officer of its units; to others it does not exist."""
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        look(case=pk, actor=self.actor, at=self.now)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        situation, village = self.situation, village_only(self.actor)
        return super().get_context_data(
            case=situation.case,
            facts=situation.facts,
            spec=situation.book.spec,
            identity=identity(situation),
            others=others(situation),
            now_box=now_box(situation),
            explain=explain(situation),
            barriers=barriers(situation),
            hands=None if village else hands(situation),
            leads=family.leads(situation),
            members=family.members(situation, village=village),
            urgent=urgent(situation),
            together=together(situation),
            away_unsaid=family.away_unsaid(situation),
            papers=family.papers(situation, village=village),
            clocks=clock_rows(situation),
            posting=posting(situation),
            notices=notices(situation),
            decision=decision(situation),
            calculation=None if village else calculation(situation),
            statements=statements(situation),
            timeline=story(situation)[::-1],
            village=village,
            deciding=situation.agenda.primary in DECIDING | SETTLING or may_decide(situation),
            weighed=weighed(situation) if may_decide(situation) else None,
            may_approve="confirm" in situation.agenda.all,
            undo_until=undo_until(situation),
            links=links(self.request, situation),
            **kwargs,
        )


def urgent(situation: Situation) -> dict[str, Any] | None:
    """Return the urgent need that was told and is not taken up yet: when, and where this officer may take it up."""
    if not urgency.waits(situation.facts):
        return None
    may = "open_urgent" in situation.agenda.all
    return {
        "at": urgency.told_at(situation.facts),
        "url": reverse("desk_act", args=[situation.case.pk, "open_urgent"]) if may else "",
    }


def together(situation: Situation) -> list[Case]:
    """Return the other cases of the same application that this officer may see (YC-4a)."""
    others = Case.objects.for_actor(situation.actor).filter(lodgement=situation.case.lodgement_id)
    return list(others.exclude(pk=situation.case.pk).select_related("programme").order_by("opened_at"))


def may_decide(situation: Situation) -> bool:
    """Say whether somebody has the case before him to decide it, and so reads what speaks for and against."""
    return situation.facts.decision is None and not DECIDING.isdisjoint(situation.agenda.all)


def identity(situation: Situation) -> dict[str, Any]:
    """Return what the bar at the top says: number, household, programme, place, time left, next step."""
    case, facts, book = situation.case, situation.facts, situation.book
    stage = flow.stage(facts, book, situation.today)
    hide = () if situation.actor.holds((COUNTY,)) else ("complaint",)
    raised = ",".join((*flags(facts, book, situation.now), *([MARK] if getattr(case, MARK, False) else [])))
    due = next_due(clocks.running(facts, book))
    return {
        "number": case.number,
        "name": case.applicant_name,
        "people": len(facts.members),
        "programme": book.spec.short,
        "place": _place(situation),
        "stage": dict(STAGES)[stage],
        "remaining": remaining(due, situation.now, book.calendar),
        "paused": stage in ("returned", "draft"),
        "next": step_name(situation.agenda.upcoming),
        "flags": words.flag_words(raised, hide=hide),
    }


def _place(situation: Situation) -> str:
    unit = situation.case.unit
    return f"{unit.parent.short_name} {unit.short_name}" if unit.parent else unit.short_name


def undo_until(situation: Situation) -> datetime | None:
    """Return until when this officer may take his own decision back, or None."""
    decision = situation.facts.decision
    return decision.until if decision and "retract" in situation.agenda.all else None


def explain(situation: Situation) -> dict[str, str] | None:
    """Return the missed limit whose reason this officer owes the household, or None."""
    if "explain_delay" not in situation.agenda.all:
        return None
    late = unexplained(situation.facts, situation.book, situation.now)
    label = "、".join(clock.label for clock in late)
    return {"label": label, "url": reverse("desk_act", args=[situation.case.pk, "explain_delay"])}


def clock_rows(situation: Situation) -> list[dict[str, Any]]:
    """Return every clock of the case with its start, its end, its arithmetic, its clause and how it was moved."""
    rows = []
    corrections: dict[str, list[MovedDeadline]] = {}
    for one in MovedDeadline.objects.filter(case=situation.case).select_related("redating").order_by("pk"):
        corrections.setdefault(one.clock, []).append(one)
    late = {clock.name for clock in unexplained(situation.facts, situation.book, situation.now)}
    delay = situation.facts.delay
    for clock in clocks.running(situation.facts, situation.book):
        left: Remaining | None = None
        if clock.met is None:
            left = remaining(moment_of(clock.due), situation.now, situation.book.calendar)
        rows.append(
            {
                "label": clock.label,
                "started": clock.started,
                "due": clock.due,
                "due_words": left.due if left else day_words(moment_of(clock.due).date()),
                "left": None if clock.name in clocks.PERIODS and left and left.level == "over" else left,
                "met": clock.met,
                "provisional": clock.provisional,
                "trail": [words.trail_line(line) for line in clock.trail],
                "clause": clock.clause,
                "moved": corrections.get(clock.name, []),
                "unexplained": clock.name in late,
                "delay": delay if delay and clock.name in delay.clocks else None,
            }
        )
    return rows


def posting(situation: Situation) -> dict[str, Any] | None:
    """Return the latest posting in words, or None."""
    found = situation.facts.posting
    if found is None:
        return None
    return {
        "at": found.at,
        "days": found.days,
        "last_day": found.last_day,
        "over": situation.today > found.last_day,
        "round": found.round,
        "subject": words.SUBJECTS.get(found.subject, ""),
        "where": "、".join(str(words.PLACES.get(place, place)) for place in found.where),
    }


def notices(situation: Situation) -> list[dict[str, Any]]:
    """Return the written notices of the case and whether they were served."""
    rows = []
    for found in situation.facts.notices:
        form = situation.book.spec.notice(found.kind)
        title = form.title if form else words.NOTICES.get(found.kind, found.kind)
        rows.append({"title": title, "number": found.number, "at": found.at, "served": found.served})
    return rows


def decision(situation: Situation) -> dict[str, Any] | None:
    """Return the decision in words, or None."""
    found, benefit = situation.facts.decision, situation.facts.benefit
    if found is None:
        return None
    return {
        "grant": found.grant,
        "at": found.at,
        "amount": words.yuan(found.amount),
        "once": situation.book.spec.pays_once,
        "recognised": "" if situation.book.spec.step("pay") else situation.book.spec.name,
        "care": words.yuan(found.care),
        "reason": found.reason,
        "first_month": benefit.first_month if benefit else "",
        "last_month": benefit.last_month if benefit else "",
        "payment": payment_line(situation) if found.grant and benefit else "",
        "offered": offered(situation) if found.grant else [],
    }


def offered(situation: Situation) -> list[str]:
    """Return the programmes that may be asked for along with this one; nothing is granted by itself (YI-1b)."""
    spec = situation.book.spec
    rows = law.programmes(spec.place, situation.today)
    found = [law.rulebook(row.pk, getattr(situation.case, "law", None)).spec for row in rows]
    return [one.name for one in found if one.word("offered_with", "") == spec.code]


def payment_line(situation: Situation) -> str:
    """Say who pays, through what and to whom, as the place's document has it; nothing where it is silent."""
    step, found = situation.book.spec.step("pay"), situation.facts.decision
    if step is None:
        return ""
    payer = words.PAYERS.get(str(step.option("payer", "")))
    channel = str(step.option("channel", ""))
    paid_to = found.payee if found else None
    said = [
        _("由%s发") % payer if payer else "",
        _("通过%s") % channel if channel else "",
        _("发给%(who)s%(name)s") % {"who": words.PAYEES[paid_to.who], "name": paid_to.name}
        if paid_to
        else "",
    ]
    line = _("，").join(part for part in said if part)
    return words.aside(line, step.cite.clause) if line else ""


def calculation(situation: Situation) -> dict[str, Any] | None:
    """Return the latest kept arithmetic, line by line, or None."""
    kept = Calculation.objects.filter(case=situation.case).select_related("by").first()
    if kept is None:
        return None
    by_hand = kept.inputs.get("by_hand")
    return {
        "lines": explained(kept.rows),
        "at": kept.at,
        "by": kept.by.name if kept.by else "",
        "result": words.yuan(kept.result),
        "by_hand": words.yuan(by_hand["fen"]) if by_hand else "",
        "why": by_hand["reason"] if by_hand else "",
    }


def statements(situation: Situation) -> list[Statement]:
    """Return what people said about the case: objections to the township, complaints to whom they are readable."""
    if village_only(situation.actor):
        return []
    complaints = readable(situation.actor).values("pk")
    told = Statement.objects.filter(case=situation.case)
    return list(told.filter(~Q(kind="complaint") | Q(pk__in=complaints)).order_by("at"))


def links(request: HttpRequest, situation: Situation) -> dict[str, list[tuple[str, str]]]:
    """Return what other apps hang on the page: section -> (label, address)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for hang in hooks.get_hooks(LINKS):
        for section, label, address in hang(request, situation.case):
            found.setdefault(section, []).append((label, address))
    return found
