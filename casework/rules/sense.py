"""Whether an act has anything to do on a case as it stands, and whether it is the thing to do now.

The rules say what is allowed. Much of that would be idle today: what is idle is not offered at the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.rules import certificate, closing, entering, office
from casework.rules.asking import day_of
from casework.rules.completeness import missing
from casework.rules.facts import BEFORE_ACCEPTANCE, CLOSED, Facts
from casework.rules.meeting import by_panel
from casework.rules.relief import lacking
from casework.rules.signing import kin_met
from policies.rules.rulebook import RuleBook


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
