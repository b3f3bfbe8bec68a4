"""Sentences of the five documents, each played at the desk of the place that wrote it."""

from fractions import Fraction

import pytest
from django.urls import reverse

from casework.models import Event
from casework.rules.reckoning import reckon
from policies import queries as law
from tests.casework.desk.acting import configure
from tests.casework.desk.cast import at, build
from tests.casework.desk.test_results import decided


@pytest.mark.parametrize("verb", ["accept", "confirm"])
@pytest.mark.parametrize("who", ["张会计", "何科长"])
def test_in_yangcheng_village_and_county_neither_accept_nor_confirm(db, wall_clock, who, verb):
    """YC-3.2.1a: 乡镇对受理、调查、确认、公示负主体责任: whoever else tries is turned away, and nothing has changed."""
    town = build(wall_clock, "yangcheng")
    case = town.lodge(at(3, 2)) if verb == "accept" else decided(town, "李桂田", until="first_opinion")
    case.refresh_from_db()
    before = Event.objects.filter(case=case).count()
    answer = town.sit(who, at(3, 10)).post(
        reverse("desk_act", args=[case.pk, verb]), {"seen": case.seq, "amount": "1020", "sure": "yes"}
    )
    assert answer.status_code == 403
    assert Event.objects.filter(case=case).count() == before


def test_in_qinyuan_two_townships_reckon_alike(db, wall_clock):
    """QY-3.1.1j: the same household, the same sheet, line by line, under the same version, wherever it lives."""
    town = build(wall_clock, "qinyuan")
    configure(town.place, standard="700", payment_mode="gap", rounding="yuan_ceil")
    version = law.version_in_force("qinyuan", "dibao", at(3, 2).date())
    books = [law.rulebook(version.pk, unit=unit.pk) for unit in (town.village, town.other)]
    sheets = [reckon(book, at(3, 2).date(), 3, Fraction(12_000)) for book in books]
    assert sheets[0] == sheets[1]
    assert sheets[0].fen == 110_000
    assert {book.version for book in books} == {str(version.pk)}
