"""Topics of the calculation vectors that answer with days, and with what a number says."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from policies.calendar_seed import seed_calendar
from policies.rules.changes import first_payment_month, phase_out
from policies.rules.identity import check_id
from policies.rules.workdays import Calendar, Due, add_days, add_workdays, roll_forward, workdays_between
from policies.vector_topics import Answers, Topics, unsaid
from policies.vector_types import day

Asked = Collection[str]
PROVISIONAL = "provisional"


@cache
def shipped() -> Calendar:
    """The working-day table as it is shipped; needs no database."""
    return seed_calendar()


def _day(due: Due) -> str:
    return PROVISIONAL if due.provisional else str(due.day)


def working_days(asked: Asked, *, event: str) -> Answers:
    start = day(event)
    return {n: _day(add_workdays(shipped(), start, int(n))) for n in asked if n.isdecimal()}


def shangyu_path(_asked: Asked, *, accepted: str) -> Answers:
    """Opinion, posting counted in calendar days, confirmation."""
    opinion = _opinion_by(accepted)
    posted = add_days(opinion.day, _days("posting_days"))
    return _path(accepted, opinion, posted)


def shangyu_path_7wd(_asked: Asked, *, accepted: str) -> Answers:
    """The other reading of seven days: working days."""
    opinion = _opinion_by(accepted)
    return _path(accepted, opinion, add_workdays(shipped(), opinion.day, _days("posting_days")))


def _days(key: str) -> int:
    return int(unsaid("shangyu_path", key))


def _opinion_by(accepted: str) -> Due:
    return add_workdays(shipped(), day(accepted), _days("first_opinion_days"))


def _path(accepted: str, opinion: Due, posted: Due) -> Answers:
    """A day counted from one that is not certain is not certain either, and nor is the count up to it."""
    confirm = add_workdays(shipped(), posted.day, _days("confirm_days"))
    used = workdays_between(shipped(), day(accepted), confirm.day)
    from_opinion = opinion.provisional
    from_posting = from_opinion or posted.provisional
    certain = not (from_posting or confirm.provisional)
    return {
        "first_opinion_by": _day(opinion),
        "posting_from": PROVISIONAL if from_opinion else str(add_days(opinion.day, 1).day),
        "posting_last_day": PROVISIONAL if from_opinion else _day(posted),
        "confirm_by": PROVISIONAL if from_posting else _day(confirm),
        "working_days_used": used if certain else PROVISIONAL,
    }


def plead_period(_asked: Asked, *, notice_served: str, days: int) -> Answers:
    served = day(notice_served)
    end = add_days(served, days)
    return {
        "calendar": _day(end),
        "calendar_rolled": _day(roll_forward(shipped(), end.day)),
        "working": _day(add_workdays(shipped(), served, days)),
    }


def public_notice_service(_asked: Asked, *, posted: str, days: int) -> Answers:
    """Served by the passing of time: nobody has to act on the last day, so it does not roll."""
    return {"deemed_served": _day(add_days(day(posted), days))}


def administrative_reconsideration(_asked: Asked, *, served: str, days: int) -> Answers:
    """A period in which a citizen may act: it rolls off a day on which the office is shut."""
    return {"last_day": _day(roll_forward(shipped(), add_days(day(served), days).day))}


def emergency_registration(_asked: Asked, *, paid: str, working_days: int) -> Answers:
    return {"by": _day(add_workdays(shipped(), day(paid), working_days))}


def grace_exit(_asked: Asked, *, decision: str, max_months: int) -> Answers:
    months = phase_out(decision=day(decision), months=max_months)
    return {
        "first_month": str(months.first_month),
        "last_month": str(months.last_month),
        "stop_from": str(months.stop_from),
    }


def first_month(_asked: Asked, *, decision: str) -> Answers:
    return {"month": str(first_payment_month(day(decision)))}


def resident_id(_asked: Asked, *, number: str) -> Answers:
    return {"checksum_and_date_ok": check_id(number) is None}


TOPICS: Topics = {
    "working_days": (working_days,),
    "shangyu_path": (shangyu_path,),
    "shangyu_path_7wd": (shangyu_path_7wd,),
    "plead_period": (plead_period,),
    "public_notice_service": (public_notice_service,),
    "administrative_reconsideration": (administrative_reconsideration,),
    "emergency_registration": (emergency_registration,),
    "grace_exit": (grace_exit,),
    "first_payment_month": (first_month,),
    "resident_id": (resident_id,),
}
