"""What is to be done on a case now: the one act this person should do, the others he may, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.rules import closing, flow
from casework.rules.asking import day_of
from casework.rules.facts import CLOSED, WITHDRAWN, Facts
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, OFFICE_ROLES, RIGHTS, TOWNSHIP_ROLES, Actor, names, rights
from casework.rules.sense import due, makes_sense
from casework.rules.signing import change_fell, opinion_fell
from policies.rules.rulebook import RuleBook

ORDER = (
    "relieve",
    "take",
    "forward",
    "submit",
    "accept",
    "request_missing",
    "sign",
    "decline",
    "disclose",
    "authorise",
    "confirm_delegation",
    "revoke_delegation",
    "backfill",
    "attach_receipt",
    "request_check",
    "check_report",
    "visit",
    "resurvey",
    "appraise",
    "close_objection",
    "reclassify",
    "open_urgent",
    "first_opinion",
    "post",
    "repost",
    "panel",
    "file_plan",
    "confirm",
    "refuse",
    "retract",
    "elevate",
    "close_elevated",
    "explain_delay",
    "spend",
    "extend",
    "propose_change",
    "defend",
    "decide_change",
    "file",
    "destroy_certificate",
    "lose_certificate",
    "stamp_certificate",
    "issue_certificate",
    "replace_certificate",
    "assess",
    "look_up",
    "amend",
    "enter",
    "note",
    "correct_name",
    "relative",
)
"""The acts of the desk in the order of the procedure: the first that is due is the next."""

SOMEBODY = Actor("", "", OFFICE_ROLES, ())
"""Whoever holds every post and has had no hand in the case: what he could do is what comes next."""
DUTIES = ("accept", "first_opinion", "confirm", "decide_change")
LETTERS = {"refusal": "告知书", "decision": "决定书"}


@dataclass(frozen=True, slots=True)
class Agenda:
    """`primary`: what this person should do now; `others`: what he may do besides, in order.

    `upcoming`: the next act, whoever does it; `waiting`: what stands in its way for everybody;
    `fell`: why the opinion or the proposed change that waits for its decision no longer stands, in a sentence;
    `barred`: duties this person's post would allow on this case and why he may not, by verb.
    """

    primary: str
    others: tuple[str, ...]
    upcoming: str
    waiting: StepRefused | None
    fell: str
    barred: tuple[tuple[str, StepRefused], ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Everything this person may do now."""
        return (self.primary, *self.others) if self.primary else self.others


def agenda(facts: Facts, book: RuleBook, actor: Actor, at: datetime) -> Agenda:
    """Return what is to be done on a case at a moment, as one person sees it."""
    may = tuple(verb for verb in ORDER if allowed(verb, facts, book, actor, at) is None)
    primary = next((verb for verb in may if due(verb, facts, book, at)), "")
    upcoming = next(
        (
            verb
            for verb in ORDER
            if due(verb, facts, book, at) and allowed(verb, facts, book, SOMEBODY, at) is None
        ),
        "",
    )
    return Agenda(
        primary=primary,
        others=tuple(sorted((verb for verb in may if verb != primary), key=_anybodys)),
        upcoming=upcoming,
        waiting=None if upcoming else _waiting(facts, book, at),
        fell=_fell(facts),
        barred=_barred(facts, book, actor, at, upcoming),
    )


def _anybodys(verb: str) -> bool:
    """Say whether an act is everybody's at the office: such acts come after those of the person's own post."""
    return len(rights(verb)) >= len(TOWNSHIP_ROLES)


def _whose(verb: str, book: RuleBook) -> tuple[str, ...]:
    """Return the roles that may do an act under this place's law: whoever runs the check enters its report (YC-3.3.5)."""
    check = book.spec.step("check")
    if verb == "check_report" and check is not None and check.option("done_by") == COUNTY:
        return (COUNTY,)
    return rights(verb)


def allowed(verb: str, facts: Facts, book: RuleBook, actor: Actor, at: datetime) -> StepRefused | None:
    """Say whether this person may do an act at the desk now: None, or why not."""
    if verb not in ORDER:
        return StepRefused("这一步不在这里办", code="invalid")
    wanted = _whose(verb, book)
    if not actor.holds(wanted):
        return StepRefused(f"这一步要由{names(wanted)}来办", code="role")
    refused = flow.may(verb, facts, book, actor, at)
    if refused is not None:
        return refused
    return None if makes_sense(verb, facts, book, at) else StepRefused("现在用不着这一步", code="order")


def _fell(facts: Facts) -> str:
    """Return why what was signed no longer stands, while somebody waits for its decision."""
    if facts.decision is None:
        return opinion_fell(facts)
    return change_fell(facts) if facts.change is not None and facts.change.decided is None else ""


def _waiting(facts: Facts, book: RuleBook, at: datetime) -> StepRefused | None:
    if facts.stage == "returned":
        return StepRefused("等群众补材料，补齐以后接着办", code="applicant")
    if facts.stage == "draft":
        return StepRefused("已经登记意愿，等群众正式提交申请", code="applicant")
    if facts.change is not None and facts.change.decided is None:
        return flow.may("decide_change", facts, book, SOMEBODY, at)
    if facts.stage == WITHDRAWN:
        return StepRefused("申请人自己撤回了，不用再办", code="applicant")
    if facts.decision is None and facts.stage not in CLOSED:
        verb = "confirm" if facts.opinion else "first_opinion" if facts.when("accept") else "accept"
        return flow.may(verb, facts, book, SOMEBODY, at)
    for letter in closing.owed(facts, book, day_of(at)):
        name = LETTERS[letter.kind]
        state = "还没有送达" if letter.issued else "还没有出"
        return StepRefused(f"{name}{state}，这一件还不能办结", code="service", clause=letter.clause)
    return None


def _barred(
    facts: Facts, book: RuleBook, actor: Actor, at: datetime, upcoming: str
) -> tuple[tuple[str, StepRefused], ...]:
    """Return the duties that only this person's own hand or kin keeps from him, and why the next is not his."""
    found = []
    if facts.decision is not None and facts.change is None:
        return ()
    for verb in DUTIES:
        refused = flow.may(verb, facts, book, actor, at) if actor.holds(RIGHTS[verb]) else None
        if refused is not None and (refused.code in ("hands", "relative") or verb == upcoming):
            found.append((verb, refused))
    return tuple(found)
