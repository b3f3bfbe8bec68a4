"""The one way a rule says no: a sentence for the person at the desk, and the clause behind it."""

from __future__ import annotations


class StepRefused(Exception):
    """An act is not allowed now. `reason` is Chinese and says what is wrong and what to do; nothing has changed.

    `code` is a stable word for machines (`role`, `hands`, `order`, `early`, `missing`, `configure`, …).
    """

    def __init__(self, reason: str, *, code: str = "order", clause: str = "") -> None:
        self.reason = reason
        self.code = code
        self.clause = clause
        super().__init__(f"{reason}（{clause}）" if clause else reason)
