"""The demo county's dibao cases carry the sheet their amount was reckoned from, so that a trial has something to try."""

from datetime import datetime
from decimal import Decimal

import pytest

from casework import outbox
from casework.actions import begin_trial
from casework.models import Calculation
from casework.rules.asking import SHANGHAI
from casework.rules.whatif import sheet_of
from policies import queries as law
from yimen.demo import county
from yimen.demo.journeys import Journey, walk
from yimen.demo.people import Registry

NOW = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_every_amount_of_a_demo_case_is_the_result_of_its_sheet():
    office = county.build(NOW)[0]
    registry, calendar = Registry(7, NOW.date()), law.calendar()
    journeys = []
    for stage in ("active", "active", "confirmed", "refused"):
        journey = Journey(office, 0, registry, calendar, datetime(2026, 3, 2).date())
        walk(stage, journey)
        journeys.append((stage, journey))

    for stage, journey in journeys:
        kept, case = Calculation.objects.get(case=journey.case), journey.row()
        assert sheet_of(kept.inputs).members == len(case.known().members)
        assert kept.eligible is (stage != "refused")
        if kept.eligible:
            assert case.known().decision.amount == kept.result
    run = begin_trial(
        place=office.township.jurisdiction,
        programme="dibao",
        on=NOW.date(),
        standard=Decimal(1000),
        user=None,
        at=NOW,
    )
    outbox.drain(now=NOW, kinds=("whatif",))

    assert set(run.lines.values_list("kind", flat=True)) == {"same"}
