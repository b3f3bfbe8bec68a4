"""From the chat to the site's form and back: one list, one case, and the chat goes on by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from casework import outbox
from casework.models import Case, Disclosure, Event, Handoff
from front.actions import drafts
from front.actions.lodging import hand_in
from front.models import ApplicationDraft
from front.queries import wanted
from front.rules.draft import DraftPerson, Signature
from intake_bot.actions import issue_binding_code
from intake_bot.models import OutMessage
from policies.rules.identity import demo_id
from tests.intake_bot.conftest import NOON, VILLAGE, Chat
from tests.intake_bot.test_desk import sit_down

pytestmark = pytest.mark.django_db

WANG = DraftPerson("m1", "王甲", demo_id("770101", date(1955, 1, 1), 12), "本人", phone="10000001234")
SON = DraftPerson("m2", "王乙", demo_id("770101", date(2015, 1, 1), 13), "子")


def fill_in(handoff: Handoff, at: datetime) -> ApplicationDraft:
    """Fill in everything the form asks, as the pages do, and hand it in."""
    draft = drafts.start(at=at, handoff=handoff)
    with drafts.changing(draft.pk, at=at) as row:
        mark = Signature("m1", "王甲", "typed", at.isoformat())
        row.put(replace(row.data().with_people((WANG, SON)), no_account=True, signatures=(mark,)))
    data = ApplicationDraft.objects.get(pk=draft.pk).data()
    drafts.tell(draft=draft.pk, answers=data.answers, village=data.village, at=at)
    with drafts.changing(draft.pk, at=at) as row:
        missing = {paper.slug: "复印店关门了" for paper in wanted(row, at.date())}
        row.put(replace(row.data(), cannot={**row.data().cannot, **missing}))
    return hand_in(draft=draft.pk, at=at)


def drain(now: datetime) -> None:
    while outbox.drain(now=now):
        pass


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_the_list_of_the_chat_is_the_list_of_the_form(county, channel):
    chat = Chat(channel)
    chat.to_link()
    told = Disclosure.objects.get()
    draft = fill_in(Handoff.objects.get(), chat.now)
    assert draft.disclosure == told, "the same household is told the same list, under the same number"
    assert Disclosure.objects.count() == 1
    case = Case.objects.get()
    assert case.unit.code == VILLAGE
    assert case.lodgement.draft["answers"]["monthly_income_band"] == "none"


def test_the_chat_goes_on_when_the_form_is_done(chat):
    chat.to_link()
    fill_in(Handoff.objects.get(), chat.now)
    drain(chat.now)
    case = Case.objects.get()
    (receipt,) = [row.body() for row in OutMessage.objects.filter(key__startswith="form:")]
    assert case.number in receipt["text"]
    assert case.lodgement.disclosure == Disclosure.objects.get()
    assert "现在:交上了" in chat.say("查进度")[0]["text"]


def test_why_a_paper_cannot_be_had_goes_along_with_the_application(chat):
    chat.to_list()
    chat.say("某一样有困难", "身份证复印件", "实在拿不到", "派出所太远")
    chat.say("现在申请", "没有", "都没有", "听懂了,同意")
    fill_in(Handoff.objects.get(), chat.now)
    assert Case.objects.get().lodgement.draft["answers"]["cannot:id_copy"] == "派出所太远"


def test_the_officers_form_takes_the_case_in_his_name(chat, zhang):
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=NOON)}")
    chat.say(
        "帮人申请",
        "年纪大",
        "委托书",
        "选好了",
        "是",
        "父母或子女",
        "2",
        "几乎没有",
        "都没有",
        "都同意了",
        "1",
    )
    chat.say("现在申请", "没有", "都没有", "听懂了,同意")
    fill_in(Handoff.objects.get(), chat.now)
    case = Case.objects.get()
    assert case.stage == "taken"
    event = Event.objects.get(case=case, kind="take")
    assert event.actor == zhang
    assert (event.data["reason"], event.data["evidence"], event.data["related"]) == ("年纪大", "委托书", True)
    assert case.lodgement.filed_by == zhang
    assert case.lodgement.channel == "village"
    drain(chat.now)
    (receipt,) = [row.body() for row in OutMessage.objects.filter(key__startswith="form:")]
    assert "村里要报上去:最晚 3 月 23 日(周一)" in receipt["text"], "SY-A1.1f"


def test_the_link_opens_the_form_once_and_looking_uses_nothing_up(chat):
    (said,) = chat.to_link()
    path = re.sub(r"^https?://[^/]+", "", said["links"][0]["url"])
    Handoff.objects.update(expires_at=datetime(2099, 1, 1, tzinfo=NOON.tzinfo))
    for _ in range(3):
        assert Client().get(path).status_code == 200
    phone = Client()
    assert phone.post(path).status_code == 302
    assert phone.get("/apply/").status_code == 200
    assert not ApplicationDraft.objects.exclude(handoff=Handoff.objects.get()).exists()


def test_why_a_paper_cannot_be_had_stands_beside_it_on_the_clerks_page_and_not_on_the_villages(county):
    chat = Chat()
    chat.to_list()
    chat.say("某一样有困难", "身份证复印件", "实在拿不到", "去年投诉丢了,派出所太远")
    chat.say("现在申请", "没有", "都没有", "听懂了,同意")
    fill_in(Handoff.objects.get(), NOON)
    page = f"/cms/desk/case/{Case.objects.get().pk}/"
    shown = sit_down("刘敏", "acceptor", county.parent).get(page).content.decode()
    papers = shown.split('id="papers"')[1].split("</section>")[0]
    (line,) = [one for one in papers.split("<li") if "派出所太远" in one]
    assert "身份证复印件" in line
    assert "他说拿不到：去年投诉丢了" in line
    assert "王甲：复印店关门了" in line
    village = sit_down("张会计", "village", county).get(page)
    assert village.status_code == 200
    assert "派出所太远" not in village.content.decode()
