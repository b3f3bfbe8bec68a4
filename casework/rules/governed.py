"""Which changes the place's own rules about changes speak of: every change, or only the end of support."""

from __future__ import annotations

from casework.rules.facts import Change
from policies.rules.programme import ProgrammeSpec, Step

KINDS = ("adjust", "stop")


def rules_of(change: Change, spec: ProgrammeSpec) -> Step | None:
    """Return the place's step about changes where it speaks of this one, or None where it is silent.

    A document may speak of the end of support alone (SY 附件2 第6项): then a new amount is neither announced
    first nor posted, and holds from the month after its decision.
    """
    step = spec.step("change")
    if step is None or (KINDS[change.stop] not in step.option("governs", KINDS)):
        return None
    return step
