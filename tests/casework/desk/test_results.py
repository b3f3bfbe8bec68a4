"""Results for the county: five decided and reported at one press, once; papers bound where the place binds them."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from casework.desk import results
from casework.models import Case, Event, Export
from tests.casework.desk.acting import configure, ids, meet, press, text
from tests.casework.desk.cast import at, build

LIST = reverse("desk_results")
BATCH = reverse("desk_batch")


@pytest.fixture
def town(db, wall_clock):
    """A township of Yangcheng: the county runs the check, and wants the results (五(四))."""
    return build(wall_clock, "yangcheng")


def decided(town, name, *, grant=True, until=""):
    case = town.lodge(at(3, 2), name=name)
    town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "何科长", at(3, 5), result="within", number="核1")
    town.do("visit", case, "陈立", at(3, 6), who=ids(town, "陈立", "张会计"), findings="")
    town.do("first_opinion", case, "赵强", at(3, 9), grant=grant, amount=102000 if grant else None)
    if until == "first_opinion":
        return case
    if grant:
        town.do("confirm", case, "王镇长", at(3, 10), amount=102000)
    else:
        town.do("refuse", case, "王镇长", at(3, 10), reason="收入高于标准")
    return case


def report_all(town, when):
    cases = [f"{case.pk}:{case.seq}" for case in Case.objects.exclude(facts__times__has_key="file")]
    return town.sit("刘敏", when).post(BATCH, {"verb": "file", "case": cases, "sure": "yes"})


def test_five_decided_are_five_to_report_and_reported_once(town):
    """YC-5.4a: each confirmation joins the next batch; a second time the same list, and nobody is reported twice."""
    for number in range(4):
        decided(town, f"李{number}")
    decided(town, "周远", grant=False)
    page = text(town.sit("刘敏", at(3, 11)).get(LIST))
    assert "决定了，还没有报</h2>" not in page
    assert "决定了，还没有报（5）" in page
    assert "5/5 件办好了" in text(report_all(town, at(3, 11)))
    assert Event.objects.filter(kind="file").count() == 5
    assert "都报了" in text(town.sit("刘敏", at(3, 11, 12)).get(LIST))
    for case in Case.objects.all():
        answer = town.sit("刘敏").post(
            BATCH, {"verb": "file", "case": [f"{case.pk}:{case.seq}"], "sure": "yes"}
        )
        assert "已经报备、归档了" in text(answer)
    assert Event.objects.filter(kind="file").count() == 5


def test_the_county_takes_the_month_with_outcome_and_amount(town):
    """HX-4.4a, YC-5.4a: every result of the month with its outcome and its amount, reported or not."""
    decided(town, "李桂田")
    decided(town, "周远", grant=False)
    county = town.sit("何科长", at(3, 12))
    assert "报备打了勾的" not in text(county.get(LIST))
    answer = county.post(LIST, {"month": "2026-03"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [(row[1], row[4], row[5], row[7]) for row in rows[1:]] == [
        ("李桂田", "批准", "1,020 元", "还没有报"),
        ("周远", "不予批准", None, "还没有报"),
    ]
    assert Export.objects.get().what == "results 2026-03"
    assert "这个月没有决定" in text(county.get(f"{LIST}?month=2026-04"))
    assert county.post(LIST, {"month": "三月"}).status_code == 422


def test_a_single_case_says_that_it_has_to_be_reported(town):
    """YC-5.4a"""
    case = decided(town, "李桂田")
    press(town, case, "刘敏", "file", at(3, 11))
    assert "报县里备案" in text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))
    month = text(town.sit("何科长", at(3, 12)).get(LIST))
    assert "2026-03-11" in month


def test_the_village_and_another_town_see_nothing_of_it(town):
    """YC-3.2.1a: results are the township's to report."""
    decided(town, "李桂田")
    assert town.sit("张会计", at(3, 11)).get(LIST).status_code == 403
    assert town.sit("张会计").post(LIST).status_code == 403
    assert "李桂田" not in text(town.sit("外乡人", at(3, 11)).get(LIST))


