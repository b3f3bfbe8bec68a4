"""What the inquiry page says beside check and visit: programmes weighed, things to look up, consents, entries, twins."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from casework.desk.acts import step_name
from casework.desk.situation import Situation
from casework.models import Case, HouseholdMember
from casework.rules import entering, office
from casework.rules.asking import day_of
from casework.rules.facts import Authorisation
from policies.models import Programme

LAG = "entry_lag_days"


def determinations(situation: Situation) -> list[dict[str, Any]]:
    """Return every programme this one application was weighed under, oldest first (YC-4a, SY-3.3)."""
    place = situation.case.unit.jurisdiction
    names = dict(Programme.objects.filter(jurisdiction=place).values_list("code", "name"))
    return [
        {
            "programme": names.get(found.programme, found.programme),
            "met": found.met,
            "at": found.at,
            "reason": found.reason,
            "here": found.programme == situation.facts.programme,
        }
        for found in situation.facts.determinations
    ]


def tasks(situation: Situation) -> tuple[office.Task, ...]:
    """Return what the office looks up itself, done or not."""
    return office.tasks(situation.facts, situation.book.spec, situation.today)


def consents(situation: Situation) -> list[tuple[str, Authorisation | None]]:
    """Return each adult with his authorisation, its day and scope; None: he has not authorised."""
    facts, found = situation.facts, []
    for member in facts.adults(situation.today):
        known = next((one for one in facts.authorisations if one.member == member.key), None)
        found.append((situation.people.get(member.key, member.key), known))
    return found


def entries(situation: Situation) -> list[dict[str, Any]]:
    """Return what was entered in which platform, with the days between, and whether that is too long here."""
    limit = situation.book.parameters.number(LAG, situation.today)
    return [
        {
            "step": step_name(entry.step),
            "platform": entry.platform,
            "on": entry.on,
            "lag": entry.lag,
            "late": entering.late(entry, limit),
            "limit": limit,
        }
        for entry in situation.facts.entries
    ]


def to_enter(situation: Situation) -> list[str]:
    """Return the steps that are done and not marked as entered, where the place names a platform."""
    if not situation.book.spec.word("platform", ""):
        return []
    return [step_name(step) for step in entering.open_steps(situation.facts)]


def twins(situation: Situation) -> list[Case]:
    """Return the other open cases in which somebody of this household stands (QY-3.1.1c), without those of one's own kin."""
    people = HouseholdMember.objects.filter(household=situation.case.household_id).values("person_id")
    others = Case.objects.open().filter(household__members__person__in=people).exclude(pk=situation.case.pk)
    others = others.exclude(barred__officer__in=situation.actor.hands)
    return list(others.select_related("programme", "unit").distinct().order_by("opened_at"))


def opened_together(situation: Situation) -> list[tuple[str, Any, str]]:
    """Return what the wish opened, each with that day and how far it is: check, visit and forms (YI-2.1a, YI-2.1b)."""
    facts = situation.facts
    wish = facts.when("intend")
    if wish is None:
        return []
    day = day_of(wish)
    check = _("报告到了") if facts.check.result else _("已经发起") if facts.check.requested else _("等授权")
    visit = _("去过了") if facts.when("visit") else _("还没有去")
    forms = _("交齐了") if facts.when("lodge") else _("还没有交")
    return [(_("核对"), day, check), (_("入户"), day, visit), (_("申请表和授权书"), day, forms)]
