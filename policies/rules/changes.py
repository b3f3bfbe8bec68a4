"""What happens to running aid: refusals of work, deaths, fraud, the phase-out, and from which month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from policies.rules.amounts import dibao_gap
from policies.rules.money import Exact, exact


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, as payments are counted."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that a day lies in."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """Return the month so many later (or, negative, earlier)."""
        years, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def first_payment_month(decision: date) -> Month:
    """Return the first month paid: the one after the decision (57 art. 22)."""
    return Month.of(decision).plus(1)


@dataclass(frozen=True, slots=True)
class PhaseOut:
    """The months that are still paid after a decision to end, and the first that is not."""

    first_month: Month
    last_month: Month

    @property
    def stop_from(self) -> Month:
        """The first month without payment."""
        return self.last_month.plus(1)


def phase_out(*, decision: date, months: int) -> PhaseOut:
    """Return the phase-out of so many months, beginning with the one after the decision (83 I(3))."""
    if months < 1:
        raise ValueError("a phase-out has at least one month")
    first = Month.of(decision).plus(1)
    return PhaseOut(first, first.plus(months - 1))


@dataclass(frozen=True, slots=True)
class JobRefusal:
    """Exact monthly amounts around a refusal of work: before, that person's part, after."""

    before: Fraction
    own_share: Fraction
    after: Fraction


def job_refusal(
    *, standard: Exact, members: int, annual_income: Exact, refusals: int, refusals_needed: int
) -> JobRefusal:
    """Stop the part of who has refused work so often in a row (649 art. 45); the family's part is not touched."""
    before = dibao_gap(standard=standard, members=members, annual_income=annual_income).exact
    share = before / members
    return JobRefusal(before, share, before - share if refusals >= refusals_needed else before)


def amount_after_death(
    *, standard: Exact, members_after: int, annual_income: Exact, income_of_the_dead: Exact = 0
) -> Fraction:
    """Return the exact monthly difference for those who remain; the dead person's income no longer counts (83 I(3))."""
    if members_after < 1:
        return Fraction(0)
    income = exact(annual_income) - exact(income_of_the_dead)
    return dibao_gap(standard=standard, members=members_after, annual_income=income).exact


@dataclass(frozen=True, slots=True)
class FineRange:
    """A fine that may be imposed, from and to."""

    least: Fraction
    most: Fraction


def fine_range(*, defrauded: Exact, least_times: Exact, most_times: Exact) -> FineRange:
    """Return the range of the fine for aid got by deceit (649 art. 68: may be imposed, one to three times)."""
    sum_taken, low, high = exact(defrauded), exact(least_times), exact(most_times)
    if low > high:
        raise ValueError("the least is not above the most")
    return FineRange(sum_taken * low, sum_taken * high)
