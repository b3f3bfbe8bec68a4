"""The form was handed in on the site: the chat goes on by itself, and later hears the status word, no more."""

from datetime import date, timedelta

import pytest

from casework import outbox
from casework.actions import accept, intend, take, take_over, withdraw
from casework.actions.handoff import complete_handoff
from casework.actions.opening import lodge
from casework.models import Appointment, Case, Event, Handoff, Officer, Outbox
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.roles import Actor
from intake_bot.actions import tell
from intake_bot.actions.returning import form_done, kindly
from intake_bot.models import Follow, OutMessage
from policies.models import Unit
from policies.rules.identity import demo_id
from tests.intake_bot.conftest import NOON, VILLAGE
from tests.support.law import lay_law

pytestmark = pytest.mark.django_db


def draft(**changes: object) -> LodgementDraft:
    wang = PersonDraft("m1", "王甲", date(1955, 1, 1), demo_id("770101", date(1955, 1, 1), 12))
    values = {
        "place": "shangyu",
        "programme": "dibao",
        "village": VILLAGE,
        "channel": "bot",
        "members": (wang,),
        "supplied": "all",
        "signed": "all",
        "authorised": "all",
    }
    return LodgementDraft(**{**values, **changes})


def hand_in(chat) -> Case:
    """Fill in the form of the chat's link, as the site does."""
    handoff = Handoff.objects.get()
    receipt = lodge(draft=draft(), actor=Actor(), at=chat.now)
    complete_handoff(handoff=handoff.pk, case=receipt.case, at=chat.now)
    return Case.objects.get(pk=receipt.case)


def drain(now) -> None:
    while outbox.drain(now=now):
        pass
    assert not Outbox.objects.exclude(error="").exists(), list(Outbox.objects.values("kind", "error"))


def said_since(key: str) -> list[dict]:
    return [row.body() for row in OutMessage.objects.filter(key__startswith=key)]


def test_the_receipt_comes_by_itself_and_once(chat):
    chat.to_link()
    case = hand_in(chat)
    drain(chat.now)
    (receipt,) = said_since("form:")
    assert receipt["kind"] == "receipt"
    assert case.number in receipt["text"]
    assert f"/t/{case.token}/" in receipt["links"][0]["url"]
    assert Follow.objects.get().case == case
    form_done(str(Handoff.objects.get().pk), chat.now)
    assert len(said_since("form:")) == 1
    assert chat.row.mind().answers == {}


def test_the_status_word_of_ones_own_case_and_of_nobody_elses(chat):
    chat.to_link()
    case = hand_in(chat)
    drain(chat.now)
    (said,) = chat.say("办到哪了")
    assert f"{case.number} · 现在:交上了,等人看材料" in said["text"]
    chat.external_id = "stranger"
    (said,) = chat.say("办到哪了")
    assert case.number not in said["text"]
    assert "后 4 位" in said["text"]


def test_a_push_says_the_word_and_nothing_of_the_content(chat):
    chat.to_link()
    case = hand_in(chat)
    drain(chat.now)
    liu = Officer.objects.create(name="刘敏")
    Appointment.objects.create(officer=liu, unit=Unit.objects.get(code="330604101"), role="acceptor")
    accept(case=case.pk, actor=Actor(str(liu.pk), "刘敏", ("acceptor",), ("330604101",)), at=chat.now)
    drain(chat.now)
    (push,) = said_since("event:")
    assert "收下了,正在办" in push["text"]
    assert case.number in push["text"]
    for secret in ("低保", "王甲", "元"):
        assert secret not in push["text"]
    event = Event.objects.get(case=case, kind="accept")
    assert tell(event, chat.now) == 0, "told twice is said once"
    assert tell(Event.objects.get(case=case, kind="submit"), chat.now) == 0


def test_a_household_hears_that_its_village_has_taken_its_wish_over(chat, zhang):
    """YI-1.4: it is told, with the way to say that this is its will, or that it is not."""
    lay_law("yicheng", chat.now.replace(year=2025))
    unit = Unit.objects.filter(jurisdiction__code="yicheng", level="township").order_by("code").first()
    village = Unit.objects.create(
        jurisdiction=unit.jurisdiction, parent=unit, level="village", code=f"{unit.code}901", name="演示村"
    )
    there = draft(place="yicheng", village=village.code, supplied=(), signed=())
    at = chat.now.replace(year=2025)
    wished = intend(draft=there, actor=Actor(), at=at).case
    chat.to_link()
    Follow.objects.create(conversation=chat.row, case_id=wished, since=at)
    who = Actor(str(zhang.pk), "张会计", ("village",), (village.code,))

    take_over(case=wished, actor=who, at=at, reason="不识字", evidence="委托书", related=False)
    drain(at)

    (push,) = said_since("event:")
    assert "村里收下了" in push["text"]
    assert "这一次是村里替您办的" in push["text"]


def test_a_case_taken_back_has_a_word_too(chat):
    chat.to_link()
    case = hand_in(chat)
    withdraw(case=case.pk, actor=Actor(), at=chat.now)
    drain(chat.now)

    (said,) = chat.say("办到哪了")

    assert "撤回了" in said["text"]


@pytest.mark.parametrize(
    ("hour", "said"), [(9, "03-18 09"), (21, "03-19 08"), (6, "03-18 08"), (20, "03-19 08")]
)
def test_nobody_is_woken_at_night(hour, said):
    assert f"{kindly(NOON.replace(hour=hour), 'telegram'):%m-%d %H}" == said


def test_whoever_looks_at_the_page_by_night_is_told_at_once():
    late = NOON.replace(hour=21)
    assert kindly(late, "web") == late


def test_a_form_of_another_door_or_of_a_chat_that_is_gone_is_nobodys_business(chat):
    chat.to_link()
    handoff = Handoff.objects.get()
    form_done(str(handoff.pk), chat.now)
    receipt = lodge(draft=draft(), actor=Actor(), at=chat.now)
    for ref in ("not-a-uuid", "00000000-0000-0000-0000-000000000000"):
        Handoff.objects.filter(pk=handoff.pk).update(ref=ref, case=receipt.case)
        form_done(str(handoff.pk), chat.now)
    assert not Follow.objects.exists()


def test_a_case_taken_by_the_village_shows_its_clock(chat, zhang):
    chat.to_link()
    actor = Actor(str(zhang.pk), "张会计", ("village",), (VILLAGE,))
    receipt = take(
        draft=draft(channel="village"),
        actor=actor,
        at=chat.now,
        reason="年纪大",
        evidence="委托书",
        related=False,
    )
    complete_handoff(handoff=Handoff.objects.get().pk, case=receipt.case, at=chat.now)
    drain(chat.now + timedelta(seconds=1))
    (said,) = said_since("form:")
    assert "村里收下了" in said["text"]
    assert "最晚 3 月 23 日(周一)" in said["text"], "SY-A1.1f: three working days"
