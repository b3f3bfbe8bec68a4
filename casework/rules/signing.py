"""What an opinion or a proposal was signed on: when that changes before the decision, the signature no longer stands."""

from __future__ import annotations

from datetime import datetime

from casework.rules import codec
from casework.rules.facts import Change, Facts, Opinion, Signed
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
