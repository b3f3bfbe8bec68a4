"""The month's roster: from live decisions only, each line once, nothing for those who are held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from casework import actions
from casework.models import PaymentLine
from casework.rules.months import month_of
from policies.models import Jurisdiction
from tests.casework.cast import APPROVAL_DAY, PLACE, Township

LATER = APPROVAL_DAY + timedelta(days=40)


def roster(month: str) -> dict[object, int]:
    actions.run_payment(place=Jurisdiction.objects.get(code=PLACE), month=month, at=LATER)
    return dict(PaymentLine.objects.filter(month=month).values_list("case", "amount"))


def test_the_first_paid_month_is_the_month_after_the_decision(township: Township) -> None:
    """SY-A1.5b: the bureau pays from the next month."""
    case = township.walked(1)

    assert roster(month_of(APPROVAL_DAY.date())) == {}
    assert roster(month_of(APPROVAL_DAY.date(), 1)) == {case: 120_000}


def test_running_it_five_times_pays_once(township: Township) -> None:
    case, month = township.walked(1), month_of(APPROVAL_DAY.date(), 1)

    assert [roster(month) for _ in range(5)] == [{case: 120_000}] * 5
    assert PaymentLine.objects.count() == 1


def test_who_is_not_approved_is_not_paid(township: Township) -> None:
    township.walked(1, acts=6)

    assert roster(month_of(APPROVAL_DAY.date(), 1)) == {}


def test_the_database_itself_refuses_a_second_line_and_a_negative_one(township: Township) -> None:
    """T70: one payment line per benefit and month."""
    township.walked(1)
    roster(month_of(APPROVAL_DAY.date(), 1))
    line = PaymentLine.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLine.objects.create(run=line.run, case=line.case, month=line.month, amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLine.objects.filter(pk=line.pk).update(amount=-1)


def test_a_dead_member_is_held_and_his_share_stays(township: Township) -> None:
    case, month = township.walked(1), month_of(APPROVAL_DAY.date(), 1)
    found = APPROVAL_DAY.replace(month=int(month[-2:]), day=3)
    actions.death_match(case=case, actor=township.li, at=found, members=["m2"])

    assert roster(month) == {case: 60_000}
    assert PaymentLine.objects.get().reason
