"""The power to decide, as one office holds it: from which day, and by which letter of delegation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LETTER = "delegation_letter"
"""The value that says what becomes of an approval without a valid letter: `warn` or `refuse`; silent: nothing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of delegation (委托书), both days included; without `until` it holds on."""

    number: str
    since: date
    until: date | None = None

    def valid_on(self, day: date) -> bool:
        """Say whether the letter holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Mandate:
    """What one township or street holds: `covered` by the document, `since` a day (None: from the beginning)."""

    office: str
    covered: bool
    since: date | None = None
    letters: tuple[Letter, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether the office itself decides on a day; else the county does (HX-3, HX-4.1)."""
        return self.covered and (self.since is None or self.since <= day)

    def lacks_letter(self, day: date) -> bool:
        """Say whether the office decides on a day without a letter that holds (HX-A2)."""
        return self.holds_on(day) and not any(letter.valid_on(day) for letter in self.letters)
