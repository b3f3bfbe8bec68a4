"""Letters at the desk: the township serves them, the county reads them, the village and strangers do not."""

import pytest

from casework import outbox
from notices.models import Notice, ServiceAttempt
from tests.casework.desk.cast import Town, at
from tests.casework.desk.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def wall_clock(monkeypatch):
    from casework.desk import clock

    found = Clock()
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def town(db, wall_clock, shelf_root) -> Town:
    from tests.casework.desk.cast import build

    return build(wall_clock)


@pytest.fixture
def refused(town) -> Notice:
    """A household whose application was refused; its letter waits."""
    case = town.lodge(at(3, 2))
    town.bring_to_opinion(case)
    town.do("refuse", case, "王镇长", at(3, 10), reason="家庭月人均收入高于标准")
    while outbox.drain(now=at(3, 10)):
        pass
    return Notice.objects.get(kind="refusal")


def page(town, who, notice, rest=""):
    return town.sit(who, at(3, 11)).get(f"/cms/desk/notice/{notice.pk}/{rest}")


def test_the_list_shows_what_waits(town, refused):
    text = town.sit("陈立", at(3, 11)).get("/cms/desk/notices/").content.decode()
    assert refused.number in text
    assert "等送达" in text


def test_the_page_says_what_is_legally_missing(town, refused):
    text = page(town, "陈立", refused).content.decode()
    for words in (
        "2 名送达人",
        "申请人本人签收",
        "邮寄送达没有送到的记录",
        "县里配置的公告天数",
        "家庭月人均收入高于标准",
    ):
        assert words in text


def test_two_servers_and_the_applicant(town, refused):
    client = town.sit("陈立", at(3, 11))
    servers = [str(town.officers[name].pk) for name in ("陈立", "赵强")]
    said = {"method": "direct", "servers": servers[:1], "signed_by": "m1"}
    alone = client.post(f"/cms/desk/notice/{refused.pk}/", said)
    assert alone.status_code == 422
    assert "现在只有 1 名" in alone.content.decode()
    assert "checked" in alone.content.decode()
    assert not ServiceAttempt.objects.exists()
    both = client.post(f"/cms/desk/notice/{refused.pk}/", {**said, "servers": servers})
    assert both.status_code == 302
    refused.refresh_from_db()
    assert (refused.state, str(refused.served_on)) == ("served", "2026-03-11")
    assert "登记送达" not in page(town, "陈立", refused).content.decode()


def test_the_papers(town, refused):
    for rest in ("letter.pdf", "receipt.pdf"):
        answer = page(town, "陈立", refused, rest)
        assert answer.content[:5] == b"%PDF-"
        assert "no-store" in answer["Cache-Control"]
    assert refused.number in page(town, "陈立", refused, "print/").content.decode()


@pytest.mark.parametrize("rest", ["", "letter.pdf", "receipt.pdf", "print/"])
def test_neither_the_village_nor_another_town_nor_a_stranger(town, refused, client, rest):
    assert page(town, "张会计", refused, rest).status_code == 403
    assert page(town, "外乡人", refused, rest).status_code == 404
    assert client.get(f"/cms/desk/notice/{refused.pk}/{rest}").status_code == 302


def test_the_county_reads_and_does_not_serve(town, refused):
    assert page(town, "何科长", refused).status_code == 200
    assert town.sit("何科长").post(f"/cms/desk/notice/{refused.pk}/", {"method": "direct"}).status_code == 403


def test_the_page_of_the_case_leads_there(town, refused):
    text = town.sit("陈立", at(3, 11)).get(f"/cms/desk/case/{refused.case_id}/").content.decode()
    assert f"/cms/desk/notice/{refused.pk}/" in text