def test_where_the_document_is_silent_there_is_no_line_in_the_menu_and_nothing_to_do(db, wall_clock):
    """SY: nothing is said of reporting results."""
    town = build(wall_clock, "shangyu")
    page = town.sit("刘敏", at(3, 11)).get(LIST)
    assert "这里不用登记" in text(page)
    assert LIST not in text(town.sit("刘敏").get(reverse("desk_queue")))


def test_temporary_aid_of_qinyuan_is_bound_before_it_is_filed(db, wall_clock):
    """QY-3.1.1w: the box is asked for; without it nothing is filed."""
    town = build(wall_clock, "qinyuan")
    configure(town.place, township_limit="3000")
    case = town.lodge(at(3, 2), programme="temporary")
    town.bring_to_opinion(case, amount=80000)
    meet(town, case, at(3, 10))
    town.do("confirm", case, "王镇长", at(3, 10, 12), amount=80000)
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "file"])
    assert town.sit("刘敏", at(3, 11)).post(url, {"seen": case.seq, "box": " "}).status_code == 422
    press(town, case, "刘敏", "file", at(3, 11), box="2026年临时救助第1卷")
    assert "装订在 2026年临时救助第1卷" in text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))


class TestTheApprovalForm:
    def test_qinyuan_asks_to_whom_and_what_shows_it(self, db, wall_clock):
        """QY-3.1.2c: the guardian with name and proof; nobody else is on the list."""
        town = build(wall_clock, "qinyuan")
        case = town.lodge(at(3, 2))
        town.bring_to_opinion(case)
        meet(town, case, at(3, 10))
        case.refresh_from_db()
        url, sun = reverse("desk_act", args=[case.pk, "confirm"]), town.sit("王镇长", at(3, 10, 12))
        typed = {"seen": case.seq, "amount": "1020", "payee": "guardian", "payee_name": "李树"}
        assert "institution" not in text(sun.get(url))
        assert "payee_proof" in sun.post(url, typed).context["form"].errors
        press(town, case, "王镇长", "confirm", at(3, 10, 12), **typed | {"payee_proof": "监护证明"})
        page = text(sun.get(reverse("desk_case", args=[case.pk])))
        assert "由县（区）发，通过一卡通，发给监护人李树（三（一）2）" in page
        assert "发给监护人 李树（监护证明）" in page

    def test_yicheng_asks_for_the_opinion_and_its_basis_and_names_what_goes_with_it(self, db, wall_clock):
        """YI-1.3a, YI-1b: in words, on the page and the sheet; both subsidies are named, none is given."""
        town = build(wall_clock, "yicheng")
        wall_clock.set(at(3, 2))
        case = town.lodge(at(3, 2).replace(year=2025))
        for verb, who, day, said in (
            ("accept", "刘敏", 3, {}),
            ("request_check", "陈立", 3, {}),
            ("check_report", "陈立", 5, {"result": "within", "number": "核1"}),
            ("visit", "陈立", 6, {"who": ids(town, "陈立", "张会计"), "findings": ""}),
            ("first_opinion", "赵强", 7, {"grant": True, "amount": 56000}),
        ):
            town.do(verb, case, who, at(3, day).replace(year=2025), **said)
        case.refresh_from_db()
        when = at(3, 10).replace(year=2025)
        url, wang = reverse("desk_act", args=[case.pk, "confirm"]), town.sit("王镇长", when)
        assert wang.post(url, {"seen": case.seq, "amount": "560", "basis": ""}).status_code == 422
        press(town, case, "王镇长", "confirm", when, amount="560", basis="收入低于标准，按一 三是批准")
        page = text(wang.get(reverse("desk_case", args=[case.pk])))
        assert "收入低于标准，按一 三是批准" in page
        assert "由乡镇（街道）发，通过财政惠农“一本通”（一 三是）" in page
        assert "可以一并提出：残疾人两项补贴、经济困难老年人补贴" in page
        assert not Case.objects.filter(programme__code__endswith="subsidy").exists()


def test_a_long_backlog_is_counted_up_to_a_point(town, monkeypatch):
    monkeypatch.setattr(results, "COUNTED", 1)
    for name in ("李一", "李二"):
        decided(town, name)
    assert "决定了，还没有报（1+）" in text(town.sit("刘敏", at(3, 11)).get(LIST))
