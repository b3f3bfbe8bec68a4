"""An editor's change: seen in every preview first, by nobody else; then in chat, page and print at once; not in a running case."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from casework.models import Case
from intake_bot.models import Conversation, Inbound
from policies import queries as law
from policies.models import PolicyPage, Programme
from policies.studio import previews
from tests.casework.desk.cast import Town, at, build
from tests.intake_bot.conftest import Chat
from tests.policies.studio.conftest import Desk
from tests.support.second_factor import confirm_once_for_all

pytestmark = pytest.mark.django_db
NEW = "身份证（正反面）"
DOORS = ("page", "chat", "sheet")


@pytest.fixture
def town(db) -> Town:
    return build(None)


@pytest.fixture
def people(db) -> tuple[User, User]:
    """小温 writes, 老陆 publishes."""
    made = []
    for name, group in (("wen", "编辑"), ("lu", "发布人")):
        user = User.objects.create_user(name)
        user.groups.add(Group.objects.get(name=group))
        made.append(user)
    return made[0], made[1]


def flat(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(answer) -> str:
    return flat("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages))


def chat_says(who: str, town: Town) -> tuple[str, str]:
    """Walk a new chat to the one-time list and return what it says, and the address of the list."""
    chat = Chat("web", who)
    chat.count = Inbound.objects.count()
    office = town.village.parent.name
    chat.say("我能办低保吗", "开始", "没有", "我自己家", f"{office}青石村", "2", "几乎没有", "都没有")
    said = chat.say("看要带什么", "1")
    links = [link["url"] for one in said for link in one["links"]]
    return flat("".join(one["text"] for one in said)), next(
        link for link in links if link.endswith("sheet.pdf")
    )


def everybody(who: str, town: Town) -> dict[str, str]:
    """Return what a resident is told at each door: chat, its list as a sheet, page, 明白纸, message."""
    said, sheet = chat_says(who, town)
    address = "/policy/of/shangyu/dibao/"
    return {
        "chat": said,
        "sheet": printed(Client().get(sheet)),
        "page": flat(Client().get(address).content.decode()),
        "leaflet": printed(Client().get(f"{address}sheet.pdf")),
        "message": flat(Client().get(f"{address}message.txt").content.decode()),
    }


def test_from_the_editor_s_desk_to_the_last_door(client, town, people, rf):
    """QY-3.2.1: rules change by version; who was accepted under the old one keeps it."""
    writer, publisher = people
    running = town.lodge(at(3, 2))
    town.bring_to_approval(running)
    version = Case.objects.get(pk=running.pk).version_id
    dibao = Programme.objects.get(jurisdiction__code="shangyu", code="dibao")

    desk = Desk(client, writer, dibao)
    (name,) = (key for key, value in desk.form().items() if value == "身份证复印件")
    assert desk.send(**{name: NEW}).status_code == 302

    draft = Programme.objects.get(pk=dibao.pk).get_latest_revision_as_object()
    request = rf.get("/")
    request.session = {}
    for door in DOORS:
        assert flat(NEW) in flat(previews.show(draft, request, door).content.decode()), door
    assert not [door for door, words in everybody("早来的", town).items() if flat(NEW) in words]

    client.force_login(publisher)
    confirm_once_for_all(client, publisher)
    review = reverse("studio_review", args=[dibao.pk])
    page = client.get(review)
    assert flat(NEW) in flat(page.content.decode())
    assert "在办的件：公示中" in page.content.decode()
    seen = str(Programme.objects.get(pk=dibao.pk).latest_revision_id)
    done = client.post(review, {"do": "publish", "seen": seen}, follow=True)
    assert "发布了" in done.content.decode(), [str(one) for one in done.context["messages"]]
    assert dibao.versions.count() == 2

    assert not [door for door, words in everybody("后来的", town).items() if flat(NEW) not in words]

    town.do("confirm", running, "王镇长", at(3, 18), amount=102000)
    kept = Case.objects.get(pk=running.pk)
    assert (kept.stage, kept.version_id) == ("confirmed", version)
    assert law.rulebook(kept.version_id).spec.material("id_copy").name == "身份证复印件"


def test_the_chat_answers_from_the_policy_page_and_says_which_and_of_which_day(town):
    """YC-3.1.1, SY-4.3b: the answer names the document and its day, and leads to the live page; a draft page never shows."""
    PolicyPage.objects.all().delete()
    version = Programme.objects.get(jurisdiction__code="shangyu", code="dibao").versions.get()
    chat = Chat("web", "问的人")
    chat.say("我能办低保吗", "开始", "没有", "我自己家", f"{town.village.parent.name}青石村", "2", "几乎没有")
    said = chat.say("都没有")
    text = "".join(one["text"] for one in said)
    assert version.source_title in text
    day = version.effective_from
    assert f"更新于 {day.year} 年 {day.month} 月 {day.day} 日" in text
    links = [link["url"] for one in said for link in one["links"]]
    assert "/policy/of/shangyu/dibao/" in links
    assert Conversation.objects.filter(external_id="问的人").exists()
    assert Client().get(links[0]).status_code == 200


def test_a_draft_page_is_not_in_the_library_nor_in_the_chat(town, people):
    """YC-3.1.1"""
    draft = Programme.objects.create(
        jurisdiction=town.village.jurisdiction, code="later", name="还没发布的补助", live=False
    )
    draft.save_revision(user=people[0], clean=False)
    assert "还没发布的补助" not in Client().get("/policy/").content.decode()
    assert Client().get("/policy/of/shangyu/later/").status_code == 404
    said = Chat("web", "又一个").say("还没发布的补助")
    assert not [one for one in said if "还没发布的补助" in one["text"]]
