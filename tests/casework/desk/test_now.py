"""What a clerk is offered on a case: one act to do, a few likely ones, and the rest by kind in a drawer."""

import re

import pytest
from django.urls import reverse

from casework.desk.acts import ACTS
from casework.desk.now import ELSEWHERE, KINDS
from casework.desk.situation import Situation
from casework.rules.asking import day_of
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db


def shown(town, case, name, when):
    """Return the page in two halves: what is before the eyes, and what is in the drawer; and what he may do."""
    case.refresh_from_db()
    page = town.sit(name, when).get(reverse("desk_case", args=[case.pk])).content.decode()
    box = page[page.index('class="desk-now"') : page.index("</section>", page.index('class="desk-now"'))]
    before, _, drawer = box.partition("<details")
    may = set(Situation(case, town.actor(name, day_of(when)), when).agenda.all) - set(ELSEWHERE)
    return before, drawer, may


def acts_in(text):
    return re.findall(r'class="button[^"]*" href="([^"]+)"', text)


def test_every_act_of_the_desk_is_of_one_kind():
    kinds = [verb for _label, verbs in KINDS for verb in verbs]

    assert sorted(kinds) == sorted(set(ACTS) - set(ELSEWHERE))


def test_who_holds_every_post_sees_four_buttons_and_finds_all_others_by_kind(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))

    before, drawer, may = shown(town, case, "全能", at(3, 3, 11))

    assert before.count("desk-primary") == 1
    assert len(acts_in(before)) == 4
    assert len(acts_in(before)) + len(acts_in(drawer)) == len(may)
    assert "<h4>调查</h4>" in drawer


def test_four_others_or_fewer_stand_open_without_a_drawer(town):
    case = town.lodge(at(3, 2))

    before, drawer, may = shown(town, case, "张会计", at(3, 3))

    assert 0 < len(may) <= 5
    assert len(acts_in(before)) == len(may)
    assert drawer == ""
