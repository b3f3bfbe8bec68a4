"""What is to be done on a case now: the one act this person should do, the others he may, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.rules import certificate, closing, entering, flow, office
from casework.rules.asking import day_of
from casework.rules.decision import by_panel
from casework.rules.facts import CLOSED, WITHDRAWN, Facts
from casework.rules.intake import BEFORE_ACCEPTANCE, missing
from casework.rules.refusal import StepRefused
from casework.rules.relief import lacking
from casework.rules.roles import COUNTY, OFFICE_ROLES, RIGHTS, TOWNSHIP_ROLES, Actor, names, rights
from casework.rules.signing import change_fell, kin_met, opinion_fell
from policies.rules.rulebook import RuleBook

ORDER = (
    "relieve",
    "forward",
    "submit",
    "accept",
    "request_missing",
    "sign",
    "decline",
    "disclose",
    "authorise",
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
    "stamp_certificate",
    "issue_certificate",
    "replace_certificate",
    "assess",
    "look_up",
    "amend",
    "enter",
    "note",
    "relative",
)
"""The acts of the desk in the order of the procedure: the first that is due is the next."""

SOMEBODY = Actor("", "", OFFICE_ROLES, ())
"""Whoever holds every post and has had no hand in the case: what he could do is what comes next."""
DUTIES = ("accept", "first_opinion", "confirm", "decide_change")


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


@dataclass(frozen=True, slots=True)
class Look:
    """A case as it stands at a moment, and what is to be seen at a glance."""

    facts: Facts
    book: RuleBook
    at: datetime

    @property
    def early(self) -> bool:
        """Nothing has been accepted yet."""
        return self.facts.stage in BEFORE_ACCEPTANCE

    @property
    def over(self) -> bool:
        """The check, where it comes before acceptance, has found the household over the line (YI-2.1c)."""
        return self.facts.check.result == "over"

    @property
    def undecided(self) -> bool:
        """Nobody has approved, refused or declined, and the household has not taken it back."""
        return self.facts.decision is None and self.facts.stage not in CLOSED

    @property
    def open_to_inquiry(self) -> bool:
        """Nothing is decided and no opinion stands: facts are still gathered."""
        return self.undecided and self.facts.opinion is None

    @property
    def awaited(self) -> bool:
        """A report was asked for and is not back: it may come in under an opinion that stands already."""
        return self.undecided and self.facts.check.requested is not None and not self.facts.check.result

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Who has not signed."""
        return tuple(code for code in self._missing if self.book.spec.material(code) is None)

    @property
    def papers(self) -> tuple[str, ...]:
        """Which papers lack."""
        return tuple(code for code in self._missing if self.book.spec.material(code) is not None)

    @property
    def _missing(self) -> tuple[str, ...]:
        return missing(self.facts, self.book.spec, day_of(self.at))

    @property
    def unauthorised(self) -> bool:
        """Some adult has not authorised a check that is still to be asked for."""
        adults = {member.key for member in self.facts.adults(day_of(self.at))}
        return self.facts.check.requested is None and bool(adults - self.facts.authorised)

    @property
    def contested(self) -> bool:
        """An objection has not been looked into."""
        return self.facts.objection is not None and not self.facts.objection.answered

    @property
    def proposed(self) -> bool:
        """An opinion stands that would grant."""
        return self.facts.opinion is not None and self.facts.opinion.grant

    @property
    def from_reserve(self) -> bool:
        """Approved aid that this place pays out of the reserve has not been paid yet."""
        pay = self.book.spec.step("pay")
        return pay is not None and bool(pay.option("reserve")) and self.facts.spent is None

    def demands(self, milestone: str) -> bool:
        """Say whether some step of this place has to wait for a milestone."""
        return any(milestone in step.after for step in self.book.spec.steps)

    @property
    def special(self) -> bool:
        """The place lets this programme go by a special plan, and no plan is filed yet."""
        confirm, review = self.book.spec.step("confirm"), self.book.spec.step("review")
        always = confirm is not None and confirm.option("special") == "file_plan"
        over = review is not None and review.option("special") == "file_plan"
        return not self.facts.plan_filed and (always or (over and self.facts.check.result == "over"))


Question = Callable[[Look], bool]

LETTERS = {"refusal": "告知书", "decision": "决定书"}

