"""The demo households declare property, and on the page of a case it stands beside what check and visit found."""

from datetime import date, datetime
from itertools import islice
from random import Random

import pytest

from casework.desk.situation import Situation
from casework.desk.visit.accounts import comparison
from casework.models import SurveySheet
from casework.rules.asking import SHANGHAI
from policies import queries as law
from yimen.demo import county
from yimen.demo.journeys import Journey, walk
from yimen.demo.people import Registry
from yimen.demo.property import in_turn

NOW = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def test_the_same_seed_gives_the_same_belongings_and_every_story_comes_before_one_comes_again():
    number = len(county.data()["property"])
    dealt = [list(islice(in_turn(Random(7)), number + 1)) for _ in range(2)]

    assert dealt[0] == dealt[1]
    assert len({str(one) for one in dealt[0]}) == number
    assert dealt[0][number] == dealt[0][0]


@pytest.mark.django_db
def test_what_was_declared_checked_and_seen_stands_side_by_side_and_some_of_it_differs():
    """SY-A1.3a"""
    office = county.build(NOW)[0]
    registry, calendar = Registry(7, NOW.date()), law.calendar()
    pages = []
    for _ in range(len(county.data()["property"])):
        journey = Journey(office, 0, registry, calendar, date(2026, 3, 2))
        walk("surveyed", journey)
        case, sheet = journey.row(), SurveySheet.objects.get(case=journey.case)
        pages.append(comparison(Situation(case, office.actor("surveyor", NOW.date()), NOW), sheet))

    assert any(line["cells"][2] == "1 处" for page in pages for line in page)
    sentences = [line["sentence"] for page in pages for line in page if line["differs"]]
    assert 0 < len(sentences) < sum(map(len, pages)) / 2
    assert all("对不上：自己说" in sentence for sentence in sentences)
