"""What keeps a decided case open: a letter that the place says has to reach the person first, and a result found wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.rules.facts import Facts
from policies.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that is owed: its kind, whether it has been issued, and the clause that asks for it."""

    kind: str
    issued: bool
    clause: str


def owed(facts: Facts, book: RuleBook, day: date) -> tuple[Owed, ...]:
    """Return the letters that keep a case open on a day (SY-A1.5c, YI-2.1c, YI-2.4e, HX-5.2b).

    A refusal, also one that follows a check over the line, and a decided change: each until its letter is served,
    where the place's `notify` step names the act. A place that says nothing of it owes nothing here.
    """
    step = book.spec.step("notify")
    if step is None:
        return ()
    acts = tuple(step.option("on", ()))
    found = []
    if facts.stage == "refused" and "refuse" in acts and not served_since(facts, "refusal", None, day):
        over = facts.check.result == "over"
        clause = str(step.option("cites", {}).get("over", {}).get("clause") or "") if over else ""
        found.append(Owed("refusal", facts.notice("refusal") is not None, clause or step.cite.clause))
    decided = facts.change.decided if facts.change else None
    if decided is not None and "decide_change" in acts and not served_since(facts, "decision", decided, day):
        found.append(Owed("decision", issued_since(facts, "decision", decided), step.cite.clause))
    return tuple(found)


def issued_since(facts: Facts, kind: str, since: datetime) -> bool:
    """Say whether a letter of a kind has been issued since a moment."""
    notice = facts.notice(kind)
    return notice is not None and notice.at >= since


def served_since(facts: Facts, kind: str, since: datetime | None, day: date) -> bool:
    """Return whether a letter of a kind, issued since a moment (or whenever), had reached the person by a day."""
    notice = facts.notice(kind)
    if notice is None or (since is not None and notice.at < since):
        return False
    return notice.served is not None and notice.served <= day


def found_wrong(facts: Facts) -> bool:
    """Say whether an upheld objection to a posted result still waits for what follows from it.

    The documents post a result after the decision and say that an objection is appraised, not what an upheld one
    does (YC 四, YI 二(二是)). Raised while the result hung it has felled the decision already; raised later, support
    is not taken away without its procedure: a change has to be proposed.
    """
    objection, closed = facts.objection, facts.when("close_objection")
    if objection is None or objection.against != "result" or objection.outcome != "upheld" or closed is None:
        return False
    if facts.decision is None or facts.decision.at >= closed:
        return False
    return facts.change is None or facts.change.at < closed