SENSE: dict[str, Question] = {
    "relieve": lambda case: case.facts.emergency and case.facts.relief is None,
    "backfill": lambda case: bool(lacking(case.facts, case.book.spec)),
    "spend": lambda case: case.from_reserve,
    "disclose": lambda case: case.early and not case.facts.disclosed,
    "sign": lambda case: case.early and bool(case.unsigned),
    "authorise": lambda case: case.undecided and case.unauthorised,
    "request_check": lambda case: case.open_to_inquiry,
    "check_report": lambda case: case.open_to_inquiry or case.awaited,
    "visit": lambda case: case.open_to_inquiry,
    "amend": lambda case: case.open_to_inquiry and case.facts.when("visit") is not None,
    "note": lambda case: case.undecided,
    "assess": lambda case: case.open_to_inquiry,
    "look_up": lambda case: (
        case.undecided and bool(office.waiting(case.facts, case.book.spec, day_of(case.at)))
    ),
    "enter": lambda case: bool(entering.open_steps(case.facts)),
    "post": lambda case: case.facts.decision is not None or case.proposed,
    "repost": lambda case: case.facts.decision is None or case.facts.change is not None,
    "file_plan": lambda case: case.undecided and not case.early and case.special,
    "resurvey": lambda case: case.contested,
    "appraise": lambda case: case.contested,
    "panel": lambda case: _meets(case.facts, case.book),
    "elevate": lambda case: case.facts.elevated is None,
}
"""Acts the rules leave open: have they anything to do on this case now?"""

DUE: dict[str, Question] = {
    "relieve": SENSE["relieve"],
    "backfill": SENSE["backfill"],
    "forward": lambda case: case.facts.stage == "taken",
    "accept": lambda case: not case.over,
    "request_missing": lambda case: bool(case.papers),
    "sign": lambda case: not case.papers,
    "request_check": lambda case: case.facts.check.requested is None and case.demands("check"),
    "check_report": lambda case: not case.facts.check.result,
    "visit": lambda case: case.facts.when("visit") is None and case.demands("visit"),
    "resurvey": SENSE["resurvey"],
    "appraise": SENSE["appraise"],
    "close_objection": lambda case: True,
    "first_opinion": lambda case: True,
    "post": lambda case: _posting_is_due(case.facts, case.book),
    "repost": lambda case: _repost_is_due(case.facts, case.book),
    "panel": lambda case: _meeting_is_due(case.facts, case.book),
    "confirm": lambda case: True,
    "refuse": lambda case: case.facts.opinion is not None and not case.facts.opinion.grant,
    "decide_change": lambda case: True,
    "propose_change": lambda case: closing.found_wrong(case.facts),
    "decline": lambda case: case.over and case.early,
    "spend": SENSE["spend"],
    "destroy_certificate": lambda case: True,
    "file": lambda case: True,
    "stamp_certificate": lambda case: certificate.is_due(case.facts, case.book, day_of(case.at)),
}
"""Acts that are, where the rules allow them, the thing to do now and not merely possible."""


def makes_sense(verb: str, facts: Facts, book: RuleBook, at: datetime) -> bool:
    """Say whether an act that the rules leave open has anything to do on this case now."""
    return verb not in SENSE or SENSE[verb](Look(facts, book, at))


def due(verb: str, facts: Facts, book: RuleBook, at: datetime) -> bool:
    """Say whether an act is the thing to do now, where the rules allow it."""
    return verb in DUE and DUE[verb](Look(facts, book, at))


def _posting_is_due(facts: Facts, book: RuleBook) -> bool:
    step = book.spec.step("post")
    if facts.change is not None and facts.change.decided is not None:
        return True  # the rule asks whether this place posts the end of support
    if step is None:
        return False
    return facts.decision is None or "confirm" in step.after


def _repost_is_due(facts: Facts, book: RuleBook) -> bool:
    objection, closed = facts.objection, facts.when("close_objection")
    if facts.posting is None or objection is None or closed is None or objection.outcome != "dismissed":
        return False
    step = book.spec.step("change" if objection.against == "stop" else "post")
    return step is not None and step.option("repost") == "required" and closed > facts.posting.at


def _meets(facts: Facts, book: RuleBook) -> bool:
    if not by_panel(facts, book.spec):
        return False
    if facts.decision is None:
        return facts.opinion is not None and facts.opinion.grant
    return facts.change is not None and facts.change.decided is None


def _meeting_is_due(facts: Facts, book: RuleBook) -> bool:
    if not _meets(facts, book):
        return False
    since = facts.change or facts.opinion
    if facts.panel is None or kin_met(facts.panel, facts):
        return True
    return since is not None and facts.panel.at < since.at


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
