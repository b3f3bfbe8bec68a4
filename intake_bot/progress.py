"""What a chat may hear of a case: the status word, the next promised day, the page with the second factor."""

from __future__ import annotations

from datetime import date, datetime

from casework import queries as cases
from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.clocks import Running
from intake_bot.dialogue.events import Progress
from intake_bot.dialogue.wording import Wording

# The clock that promises something to the household, the nearest first: reporting up, then an answer.
PROMISES = ("forward", "whole", "confirm", "first_opinion")


def progress(case: Case, words: Wording, site: str, now: datetime) -> Progress:
    """Return the status of a case in public words; no amount, no illness, no programme's name."""
    promised = next_promise(case)
    return Progress(
        number=case.number,
        word=status_word(case, words, now),
        url=f"{site}/t/{case.token}/",
        next_label=words.say(f"promise.{promised.name}") if promised else "",
        next_day=last_day(promised) if promised else None,
    )


def status_word(case: Case, words: Wording, now: datetime) -> str:
    """Return the public word of the stage a case is in today."""
    return words.say(f"stage.{cases.told_stage(case, now)}")


def next_promise(case: Case) -> Running | None:
    """Return the running clock that matters to the household, or None."""
    running = {clock.name: clock for clock in cases.running_clocks(case) if clock.met is None}
    return next((running[name] for name in PROMISES if name in running), None)


def last_day(clock: Running) -> date | None:
    """Return the last day of a clock, or None where the calendar is only provisional."""
    if clock.provisional:
        return None
    return day_of(clock.due) if isinstance(clock.due, datetime) else clock.due
