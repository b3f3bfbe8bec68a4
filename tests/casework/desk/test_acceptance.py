"""Scenes at the acceptor's desk: accept, ask for what lacks once, decline, and never on a stale page."""

from django.urls import reverse

from casework.models import Case, Event
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at


def act_url(case, verb):
    return reverse("desk_act", args=[case.pk, verb])


def page_of(case):
    return reverse("desk_case", args=[case.pk])


def test_the_clerk_finds_the_new_case_in_the_queue_and_accepts_it(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))

    queue = liu.get(reverse("desk_queue"))
    assert case.number in text(queue)
    assert "轮到您：收下" in text(queue)
    page = liu.get(page_of(case))
    assert act_url(case, "accept") in text(page)
    done = liu.post(act_url(case, "accept"), {"seen": case.seq})

    assert done.status_code == 302
    assert done.url == page_of(case)
    case.refresh_from_db()
    assert case.stage == "accepted"
    assert str(case.accepted_by) == "刘敏"


def test_whoever_may_not_accept_has_no_button_and_his_post_is_refused(town):
    case = town.lodge(at(3, 2))
    chen = town.sit("陈立", at(3, 3))

    page = text(chen.get(page_of(case)))
    answer = chen.post(act_url(case, "accept"), {"seen": case.seq})

    assert act_url(case, "accept") not in page
    assert "受理</strong>，由受理岗来办" in page
    assert answer.status_code == 403
    assert Event.objects.filter(case=case).count() == 1


def test_a_missing_paper_makes_the_one_demand_the_thing_to_do(town):
    case = town.lodge(at(3, 2), supplied=("id_copy", "form"))
    liu = town.sit("刘敏", at(3, 3))

    page = text(liu.get(page_of(case)))
    form = liu.get(act_url(case, "request_missing"))

    assert act_url(case, "accept") not in page
    assert "desk-primary" in page
    assert form.context["form"]["codes"].initial == ["household_book"]


def test_told_once_every_lacking_paper_in_one_demand(town):
    case = town.lodge(at(3, 2), supplied=("form",))
    liu = town.sit("刘敏", at(3, 3))

    half = liu.post(act_url(case, "request_missing"), {"seen": case.seq, "codes": ["id_copy"]})
    assert half.status_code == 422
    assert "要一次说全" in text(half)
    assert 'value="id_copy"' in text(half)
    whole = liu.post(
        act_url(case, "request_missing"), {"seen": case.seq, "codes": ["id_copy", "household_book"]}
    )

    assert whole.status_code == 302
    case.refresh_from_db()
    assert case.stage == "returned"


def test_a_second_demand_says_what_has_changed_and_the_county_reads_it(town):
    """Promise 2: refused, or justified in words."""
    case = town.lodge(at(3, 2))
    town.do("request_missing", case, "刘敏", at(3, 3), codes=["id_copy"])
    town.do("submit", case, "刘敏", at(3, 4), supplied="all")
    liu = town.sit("刘敏", at(3, 5))
    case.refresh_from_db()
    asked = {"seen": case.seq, "changed": ["id_copy"]}

    bare = liu.post(act_url(case, "request_missing"), asked)
    assert bare.status_code == 422
    assert "还没有写情况变在哪里" in text(bare)
    said = liu.post(act_url(case, "request_missing"), asked | {"because": "身份证上个月过期了"})

    assert said.status_code == 302
    county = text(town.sit("何科长").get(reverse("desk_case", args=[case.pk])))
    assert "这是二次告知，县里看得到" in county
    assert "身份证上个月过期了" in county


def test_a_paper_outside_the_catalogue_cannot_even_be_typed(town):
    case = town.lodge(at(3, 2), supplied=("form",))
    liu = town.sit("刘敏", at(3, 3))

    answer = liu.post(act_url(case, "request_missing"), {"seen": case.seq, "codes": ["hardship_certificate"]})

    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.stage == "submitted"


def test_not_accepting_asks_once_more_and_keeps_every_word(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))
    words = {"seen": case.seq, "reason": "户口不在本乡，请到户口所在地申请"}

    pause = liu.post(act_url(case, "decline"), words)
    case.refresh_from_db()
    assert case.stage == "submitted"
    assert "再看一眼" in text(pause)
    assert words["reason"] in text(pause)
    back = liu.post(act_url(case, "decline"), words | {"back": "1"})
    assert words["reason"] in text(back)
    liu.post(act_url(case, "decline"), words | {"sure": "yes"})

    case.refresh_from_db()
    assert case.stage == "refused"


def test_a_number_typed_into_a_reason_is_refused_and_not_repeated_in_the_summary(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))
    number = town.family("李桂田")[0].id_number

    answer = liu.post(act_url(case, "decline"), {"seen": case.seq, "reason": f"{number} 不是本人"})

    assert answer.status_code == 422
    assert "像是有身份证号" in text(answer)
    assert Event.objects.filter(case=case).count() == 1


def test_a_page_read_before_somebody_else_acted_is_not_enough(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    chen = town.sit("陈立", at(3, 5))
    read = Case.objects.get(pk=case.pk).seq
    town.do("request_check", case, "赵强", at(3, 4))

    stale = chen.post(
        act_url(case, "visit"),
        {"seen": read, "who": [str(town.officers["陈立"].pk)], "methods": ["visit"], "findings": "三间瓦房"},
    )

    assert stale.status_code == 409
    assert "别人刚刚办过这一件" in text(stale)
    assert "发起核对" in text(stale)
    assert "三间瓦房" in text(stale)
    newer = stale.context["form"]["seen"].value()
    again = chen.post(
        act_url(case, "visit"),
        {"seen": newer, "who": [str(town.officers["陈立"].pk)], "methods": ["visit"], "findings": "三间瓦房"},
    )
    assert again.status_code == 302


def test_who_pressed_twice_is_told_that_it_was_himself_and_is_done(town):
    """Nobody is sent to write the same note again because “somebody else” was faster."""
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    chen = town.sit("陈立", at(3, 5))
    noted = {"seen": Case.objects.get(pk=case.pk).seq, "text": "屋顶漏雨"}

    assert chen.post(act_url(case, "note"), noted).status_code == 302
    again = chen.post(act_url(case, "note"), noted)

    assert again.status_code == 409
    assert "您自己刚刚办过这一件" in text(again)
    assert "已经办好，不用再交" in text(again)
    assert "别人刚刚办过" not in text(again)
    assert Event.objects.filter(case=case, kind="note").count() == 1


def test_what_somebody_else_has_done_already_is_not_done_twice(town):
    case = town.lodge(at(3, 2))
    read = case.seq
    town.do("decline", case, "全能", at(3, 3), reason="不属于")
    liu = town.sit("刘敏", at(3, 3, 11))

    answer = liu.post(act_url(case, "decline"), {"seen": read, "reason": "我写了好久的理由", "sure": "yes"})

    assert answer.status_code in (409, 422)
    assert "我写了好久的理由" in text(answer)
    assert "别人刚刚办过这一件" in text(answer)
    assert Event.objects.filter(case=case, kind="decline").count() == 1


def test_an_unknown_act_is_no_page(town):
    case = town.lodge(at(3, 2))

    assert town.sit("刘敏", at(3, 3)).get(act_url(case, "death_match")).status_code == 404
