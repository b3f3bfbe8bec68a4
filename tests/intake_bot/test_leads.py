"""From a chat to the leads page of the desk: an officer's lead by a one-time link, a resident's without an author."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casework import outbox
from casework.actions.leads import see_teller
from casework.models import Case, Handoff, Lead, OfficeEvent, Statement
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from front.models import ApplicationDraft
from intake_bot.actions import effects, issue_binding_code
from intake_bot.models import CallRequest, Conversation, Inbound, OutMessage
from tests.intake_bot.conftest import NOON, OTHER, VILLAGE, Chat
from tests.intake_bot.test_desk import sit_down
from tests.intake_bot.test_web import Browser

pytestmark = pytest.mark.django_db

SEEN = "屋顶漏雨,一个人过"
PHONE = "13800000077"
LEADS = "/cms/desk/leads/"


@pytest.fixture
def officer(chat, zhang) -> Chat:
    """张会计's chat in Telegram."""
    chat.now = timezone.now()
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=chat.now)}")
    return chat


def report(chat: Chat, *, related: str = "不是", urgent: str = "不急") -> str:
    """Walk the questions and return the path of the link."""
    (said,) = chat.say("报一条线索", related, urgent, SEEN)
    return path_of(said)


def tell(chat: Chat, words: str = SEEN) -> str:
    """Speak up for a neighbour and return the path of the link under which a name may be added."""
    said = chat.say("替别人说一声", "长塘镇青石村", words)
    return path_of(said[-1])


def stranger(number: int) -> Chat:
    """Somebody else's chat."""
    chat = Chat(external_id=f"{number}")
    chat.now, chat.count = timezone.now(), 10 * number
    return chat


def path_of(said: dict) -> str:
    (link,) = said["links"]
    return re.sub(r"^https?://[^/]+", "", link["url"])


def drain() -> list[dict]:
    """Let the house tell the chat what has happened, and return it."""
    while outbox.drain(now=timezone.now()):
        pass
    return [row.body() for row in OutMessage.objects.filter(key__startswith="form:")]


def text(response) -> str:
    return response.content.decode()


def test_an_officer_reports_in_his_chat_and_the_name_goes_by_the_page(officer, zhang):
    """YC-3.1.3, HX-4.2c: nothing answered in the chat is asked again, and no name travels through Telegram."""
    path, phone = report(officer, urgent="急"), Client()
    page = text(phone.get(path))
    assert "青石村" in page
    assert "屋顶漏雨" in page
    assert "您和他家不是近亲属" in page
    assert not Lead.objects.exists(), "looking uses nothing up"

    done = phone.post(path, {"name": "周老汉", "phone": "138 0000 0077"})

    assert "线索报上去了" in text(done)
    assert 'href="/chat/' not in text(done).split('id="main"')[-1].split("<footer")[0], (
        "he goes back to Telegram"
    )
    lead = Lead.objects.get()
    assert (lead.village.code, lead.name, lead.seen, lead.by) == (VILLAGE, "周老汉", SEEN, zhang)
    assert (lead.channel, lead.urgent, lead.related) == ("telegram", True, False)
    assert lead.phone.open() == PHONE
    assert not Case.objects.exists()
    assert OfficeEvent.objects.get(kind="lead_filed").officer == zhang
    said = drain()
    assert "线索报上去了" in said[0]["text"]
    assert "周老汉" not in str(said)
    assert phone.get(path).status_code == 410
    assert phone.post(path, {"name": "周老汉"}).status_code == 410
    assert Lead.objects.count() == 1


def test_what_was_seen_is_not_kept_beside_the_lead(officer):
    Client().post(report(officer), {"name": "周老汉"})
    drain()
    assert Handoff.objects.get().context == {}
    assert "漏雨" not in str(Conversation.objects.get().state)
    assert "漏雨" not in str(list(Inbound.objects.values_list("payload", flat=True)))


def test_the_desk_shows_where_a_lead_came_from_and_the_urgent_first(officer, county):
    Client().post(report(officer), {"name": "周老汉"})
    Client().post(report(officer, urgent="急"), {"name": "钱大娘"})
    tell(stranger(4712))
    page = text(sit_down("刘敏", "acceptor", county.parent).get(LEADS))
    assert page.index("钱大娘") < page.index("周老汉")
    assert page.count("（Telegram）") == 3
    assert "没有留名" in page
    assert "没有说是谁家" in page


