"""Scenes of a lead: the village saw something, the township deals with it, the county counts."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from casework.models import Lead, OfficeEvent
from tests.casework.desk.cast import STAFF, at
from tests.casework.desk.leading import KIN, PHONE, SEEN, WHERE, file, filed, look, state, text, turn


def test_one_lead_is_counted_once_for_its_village(town):
    """HX-4.2c: given one lead, the district's count by village is one."""
    filed(town)

    page = town.sit("何科长").get(reverse(WHERE))
    assert [(row["village__name"], row["many"]) for row in page.context["counts"]] == [(town.village.name, 1)]
    assert PHONE.encode() not in bytes(Lead.objects.get().phone_sealed)


def test_the_county_counts_and_reads_nothing(town):
    filed(town)

    page = look(town, "何科长")

    assert town.village.name in page
    for hidden in ("周老汉", SEEN, PHONE, "张会计"):
        assert hidden not in page


def test_the_county_counts_over_the_time_it_asks_for(town):
    filed(town, when=at(2, 28, 23))
    done = filed(town, when=at(3, 1, 0), name="钱大娘")
    turn(town, done, "张会计", at(3, 3))
    closed = filed(town, when=at(3, 5), name="孙木匠")
    post = {"do": "close", "lead": closed.pk, "reason": "搬走了"}
    assert town.sit("刘敏", at(3, 6)).post(reverse(WHERE), post).status_code == 302

    def counted(query=""):
        found = town.sit("何科长", at(3, 9)).get(reverse(WHERE) + query).context["whole"]
        return found["many"], found["turned"], found["closed"], found["lying"]

    assert counted() == (2, 1, 1, 0), "this month, where nothing is asked"
    assert counted("?since=2026-02-01&until=2026-02-28") == (1, 0, 0, 1)
    assert counted("?since=2026-01-01&until=2026-03-09") == (3, 1, 1, 1)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("?since=2026-03-05&until=2026-03-01", "结束的日期在开始的前面"),
        ("?since=乱写&until=2026-03-01", "日期像 2026-03-02 这样写"),
        ("?since=&until=", "还没有填"),
    ],
)
def test_a_time_that_makes_no_sense_is_answered_with_a_sentence(town, query, word):
    answer = town.sit("何科长").get(reverse(WHERE) + query)
    assert answer.status_code == 422
    assert word in text(answer)


def test_a_month_without_leads_says_so(town):
    assert "这段时间没有村报线索" in look(town, "何科长")


def test_the_township_reads_the_telephone_and_that_is_written_down(town):
    lead = filed(town)
    liu = town.sit("刘敏")
    assert PHONE not in text(liu.get(reverse(WHERE)))

    answer = liu.post(reverse(WHERE), {"do": "phone", "lead": lead.pk})

    assert PHONE in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert OfficeEvent.objects.filter(kind="lead_phone", data={"lead": str(lead.pk)}).count() == 1


def test_a_telephone_is_kept_as_the_application_asks_for_it(town):
    """YC-3.1.3: what the lead holds is never asked for again, so it has to be right the first time."""
    assert filed(town, phone="+86 138-0000-0077").phone.open() == PHONE
    assert "11 位手机号" in text(file(town, phone="8212000"))


def test_a_lead_is_closed_once_and_with_a_reason(town):
    lead, liu = filed(town), town.sit("刘敏")
    silent = liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": ""})
    assert (silent.status_code, "还没有写办结的原因" in text(silent)) == (422, True)
    assert liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "搬走了"}).status_code == 302
    assert liu.post(reverse(WHERE), {"do": "close", "lead": lead.pk, "reason": "再来"}).status_code == 422
    lead.refresh_from_db()
    assert lead.reason == "搬走了"
    assert "搬走了" in look(town, "张会计", "?done=1")
    assert "周老汉" not in look(town, "张会计")


def test_pressed_twice_one_lead_is_filed(town):
    key = uuid4()
    assert [file(town, key=key).status_code for _ in range(2)] == [302, 302]
    assert Lead.objects.count() == OfficeEvent.objects.filter(kind="lead_filed").count() == 1


