"""Scenes at the queue with many cases: views under a name, and several cases at one press, each on its own."""

from urllib.parse import parse_qs, urlparse

import pytest
from django.urls import reverse

from casework.desk import batch
from casework.models import Case, Event, SavedView
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at

QUEUE, VIEWS, BATCH = "desk_queue", "desk_views", "desk_batch"


def opened(client, *cases):
    for case in cases:
        assert client.get(reverse("desk_case", args=[case.pk])).status_code == 200


def tick(*cases):
    return [f"{case.pk}:{case.seq}" for case in Case.objects.filter(pk__in=[case.pk for case in cases])]


def press(client, verb, cases, **more):
    return client.post(reverse(BATCH), {"verb": verb, "case": tick(*cases), **more})


def test_a_view_is_kept_under_a_name_and_the_queue_still_opens_unfiltered(town):
    liu = town.sit("刘敏", at(3, 3))
    liu.post(reverse(VIEWS), {"stage": "submitted", "group": "new", "name": "早上先看"})

    (view,) = liu.get(reverse(QUEUE)).context["views"]
    assert view.name == "早上先看"
    assert parse_qs(urlparse(view.url).query) == {"stage": ["submitted"], "group": ["new"]}
    assert not view.active
    assert liu.get(reverse(QUEUE)).context["chosen"] == {}
    assert liu.get(view.url).context["views"][0].active


def test_a_shared_view_is_there_for_colleagues_of_the_office_and_only_its_author_deletes_it(town):
    town.sit("刘敏", at(3, 3)).post(reverse(VIEWS), {"flag": "delegated", "name": "代办的", "shared": "on"})
    town.sit("刘敏").post(reverse(VIEWS), {"flag": "delegated", "name": "我自己的"})
    seen = {name: town.sit(name).get(reverse(QUEUE)).context["views"] for name in ("陈立", "外乡人", "刘敏")}

    assert [view.name for view in seen["陈立"]] == ["代办的"]
    assert seen["陈立"][0].by == "刘敏"
    assert seen["外乡人"] == []
    assert len(seen["刘敏"]) == 2
    refused = town.sit("陈立").post(reverse(VIEWS), {"drop": seen["陈立"][0].pk}, follow=True)
    assert "不是您存的" in text(refused)
    town.sit("刘敏").post(reverse(VIEWS), {"drop": seen["陈立"][0].pk})
    assert [row.name for row in SavedView.objects.all()] == ["我自己的"]


@pytest.mark.parametrize("name", ["", "   ", "13800001234"])
def test_a_view_without_a_fit_name_is_refused_in_words(town, name):
    answer = town.sit("刘敏", at(3, 3)).post(reverse(VIEWS), {"stage": "accepted", "name": name}, follow=True)

    assert not SavedView.objects.exists()
    assert "名字" in text(answer)


def test_complete_cases_are_accepted_together_and_each_leaves_its_own_event(town):
    liu = town.sit("刘敏", at(3, 3))
    cases = [town.lodge(at(3, 2), name=f"户{number}") for number in range(3)]
    opened(liu, *cases)

    assert "收下打勾的" in text(liu.get(reverse(QUEUE)))
    looked = press(liu, "accept", cases)
    assert "再看一眼" in text(looked)
    assert not Event.objects.filter(kind="accept").exists()
    done = press(liu, "accept", cases, sure="yes")

    assert "3/3" in text(done)
    assert Event.objects.filter(kind="accept", actor_name="刘敏").count() == 3


def test_what_is_not_complete_not_seen_or_has_moved_is_named_row_by_row(town):
    liu = town.sit("刘敏", at(3, 3))
    good, unseen, moved = (town.lodge(at(3, 2), name=name) for name in ("甲一", "乙二", "丙三"))
    lacking = town.lodge(at(3, 2), name="丁四", supplied=("form",))
    opened(liu, good, moved, lacking)
    cases = [good, unseen, moved, lacking]
    ticks = tick(*cases)
    town.do("decline", moved, "刘敏", at(3, 3, 11), reason="不属于")

    done = liu.post(reverse(BATCH), {"verb": "accept", "case": ticks, "sure": "yes"})

    page = text(done)
    assert "1/4" in page
    reasons = {one.number: one.reason for one in done.context["failed"]}
    assert "没有打开看过" in reasons[unseen.number]
    assert "别人刚刚办过" in reasons[moved.number]
    assert set(reasons) == {unseen.number, moved.number, lacking.number}
    assert Event.objects.filter(kind="accept").count() == 1


def test_a_long_batch_comes_back_with_how_far_it_is_and_goes_on(town, monkeypatch):
    monkeypatch.setattr(batch, "STEP", 2)
    liu = town.sit("刘敏", at(3, 3))
    cases = [town.lodge(at(3, 2), name=f"户{number}") for number in range(3)]
    opened(liu, *cases[1:])

    first = press(liu, "accept", cases, sure="yes")
    assert not first.context["over"]
    then = {"verb": "accept", "sure": "yes", "begun": "1", "done": first.context["done"]}
    last = liu.post(reverse(BATCH), then | {"case": first.context["ticks"]})

    assert last.context["over"]
    assert "2/3" in text(last)
    assert [one.number for one in last.context["failed"]] == [cases[0].number]


def test_checks_are_asked_for_together_and_opinions_go_up_where_the_place_says(town):
    cases = [town.lodge(at(3, 2), name=f"户{number}") for number in range(2)]
    for case in cases:
        town.do("accept", case, "刘敏", at(3, 3))
    chen = town.sit("陈立", at(3, 3, 11))
    press(chen, "request_check", cases, sure="yes")
    assert Event.objects.filter(kind="request_check").count() == 2

    for case in cases:
        town.do("check_report", case, "陈立", at(3, 5), result="within", number="HD")
        who = [str(town.officers[name].pk) for name in ("陈立", "赵强", "张会计")]
        town.do("visit", case, "陈立", at(3, 6), who=who, findings="房子老旧")
        town.do("first_opinion", case, "赵强", at(3, 9), grant=True, amount=102000)
    qiang = town.sit("赵强", at(3, 10))
    opened(qiang, *cases)
    press(qiang, "post", cases, sure="yes")

    assert [event.data["where"] for event in Event.objects.filter(kind="post")] == [["board"], ["board"]]


@pytest.mark.parametrize("verb", ["confirm", "first_opinion", "refuse", "relieve", "nonsense", ""])
def test_what_weighs_a_household_is_never_done_on_several_at_once(town, verb):
    case = town.lodge(at(3, 2))

    answer = town.sit("王镇长", at(3, 3)).post(
        reverse(BATCH), {"verb": verb, "case": tick(case), "sure": "yes"}
    )

    assert answer.status_code == 404
    assert Event.objects.filter(case=case).count() == 1


def test_nothing_ticked_and_nonsense_ticked_are_answered_in_words(town):
    liu = town.sit("刘敏", at(3, 3))

    for ticks in ([], ["x:y"], ["77"]):
        answer = liu.post(reverse(BATCH), {"verb": "accept", "case": ticks})
        assert "还没有打勾" in text(answer)


def test_a_case_of_another_town_is_not_touched(town):
    case = town.lodge(at(3, 2), village=town.other)

    press(town.sit("刘敏", at(3, 3)), "accept", [case], sure="yes")

    assert not Event.objects.filter(case=case, kind="accept").exists()
