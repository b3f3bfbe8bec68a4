"""An unfinished application knows what is done, what is next, and what it becomes."""

from datetime import date

from casework.rules.holdings import Holdings
from front.rules import draft
from front.rules.draft import DraftData, DraftPerson, Paper, Signature
from policies.rules.identity import demo_id

TODAY = date(2026, 3, 18)
OLD = DraftPerson("m1", "李桂田", demo_id("770101", date(1958, 3, 7), 1), "本人")
CHILD = DraftPerson("m2", "李小田", demo_id("770101", date(2015, 5, 1), 2), "子")
PHOTO = Paper("id_copy", "m1", "身份证复印件", "李桂田")
SIGNED = Signature("m1", "李桂田", "typed", "2026-03-18T10:00:00+08:00")


def state(data, taken=(), *, told=True):
    return draft.parts(data, (PHOTO,), taken, TODAY, told=told)


def test_nothing_can_be_done_before_it_is_known_who_is_at_home():
    assert state(DraftData(), told=False) == {
        "household": "todo",
        "trouble": "later",
        "photos": "later",
        "signing": "later",
        "account": "later",
        "check": "later",
    }


def test_photos_and_signatures_wait_for_the_list():
    half = state(DraftData(people=(OLD, CHILD)), told=False)

    assert (half["trouble"], half["photos"], half["signing"], half["account"]) == (
        "todo",
        "later",
        "later",
        "todo",
    )


def test_the_check_opens_only_when_every_part_is_done():
    data = DraftData(people=(OLD, CHILD), signatures=(SIGNED,), account="1" * 16)

    assert state(data)["check"] == "later"
    assert state(data, [("id_copy", "m1")])["check"] == "todo"


def test_an_excuse_for_the_whole_paper_or_for_one_photo_is_enough():
    for key in ("id_copy", "id_copy-m1"):
        assert state(DraftData(people=(OLD,), cannot={key: "丢了"}))["photos"] == "done"


def test_children_do_not_sign_but_are_signed_for():
    data = DraftData(village="770101001001", people=(OLD, CHILD), signatures=(SIGNED,), account="1" * 16)

    made = draft.to_lodgement(
        data,
        place="qingshi",
        programme="dibao",
        channel="web",
        circumstances={"urgent": True},
        holdings=Holdings(none=("deposits",)),
        codes=("form",),
        disclosure="",
        owner="d",
        day=TODAY,
    )

    assert made.authorised == ("m1",)
    assert made.signed == ("m1", "m2")
    assert made.emergency
    assert made.frozen()["property"] == {"none": ["deposits"]}
    assert [person.account for person in made.members] == ["1" * 16, ""]


def test_a_paper_is_supplied_only_when_every_photo_of_it_is_there():
    wanted = (PHOTO, Paper("id_copy", "m3", "身份证复印件", "王桂兰"))
    data = DraftData(people=(OLD,), signatures=(SIGNED,))
    listed = ("id_copy", "form", "authorisation")

    assert draft.supplied(wanted, [("id_copy", "m1")], listed, data, TODAY) == ("form", "authorisation")
    both = [("id_copy", "m1"), ("id_copy", "m3")]
    assert draft.supplied(wanted, both, listed, data, TODAY) == ("id_copy", "form", "authorisation")
    assert draft.supplied(wanted, both, listed, DraftData(people=(OLD,)), TODAY) == ("id_copy",)


def test_numbers_and_names_are_in_no_repr():
    data = DraftData(people=(OLD,), account="1" * 16, answers={"difficulty": "病了"}, signatures=(SIGNED,))

    for secret in (OLD.id_number, OLD.name, "1" * 16, "病了"):
        assert secret not in repr(data)
