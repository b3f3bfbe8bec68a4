"""Scenes of forms begun and left: nothing typed is lost, to a refusal, to lunch, or to a session that has closed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from casework.actions.drafts import drop_stale_drafts
from casework.models import DeskDraft, ReserveEntry
from tests.casework.desk.cast import at

WORDS = "墙裂了，三口人住一间"


@pytest.fixture
def visited(town):
    """A case whose visit 陈立 is writing up."""
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    case.refresh_from_db()
    return case


def address(case, verb="visit"):
    return reverse("desk_act", args=[case.pk, verb])


def keep(client, case, **data):
    return client.post(address(case), {"seen": case.seq, "keep": "yes", "findings": WORDS, **data})


def test_a_form_kept_is_there_again_and_gone_once_the_act_is_done(town, visited):
    chen = town.sit("陈立", at(3, 4))
    who = [str(town.officers["陈立"].pk), str(town.officers["张会计"].pk)]
    answer = keep(chen, visited, who=who, methods=["visit", "phone"])

    assert answer.status_code == 302
    form = chen.get(address(visited)).context["form"]
    assert form["findings"].value() == WORDS
    assert form["who"].value() == who
    assert form["methods"].value() == ["visit", "phone"]

    done = chen.post(
        address(visited), {"seen": visited.seq, "who": who, "methods": ["visit"], "findings": WORDS}
    )
    assert done.status_code == 302
    assert not DeskDraft.objects.exists()


def test_the_script_of_the_page_is_told_when_it_was_kept(town, visited):
    chen = town.sit("陈立", at(3, 4))

    assert keep(chen, visited, keep="auto").content.decode() == "10:00"
    assert keep(chen, visited, keep="auto", findings="").content == b""


def test_what_is_kept_is_sealed_and_a_private_number_is_not_kept_at_all(town, visited):
    chen = town.sit("陈立", at(3, 4))
    number = town.family("甲")[0].id_number
    keep(chen, visited, findings=f"他的号码是{number}", methods=["phone"])
    keep(town.sit("赵强"), visited)

    assert all(WORDS.encode() not in bytes(row.body_sealed) for row in DeskDraft.objects.all())
    form = chen.get(address(visited)).context["form"]
    assert not form["findings"].value()
    assert form["methods"].value() == ["phone"]


def test_nobody_finds_the_words_of_another_and_begin_anew_begins_anew(town, visited):
    chen = town.sit("陈立", at(3, 4))
    keep(chen, visited)

    assert not town.sit("赵强").get(address(visited)).context["form"]["findings"].value()
    assert not chen.get(address(visited), {"anew": "1"}).context["form"]["findings"].value()
    assert not DeskDraft.objects.exists()


def test_a_refusal_keeps_the_words_and_the_wrong_hand_leaves_none(town, visited):
    chen = town.sit("陈立", at(3, 4))
    refused = chen.post(address(visited), {"seen": visited.seq, "findings": WORDS})
    stranger = town.sit("刘敏").post(address(visited), {"seen": visited.seq, "findings": WORDS})

    assert (refused.status_code, stranger.status_code) == (422, 403)
    assert DeskDraft.objects.get().officer.name == "陈立"
    assert chen.get(address(visited)).context["form"]["findings"].value() == WORDS


def leave_it_open_over_night(client, page):
    """The page stands there, its session is gone."""
    client.get(page)
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_at_a_shared_desk_the_words_of_one_are_not_given_to_whoever_signs_in_next(town, visited):
    chen = town.sit("陈立", at(3, 4))
    leave_it_open_over_night(chen, address(visited))
    chen.post(address(visited), {"seen": visited.seq, "findings": WORDS})

    chen.force_login(town.user("赵强"), backend="django.contrib.auth.backends.ModelBackend")
    assert not chen.get(address(visited)).context["form"]["findings"].value()

    chen.force_login(town.user("陈立"), backend="django.contrib.auth.backends.ModelBackend")
    assert not chen.get(address(visited)).context["form"]["findings"].value(), "nor kept for later"


def test_where_nobody_knows_whose_browser_it_is_nothing_is_held(town, visited):
    chen = town.sit("陈立", at(3, 4))
    chen.logout()  # the browser forgot everything

    assert "/login/" in chen.post(address(visited), {"findings": WORDS})["Location"]
    chen.force_login(town.user("陈立"), backend="django.contrib.auth.backends.ModelBackend")
    assert not chen.get(address(visited)).context["form"]["findings"].value()


def test_a_form_sent_after_the_session_closed_is_there_after_signing_in(town, visited):
    chen = town.sit("陈立", at(3, 4))
    leave_it_open_over_night(chen, address(visited))

    sent_away = chen.post(address(visited), {"seen": visited.seq, "findings": WORDS})
    assert "/login/" in sent_away["Location"]
    assert WORDS not in str(dict(chen.session))
    assert not DeskDraft.objects.exists()

    chen.force_login(town.user("陈立"), backend="django.contrib.auth.backends.ModelBackend")
    assert chen.get(address(visited)).context["form"]["findings"].value() == WORDS


def test_any_other_form_of_the_desk_sent_too_late_is_shown_again_and_sent_with_one_press(town, visited):
    """The wish at the counter has no draft: six people's names and numbers are not typed twice."""
    where, said = (
        reverse("desk_reserve", args=[town.village.parent.code]),
        {"kind": "deposit", "note": "拨付"},
    )
    wang = town.sit("王镇长", at(3, 4))
    leave_it_open_over_night(wang, where)

    assert "/login/" in wang.post(where, said | {"amount": "100"})["Location"]
    assert "拨付" not in str(dict(wang.session))

    wang.force_login(town.user("王镇长"), backend="django.contrib.auth.backends.ModelBackend")
    shown = wang.get(where).content.decode()
    assert "刚才填的还在" in shown
    assert '<input type="hidden" name="note" value="拨付">' in shown
    assert not ReserveEntry.objects.exists()
    assert "刚才填的还在" not in wang.get(where).content.decode()