def test_kin_report_and_have_no_further_hand_in_it(officer, county, zhang):
    """QY-4.2a: mandatory to say, and it does not stop him from reporting."""
    done = Client().post(report(officer, related="是"), {"name": "周老汉"})
    assert "由别的同事办" in text(done)
    lead = Lead.objects.get()
    assert lead.related
    assert lead.barred.get() == zhang
    assert "由别的同事办" in drain()[0]["text"]


def test_a_page_filled_in_wrongly_keeps_what_was_typed(officer):
    path, phone = report(officer), Client()
    for typed, word in (
        ({"name": "", "phone": PHONE}, "请写他的名字"),
        ({"name": "周老汉", "phone": "8212000"}, "11 位手机号"),
        ({"name": PHONE, "phone": ""}, "这里像是写了"),
        ({"name": " · ", "phone": ""}, "姓名和看到的情况都要写"),
    ):
        answer = phone.post(path, typed)
        assert (answer.status_code, word in text(answer)) == (422, True), typed
    assert not Lead.objects.exists()
    assert phone.post(path, {"name": "周老汉"}).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "a\x00b",
        "\u202e",
        "\u200b",
        "½",
        "A" * 70_000,
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "9" * 400,
    ],
)
def test_a_stranger_never_gets_a_500(officer, typed):
    phone = Client()
    for path in (report(officer), tell(stranger(4712))):
        for field in ("name", "phone", "teller"):
            answer = phone.post(path, {"name": "周老汉"} | {field: typed})
            assert answer.status_code in (200, 410, 422), (path, field)
            assert b"<script>alert" not in answer.content


def test_an_officer_who_keeps_the_books_no_longer_reports_nothing(officer, zhang):
    path = report(officer)
    zhang.appointments.update(until=officer.now.date() - timedelta(days=1))
    answer = Client().post(path, {"name": "周老汉"})
    assert (answer.status_code, "本村（社区）的经办人员" in text(answer)) == (422, True)
    (said,) = officer.say("报一条线索", "不是", "不急", SEEN)
    assert said["kind"] == "refusal"
    assert not Lead.objects.exists()


def test_a_village_that_is_not_his_is_refused_before_any_link(officer):
    officer.say("报一条线索", "不是", "不急")
    state = officer.row.state
    state["villages"] = [{"code": OTHER, "label": "柳树村"}]
    Conversation.objects.update(state=state)
    (said,) = officer.say(SEEN)
    assert "本村（社区）的经办人员上报" in said["text"]
    assert not Handoff.objects.exists()


def test_a_chat_that_was_told_to_forget_leaves_a_link_that_opens_nothing(officer):
    path = report(officer)
    officer.say("删掉我的资料", "删掉")
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"name": "周老汉"}).status_code == 410


@pytest.mark.parametrize("channel", ["telegram", "web"])
def test_a_neighbour_speaks_up_and_nobody_learns_who(county, channel):
    chat = Chat(channel)
    chat.now = timezone.now()
    tell(chat)
    lead = Lead.objects.get()
    assert (lead.village.code, lead.name, lead.seen, lead.by, lead.channel) == (
        VILLAGE,
        "",
        SEEN,
        None,
        channel,
    )
    event = OfficeEvent.objects.get(kind="lead_told")
    assert (event.by_name, event.officer, event.login, event.data) == ("", None, None, {"lead": str(lead.pk)})
    kept = [list(model.objects.values_list("payload", flat=True)) for model in (Inbound,)]
    assert "漏雨" not in str(kept), "as with a complaint, the words stay nowhere in the chat"
    assert "漏雨" not in str(chat.row.state)
    for model in (Case, Statement, ApplicationDraft, CallRequest):
        assert not model.objects.exists(), "an application is never made of it"


def test_the_village_reads_what_was_seen_and_not_by_whom(county):
    """SY-A1.4b, as with objections: who spoke up stays hidden from the village."""
    chat = Chat()
    chat.now = timezone.now()
    path = tell(chat)
    Client().post(path, {"name": "周老汉", "phone": "", "teller": PHONE})
    lead = Lead.objects.get()
    village = sit_down("张会计", "village", county)
    page = text(village.get(LEADS))
    assert "周老汉" in page
    assert "屋顶漏雨" in page
    assert "说的人留的电话" not in page
    assert village.post(LEADS, {"do": "teller", "lead": lead.pk}).status_code == 403
    clerk = sit_down("刘敏", "acceptor", county.parent)
    assert PHONE not in text(clerk.get(LEADS))
    assert PHONE in text(clerk.post(LEADS, {"do": "teller", "lead": lead.pk}))
    assert OfficeEvent.objects.filter(kind="lead_teller").count() == 1
    assert PHONE.encode() not in bytes(lead.teller_sealed)
    assert lead.phone.open() == ""
    assert (
        clerk.post(LEADS, {"do": "close", "lead": lead.pk, "reason": "去看过，儿子接走了"}).status_code == 302
    )
    lead.refresh_from_db()
    assert bytes(lead.teller_sealed) == b"", "nobody needs to ask him any more"
    nobody = Actor("", "", ("village",), (VILLAGE,))
    with pytest.raises(StepRefused):
        see_teller(lead=lead.pk, actor=nobody, at=NOON)


