"""The applicant's commitment that what he tells is true, where the place's document asks for one (YI-4.1c).

It is printed on the application and signed with it: whose signature stands under the application has committed himself.
"""

from __future__ import annotations

from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from policies.rules.programme import Cite, ProgrammeSpec

OPTION = "commitment"


def asked(spec: ProgrammeSpec) -> Cite | None:
    """Return the clause that asks for a commitment; None where the document does not."""
    step = spec.step("lodge")
    return cited(spec, OPTION) if step and step.option(OPTION) else None


def cited(spec: ProgrammeSpec, option: str) -> Cite | None:
    """Return the clause of an option of the application step: its own, else the step's; None without such a step."""
    step = spec.step("lodge")
    own = step.option("cites", {}).get(option) if step else None
    return Cite(str(own["clause"]), str(own["ref"])) if own else step.cite if step else None


def owed(facts: Facts, spec: ProgrammeSpec) -> Cite | None:
    """Return the clause under which the applicant still owes his signature; None where he owes none."""
    return None if committed(facts) else asked(spec)


def committed(facts: Facts) -> bool:
    """Say whether the applicant has signed the application, and so what stands on it."""
    return bool(facts.members) and facts.members[0].key in facts.signed


def check_commitment(facts: Facts, spec: ProgrammeSpec, *, seen: bool) -> None:
    """Refuse what comes before the applicant's commitment: `seen` is what the officer says of the paper before him."""
    clause = owed(facts, spec)
    if clause is not None and not seen:
        raise StepRefused(
            "申请人还没有在承诺上签字。请他看过、签了，再收下", code="commitment", clause=clause.clause
        )
