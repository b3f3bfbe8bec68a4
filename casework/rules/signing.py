"""What an opinion or a proposal was signed on, and by whom: when that changes before the decision, it no longer stands."""

from __future__ import annotations

from datetime import datetime

from casework.rules import codec
from casework.rules.facts import Change, Facts, Opinion, Panel, Signed
from policies.rules.programme import digest

CHANGED = {
    "household": "家庭成员",
    "circumstances": "家庭情况",
    "check": "核对结果",
    "survey": "入户调查表",
}


def sign(facts: Facts) -> Signed:
    """Return the fingerprints of the facts as they lie on the table now."""
    return Signed(
        digest({member.key: codec.to_json(member) for member in facts.members}),
        digest(facts.circumstances),
        facts.check.result,
    )


def opinion_fell(facts: Facts) -> str:
    """Return, in a sentence, why the opinion that was given no longer stands; empty while it does, or there is none."""
    if facts.opinion is None:
        return ""
    if kin_signed(facts, "review"):
        return "提初审意见的人后来登记为这一家的近亲属，那份意见不再作数，请别的初审岗重新提意见"
    changed = "、".join(opinion_fallen(facts, facts.opinion))
    return f"初审签字以后{changed}变了，那份意见不再作数，请初审岗重新提意见" if changed else ""


def change_fell(facts: Facts) -> str:
    """Return, in a sentence, why the change that was proposed no longer stands; empty while it does, or there is none."""
    if facts.change is None:
        return ""
    if kin_signed(facts, "propose"):
        return "提出调整的人后来登记为这一家的近亲属，那份提议不再作数，请别人重新提出"
    changed = "、".join(change_fallen(facts, facts.change))
    return f"提出以后{changed}变了，那份提议不再作数，请重新提出" if changed else ""


def kin_signed(facts: Facts, duty: str) -> bool:
    """Say whether whoever signed last under a duty has been declared near kin of the household since (QY-4.2a)."""
    return facts.hands.get(duty, ("",))[-1] in facts.relatives


def kin_met(panel: Panel, facts: Facts) -> bool:
    """Say whether somebody of a meeting has been declared near kin of the household since (QY-4.2a)."""
    return any(member in facts.relatives for member in panel.members)


def opinion_fallen(facts: Facts, opinion: Opinion) -> tuple[str, ...]:
    """Return, in words, what has changed since the first opinion was signed; empty while it stands."""
    return fallen(facts, opinion.signed, opinion.at, grant=opinion.grant)


def change_fallen(facts: Facts, change: Change) -> tuple[str, ...]:
    """Return, in words, what has changed since a change was proposed; empty while the proposal stands."""
    return fallen(facts, change.signed, change.at, grant=not change.stop)


def fallen(facts: Facts, signed: Signed | None, at: datetime, *, grant: bool) -> tuple[str, ...]:
    """Return, in words, what has changed since a signature of that moment; empty while it stands.

    What was signed before fingerprints were kept stands. A check that comes in later and says what was
    assumed changes nothing, and neither does one that was asked for anew and has not come yet.
    """
    if signed is None:
        return ()
    now = sign(facts)
    changed = [name for name in ("household", "circumstances") if getattr(now, name) != getattr(signed, name)]
    if _check_differs(signed.check, now.check, grant=grant):
        changed.append("check")
    amended = facts.when("amend")
    if amended is not None and amended > at:
        changed.append("survey")
    return tuple(CHANGED[name] for name in changed)


def _check_differs(was: str, says: str, *, grant: bool) -> bool:
    if not says or was == says:
        return False
    return bool(was) or (grant and says == "over")