def test_a_name_is_added_once_and_the_chat_hears_of_it(county):
    chat, phone = Chat(), Client()
    chat.now = timezone.now()
    path = tell(chat)
    page = text(phone.get(path))
    assert "可以不写" in page
    assert SEEN not in page, "the page gives nothing away to whoever finds the link"
    assert phone.post(path, {}).status_code == 422
    assert "补上了" in text(phone.post(path, {"name": "周老汉"}))
    assert phone.post(path, {"name": "别人"}).status_code == 410
    lead = Lead.objects.get()
    assert (lead.name, lead.name_key) == ("周老汉", "周老汉")
    assert OfficeEvent.objects.filter(kind="lead_named").count() == 1
    (said,) = drain()
    assert "补上了" in said["text"]


def test_a_lead_that_was_closed_meanwhile_takes_no_name(county):
    chat = Chat()
    chat.now = timezone.now()
    path = tell(chat)
    Lead.objects.update(closed_at=chat.now, reason="去看过")
    answer = Client().post(path, {"name": "周老汉"})
    assert (answer.status_code, "办结" in text(answer)) == (422, True)


def test_two_of_one_household_are_shown_beside_each_other_whoever_spoke(officer, county):
    Client().post(report(officer), {"name": "周老汉"})
    Client().post(tell(stranger(4712)), {"name": "周 老汉"})
    tell(stranger(4713))
    page = text(sit_down("刘敏", "acceptor", county.parent).get(LEADS))
    assert page.count("同村同名的还有一条") == 2


def test_an_emergency_calls_the_person_on_duty_first(county):
    chat = Chat()
    said = chat.say("替别人说一声", "长塘镇青石村", "他家三天没饭吃了")
    assert "先打 120" in said[0]["text"]
    assert CallRequest.objects.get().urgent
    assert Lead.objects.get().urgent


def test_numbers_typed_along_are_taken_out(county):
    chat = Chat()
    chat.say("替别人说一声", "长塘镇青石村", f"他电话{PHONE},屋顶漏雨")
    assert "〔已隐去〕" in Lead.objects.get().seen
    assert PHONE not in str(list(OfficeEvent.objects.values_list("data", flat=True)))


def test_one_chat_does_not_flood_the_village(county, monkeypatch):
    monkeypatch.setattr(effects, "MOST_TOLD", 2)
    chat = Chat()
    for _ in range(2):
        tell(chat)
    (said,) = chat.say("替别人说一声", "长塘镇青石村", SEEN)
    assert "请明天再说" in said["text"]
    assert Lead.objects.count() == 2
    chat.now += timedelta(days=1, minutes=1)
    chat.say("继续")
    assert Lead.objects.count() == 3, "what was typed was not lost"


def test_nor_do_many_chats_of_one_network(county, monkeypatch):
    monkeypatch.setattr(effects, "MOST_TOLD", 2)
    pages = []
    for _ in range(3):
        browser = Browser()
        for words in ("替别人说一声", "长塘镇青石村", SEEN):
            page = browser.say(words)
        pages.append(page)
    assert Lead.objects.count() == 2
    assert "请明天再说" in pages[-1]


def test_a_lead_without_a_name_becomes_an_application_whose_name_is_asked_for(county):
    """YC-3.1.3: the village and what was seen are written in; the name is put down when it is known."""
    tell(stranger(4712))
    clerk = sit_down("刘敏", "acceptor", county.parent)
    path = f"{LEADS}{Lead.objects.get().pk}/apply/"
    assert "照这条线索替青石村的这一家填申请" in text(clerk.get(path))
    assert clerk.post(path, {"agreed": "yes", "related": "no"}).status_code == 302
    page = text(clerk.get("/apply/"))
    assert "说的人没有说是谁" in page
    assert "屋顶漏雨" in page
    assert clerk.get("/apply/household/new/").status_code == 200
    assert not Case.objects.exists()