def test_the_key_of_somebody_elses_lead_files_nothing(town):
    lead = filed(town, who="张会计")
    zhao = town.officers["赵强"]
    zhao.appointments.create(unit=town.village, role="village")

    answer = file(town, who="赵强", key=lead.pk, name="另一家")

    assert (answer.status_code, Lead.objects.get().name) == (422, "周老汉")


@pytest.mark.parametrize("key", ["", "乱写", "00000000-0000-4000-8000"])
def test_a_page_without_its_key_asks_for_one_more_press_and_keeps_what_was_typed(town, key):
    answer = file(town, key=key)
    assert (answer.status_code, "请再按一次" in text(answer), SEEN in text(answer)) == (422, True, True)
    new = re.search(r'name="key" value="([0-9a-f-]{36})"', text(answer)).group(1)
    assert file(town, key=new).status_code == 302


@pytest.mark.parametrize("do", ["close", "phone", "aside"])
@pytest.mark.parametrize("who", ["外乡人", "张会计", "何科长"])
def test_wrong_hands_change_nothing_and_read_nothing(town, who, do):
    lead = filed(town)
    before = state()
    if (who, do) == ("张会计", "aside"):
        return  # his own village's: he may

    answer = town.sit(who).post(reverse(WHERE), {"do": do, "lead": lead.pk, "reason": "不该"})

    assert answer.status_code == 403
    assert state() == before
    assert PHONE not in text(answer)
    assert OfficeEvent.objects.first().data == {"where": WHERE, "code": "role"}


@pytest.mark.parametrize("who", [name for name in STAFF if "village" not in STAFF[name]])
def test_only_a_village_files(town, who):
    assert file(town, who).status_code == 403
    assert not Lead.objects.exists()


def test_what_lies_stands_on_the_day_of_village_and_township(town):
    filed(town, when=at(3, 2))
    filed(town, when=at(3, 5), name="钱大娘")
    for who in ("刘敏", "张会计", "王镇长"):
        for where in ("desk_queue", "wagtailadmin_home"):
            page = re.sub(r"\s+", " ", text(town.sit(who, at(3, 9)).get(reverse(where))))
            assert re.search(r"2 条线索还没有办\s*</a>\s*，最早的报上来 7 天了", page), (who, where)
    for who in ("何科长", "外乡人"):
        assert "条线索还没有办" not in text(town.sit(who).get(reverse("desk_queue")))


def test_what_has_ended_lies_no_longer(town):
    turn(town, filed(town), "张会计")
    closed = filed(town, name="钱大娘")
    town.sit("刘敏", at(3, 4)).post(reverse(WHERE), {"do": "close", "lead": closed.pk, "reason": "搬走了"})
    assert "条线索还没有办" not in text(town.sit("刘敏").get(reverse("desk_queue")))


def test_the_list_costs_the_same_with_one_lead_and_with_twelve(town, django_assert_max_num_queries):
    filed(town)
    liu = town.sit("刘敏", at(3, 3))
    liu.get(reverse(WHERE))
    with django_assert_max_num_queries(40) as few:
        liu.get(reverse(WHERE))
        spent = len(few)
    for number in range(11):
        filed(town, name=f"第{number}家")
    town.clock.set(at(3, 3))
    with django_assert_max_num_queries(spent):
        assert text(liu.get(reverse(WHERE))).count("<article") == 12


def test_what_was_typed_wrong_comes_back(town):
    answer = file(town, phone="abc12345")
    assert answer.status_code == 422
    assert SEEN in text(answer)
    assert file(town, name="").status_code == 422
    assert file(town, seen=f"他的号码是 {KIN}").status_code == 422
    assert "还没有填" in text(file(town, related=""))
    assert not Lead.objects.exists()


def test_a_lead_that_never_was_is_not_found(town):
    for one in ("zzz", ""):
        answer = town.sit("刘敏").post(reverse(WHERE), {"do": "close", "lead": one, "reason": "搬走了"})
        assert answer.status_code == 404
    gone = town.sit("刘敏").post(reverse(WHERE), {"do": "close", "lead": uuid4(), "reason": "搬走了"})
    assert (gone.status_code, "没有这条线索" in text(gone)) == (422, True)


def test_nobody_has_filed_anything_yet(town):
    assert "村里报上来，就会出现在这里" in look(town, "刘敏")
    assert "在上面报一条" in look(town, "张会计")
    assert "还没有办完的线索" in look(town, "刘敏", "?done=1")
