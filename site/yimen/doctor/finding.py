"""What a check says: well, worth knowing, or wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from casework.rules.asking import day_of

Level = Literal["good", "hint", "bad"]
MARKS: dict[Level, str] = {"good": "✔", "hint": "!", "bad": "✘"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `mend` says what to do and is empty only where nothing is to be done."""

    level: Level
    subject: str
    said: str
    mend: str = ""

    def line(self) -> str:
        """Return the finding as it is printed."""
        line = f"{MARKS[self.level]} {self.subject}:{self.said}"
        return f"{line} → {self.mend}" if self.mend else line


@dataclass(frozen=True, slots=True)
class Visit:
    """When the doctor looks (aware), and whether the house is to serve real people."""

    now: datetime
    production: bool

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return day_of(self.now)

    def serious(self, subject: str, said: str, mend: str) -> Finding:
        """Return what is wrong with real people in the house and only worth knowing without."""
        return Finding("bad" if self.production else "hint", subject, said, mend)


def good(subject: str, said: str) -> Finding:
    """Return that all is well."""
    return Finding("good", subject, said)


def hint(subject: str, said: str, mend: str) -> Finding:
    """Return what an operator should know, though nothing is broken."""
    return Finding("hint", subject, said, mend)


def bad(subject: str, said: str, mend: str) -> Finding:
    """Return what is broken; the command exits with 1."""
    return Finding("bad", subject, said, mend)