def test_a_page_from_before_somebody_signed_in_anew_loses_nothing(town, visited):
    """Two windows: in one he signed in again, in the other stands what he has typed, under the old token."""
    chen = town.sit("陈立", at(3, 4))
    chen.handler.enforce_csrf_checks = True
    chen.get(address(visited))
    said = {"seen": visited.seq, "findings": WORDS, "csrfmiddlewaretoken": "a" * 64}

    elsewhere = chen.post(address(visited), said, headers={"Origin": "http://evil.example"})
    untold = chen.post(address(visited), said)
    assert (elsewhere.status_code, untold.status_code) == (403, 403)
    assert WORDS not in chen.get(address(visited)).content.decode()

    led_back = chen.post(address(visited), said, headers={"Origin": "http://testserver"})
    assert (led_back.status_code, led_back["Location"]) == (302, address(visited))
    assert chen.get(address(visited)).context["form"]["findings"].value() == WORDS


def test_forms_nobody_goes_on_with_are_forgotten_after_a_month(town, visited):
    keep(town.sit("陈立", at(3, 4)), visited)

    assert drop_stale_drafts(now=at(3, 4) + timedelta(days=29)) == 0
    assert drop_stale_drafts(now=at(3, 4) + timedelta(days=31)) == 1


def test_a_colleague_before_the_same_case_is_named_and_forgotten_after_ten_minutes(town, visited):
    page = reverse("desk_case", args=[visited.pk])
    town.sit("陈立", at(3, 4)).get(address(visited))

    with_him = town.sit("赵强", at(3, 4) + timedelta(minutes=3)).get(page).content.decode()
    later = town.sit("赵强", at(3, 4) + timedelta(minutes=11)).get(page).content.decode()

    assert "陈立 3 分钟前打开了“入户调查”的表" in with_him
    assert "别人也在看" not in later
