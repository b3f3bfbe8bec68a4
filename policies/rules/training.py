"""Train first, apply then: whether a new policy may take force, where the place says so (YI-3d)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

TRAINING = "training_before"
"""The yes-or-no value that says that training comes first; silent: nothing is asked."""


def trained(held: Iterable[date], *, effective_from: date, earlier: date | None) -> bool:
    """Say whether somebody was trained for a policy that takes force on a day.

    `earlier` is the first day of the newest version there is: training held by then was for that one. A correction
    of the same policy (same first day) asks for none.
    """
    if earlier is not None and earlier >= effective_from:
        return True
    return any(day <= effective_from and (earlier is None or day > earlier) for day in held)
