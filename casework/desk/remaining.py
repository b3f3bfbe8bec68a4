"""How long there still is, in the words of a clerk: 今天到期, 还剩 2 个工作日, 已超 3 天."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.rules.asking import SHANGHAI, day_of
from policies.rules.workdays import Calendar, workdays_between

SOON_DAYS = 3
HOUR = timedelta(hours=1)
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Remaining:
    """A limit as it stands now. `level` is over, today, soon or later; the words say the same as the colour."""

    due: str
    words: str
    level: str


def remaining(due: datetime | None, now: datetime, calendar: Calendar) -> Remaining | None:
    """Return a limit in words; working days are counted by the table, hours to the hour, late days by date."""
    if due is None:
        return None
    due, today = due.astimezone(SHANGHAI), day_of(now)
    if due.time().replace(microsecond=0) != LAST_SECOND:
        return _in_hours(due, now)
    day = due.date()
    late = (today - day).days
    if late > 0:
        return Remaining(day_words(day), ngettext("已超 %d 天", "已超 %d 天", late) % late, "over")
    if late == 0:
        return Remaining(day_words(day), _("今天到期"), "today")
    left = workdays_between(calendar, today, day)
    words = ngettext("还剩 %d 个工作日", "还剩 %d 个工作日", left) % left
    if left == 0:
        words = _("没有工作日了，%d 天后到期") % -late
    return Remaining(day_words(day), words, "soon" if -late <= SOON_DAYS else "later")


def _in_hours(due: datetime, now: datetime) -> Remaining:
    shown = f"{day_words(due.date())} {due:%H:%M}"
    if now > due:
        hours = max(1, int((now - due) / HOUR))
        return Remaining(shown, ngettext("已超 %d 小时", "已超 %d 小时", hours) % hours, "over")
    hours = ceil((due - now) / HOUR)
    return Remaining(shown, ngettext("还剩 %d 小时", "还剩 %d 小时", hours) % hours, "today")


def day_words(day: date) -> str:
    """Return a day as people say it: 3月18日 周三."""
    return date_format(day, _("n月j日 l"))


def spans(now: datetime) -> dict[str, Q]:
    """Return the groups of the strip that the clock makes, as conditions on `next_due`; each case is in one."""
    end_of_today = datetime.combine(day_of(now), LAST_SECOND, tzinfo=SHANGHAI)
    soon = end_of_today + timedelta(days=SOON_DAYS)
    return {
        "over": Q(next_due__lt=now),
        "today": Q(next_due__gte=now, next_due__lte=end_of_today),
        "soon": Q(next_due__gt=end_of_today, next_due__lte=soon),
    }
