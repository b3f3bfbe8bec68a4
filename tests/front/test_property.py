"""What a household says it has: one page, “没有” is one press, a sum is welcome and never demanded."""

import pytest

from casework.models import Case
from front.models import ApplicationDraft
from tests.front.household import Resident
from tests.front.test_handoff import link

pytestmark = pytest.mark.django_db
WHERE = "/apply/trouble/property/"


@pytest.fixture
def asked(resident, village):
    """A resident whose village is known: from there on the place's questions are asked."""
    resident.begin()
    resident.tell_household()
    resident.fill("/apply/trouble/village/", village=village)
    return resident


def draft():
    return ApplicationDraft.objects.get().data()


def test_what_is_declared_is_frozen_with_the_application(resident, village):
    """SY-A1.3a: the declaration that check and visit are held against."""
    resident.apply(village)

    case = Case.objects.get()
    assert case.lodgement.draft["property"] == {
        "has": ["deposits"],
        "none": ["houses", "vehicles", "capital", "others"],
    }
    assert case.known().circumstances["vehicles"] is False


def test_a_sum_stands_beside_its_kind_and_on_the_page_where_all_is_checked(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    resident.take_photos()
    resident.sign_all(m1="李桂田")
    resident.fill("/apply/account/", no_account="on")

    resident.fill(
        f"{WHERE}?from=check", property=["deposits", "houses"], much_deposits="5000", much_houses="2"
    )
    page = resident.open("/apply/check/").content.decode()

    assert "存款、理财、股票（约 5000 元）、房子（农村宅基地也算）（2 处）" in page
    assert 'value="5000"' in resident.open(WHERE).content.decode()
    resident.fill("/apply/check/")
    kept = Case.objects.get().lodgement.draft["property"]
    assert kept["much"] == {"deposits": 500_000, "houses": 2}


@pytest.mark.parametrize(("pressed", "kept"), [(["none"], []), (["unknown"], "unknown")])
def test_nothing_and_not_knowing_are_one_press(asked, pressed, kept):
    page = asked.fill(WHERE, property=pressed)

    assert asked.where(page) != WHERE
    assert draft().answers["property"] == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"much_houses": ""}, "请选一项或几项"),
        ({"property": ["none", "houses"]}, "只留“都没有”"),
        ({"property": ["houses"], "much_deposits": "10"}, "“存款、理财、股票”写了多少，却没有勾"),
        ({"property": ["none"], "much_houses": "1"}, "却没有勾"),
        ({"property": ["deposits"], "much_deposits": "很多"}, "请写数字"),
        ({"property": ["houses"], "much_houses": "0"}, "请写 1 到 99 之间的数字"),
    ],
)
def test_what_does_not_fit_comes_back_with_everything_typed(asked, typed, said):
    page = asked.fill(WHERE, **typed).content.decode()

    assert said in page
    assert all(f'value="{value}"' in page for value in typed.values() if isinstance(value, str) and value)
    assert "property" not in draft().answers


def test_what_the_six_questions_heard_is_ticked_already(asked):
    asked.fill("/apply/trouble/situation/", situation=["car", "illness"])

    page = asked.open(WHERE).content.decode()

    assert page.count("checked") == 1
    assert page.index("checked") > page.index('value="vehicles"')


def test_what_the_chat_heard_stands_ticked_and_waits_for_a_sum(village):
    resident = Resident()
    told = {"village": village, "property": ["houses"]}
    resident.fill(f"/f/{link(village, context={'answers': told})}/")
    resident.tell_household()

    page = resident.open(WHERE).content.decode()
    resident.fill(WHERE, property=["houses"], much_houses="1")

    assert page.count("checked") == 1
    assert page.index("checked") > page.index('value="houses"')
    assert (draft().answers["property"], draft().much) == (["houses"], {"houses": 1})


def test_an_application_begun_before_the_question_goes_on_with_it(resident, village):
    """A draft that was settled before the place asked about property is asked once, and nothing else again."""
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    row = ApplicationDraft.objects.get()
    data = row.data()
    del data.answers["property"]
    row.put(data)
    row.save()

    assert resident.where(resident.open("/apply/trouble/")) == WHERE
