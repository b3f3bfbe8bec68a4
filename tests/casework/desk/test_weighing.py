"""Scenes before a decision: what the approver reads beside the case, and when a second aid wants a reason."""

from datetime import date

import pytest
from django.urls import reverse

from casework import actions
from casework.models import Case, Event, Lodgement
from casework.rules.earlier import since
from casework.rules.holdings import Holdings
from casework.rules.lodgement import LodgementDraft
from casework.rules.roles import Actor
from casework.weighing import Peers
from tests.casework.desk.acting import configure, meet, text
from tests.casework.desk.cast import at, build


def page(town, case, name="王镇长", when=None):
    return text(town.sit(name, when or at(3, 18)).get(reverse("desk_case", args=[case.pk])))


def test_nothing_found_is_said_as_nothing_found(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)

    shown = page(town, case)

    assert "查过了：近亲属、别的办件、收款账号、死亡名单、以前的救助，都没有。" in shown
    assert "没有超出标准 HD-1" in shown
    assert "从 2026-04 起发" in shown
    assert "出《" in shown
    assert "同样人数的不到 3 户，太少，不比。" in shown


def test_who_does_not_decide_does_not_read_it(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)

    assert "批以前看" not in page(town, case, "陈立")
    assert "批以前看" not in page(town, case, "张会计")


def test_the_like_are_compared_without_a_name(town):
    for number, amount in enumerate((80000, 90000, 110000)):
        other = town.lodge(at(3, 2), name=f"邻居{number}")
        town.bring_to_approval(other, amount=amount)
        town.do("confirm", other, "王镇长", at(3, 18), amount=amount)
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)

    shown = page(town, case)

    assert "3 口人的有 3 户，中间数每月 900 元，最少 800 元，最多 1,100 元。" in shown
    assert "邻居" not in shown


def test_two_of_a_kind_are_too_few_to_compare_and_would_tell_whose_money_it_is(town):
    for number, amount in enumerate((80000, 90000)):
        other = town.lodge(at(3, 2), name=f"邻居{number}")
        town.bring_to_approval(other, amount=amount)
        town.do("confirm", other, "王镇长", at(3, 18), amount=amount)
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)

    shown = page(town, case)

    assert "太少，不比" in shown
    assert "800 元" not in shown


def test_what_the_household_declared_stands_beside_what_was_found(town):
    """SY-A1.3a: report and visit stand beside the declaration where it is decided, and a difference is marked."""
    case = town.lodge(at(3, 2))
    Lodgement.objects.filter(pk=case.lodgement_id).update(draft={"answers": {"income": "3600"}})

    shown = found_out(town, case)

    line = line_of("一年的收入", shown)
    assert "3,600 元" in line
    assert "7,200 元" in line
    assert "没有说" in line
    assert "对不上" in line


def found_out(town, case):
    """Check and visit find an income and a car; returns the approver's page."""
    town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    found = {"income": 720_000, "vehicles": 1}
    town.do("check_report", case, "陈立", at(3, 5), result="within", number="HD-1", found=found)
    both = [str(town.officers[name].pk) for name in ("陈立", "赵强", "张会计")]
    town.do("visit", case, "陈立", at(3, 6), who=both)
    town.do("first_opinion", case, "赵强", at(3, 9), grant=True, amount=102_000)
    town.do("post", case, "刘敏", at(3, 10), where=["board"])
    return page(town, case)


def line_of(label, shown):
    """The line of the comparison that begins with a label."""
    begun = shown.index(label)
    return shown[begun : shown.index("</tr>", begun)]


def test_property_is_compared_as_income_is_and_a_difference_is_said_in_a_sentence(town):
    """SY-A1.3a: declared no car, one found; savings declared without a sum."""
    told = Holdings(has=("deposits",), none=("vehicles",))

    shown = found_out(town, town.lodge(at(3, 2), holdings=told))

    assert "有，没说多少" in line_of("存款、理财", shown)
    assert "对不上" not in line_of("存款、理财", shown)
    assert "对不上" in line_of("车辆", shown)
    assert "车辆对不上：自己说没有，核对查到 1 辆。" in shown


def test_an_application_from_before_the_question_says_that_it_was_not_asked(town):
    shown = found_out(town, town.lodge(at(3, 2)))

    assert "申请时没有问" in line_of("车辆", shown)
    assert "对不上" not in line_of("车辆", shown)
    assert "存款、理财" not in shown


def test_the_middle_of_two_is_the_lower():
    assert Peers((300, 100)).median == 100


def lodge_again(town, family, village, programme):
    """The same people hand in under another programme, or in another town."""
    draft = LodgementDraft(
        place=town.place,
        programme=programme,
        village=village.code,
        channel="window",
        members=family,
        supplied="all",
        signed="all",
        authorised="all",
    )
    return Case.objects.get(pk=actions.lodge(draft=draft, actor=Actor(), at=at(3, 2)).case)


def test_the_same_people_elsewhere_are_named_with_a_link_only_where_he_may_go(town):
    town.families += 1
    family = town.family("李桂田")
    case = lodge_again(town, family, town.village, "dibao")
    here = lodge_again(town, family, town.village, "margin")
    there = lodge_again(town, family, town.other, "temporary")
    town.bring_to_approval(case)

    shown = page(town, case)

    assert f"还在另一件里：{here.number}" in shown
    assert f"还在另一件里：{there.number}" in shown
    assert reverse("desk_case", args=[here.pk]) in shown
    assert reverse("desk_case", args=[there.pk]) not in shown


def test_an_account_of_another_household_is_named(town):
    case = town.lodge(at(3, 2))
    other = town.lodge(at(3, 2), name="外人")
    for row in (case, other):
        head = row.household.members.get(applicant=True).person
        head.put("account", "6228880000000001")
        head.save()
    town.bring_to_approval(case)

    shown = page(town, case)

    assert f"收款账号和别的户一样：{other.number}" in shown
    assert "6228880000000001" not in shown


def test_of_a_case_of_his_own_kin_he_reads_that_there_is_one_and_not_which(town):
    """QY-4.2a: standing aside reaches into the page of another household."""
    case = town.lodge(at(3, 2))
    other = town.lodge(at(3, 2), name="外人")
    for row in (case, other):
        head = row.household.members.get(applicant=True).person
        head.put("account", "6228880000000001")
        head.save()
    town.bring_to_approval(case)
    officer = str(town.officers["王镇长"].pk)
    town.do(
        "declare_relative",
        other,
        "何科长",
        at(3, 11),
        officer=officer,
        member="m1",
        relation="其他要回避的亲戚",
    )

    shown = page(town, case)

    assert "收款账号和别的户一样：您要回避的一件" in shown
    assert other.number not in shown


def test_a_death_and_a_relative_are_named(town):
    case = town.lodge(at(3, 2))
    town.do("declare_relative", case, "何科长", at(3, 2, 11), officer=town.actor("外乡人", date(2026, 3, 2)).officer, member="m1", relation="其他要回避的亲戚")  # fmt: skip
    town.bring_to_approval(case)
    actions.death_match(case=case.pk, actor=Actor(), at=at(3, 12), members=["m2"])

    shown = page(town, case)

    assert "近亲属，已经备案、回避" in shown
    assert "2026-03 的死亡名单里有：李家2" in shown


@pytest.fixture
def mountain(db, wall_clock):
    return build(wall_clock, "qinyuan")


def decided_by_meeting(town, family, day, **more):
    """Temporary aid, surveyed by two levels, agreed by a meeting, approved."""
    case = lodge_again(town, family, town.village, "temporary")
    ready(town, case, day)
    town.do("confirm", case, "王镇长", at(day[0], day[1], 15), amount=200000, **more)
    return case


def ready(town, case, day):
    month, number = day
    town.do("accept", case, "刘敏", at(month, number, 8))
    town.do("request_check", case, "陈立", at(month, number, 9))
    town.do("check_report", case, "陈立", at(month, number, 9), result="within", number="HD")
    who = [str(town.officers[name].pk) for name in ("陈立", "张会计")]
    town.do("visit", case, "陈立", at(month, number, 10), who=who, findings="房子老旧")
    town.do("first_opinion", case, "赵强", at(month, number, 11), grant=True, amount=200000)
    meet(town, case, at(month, number, 14))


def test_a_second_aid_within_the_look_back_wants_a_reason(mountain):
    """QY-3.1.1r: aid of 2 March, asked for again on 15 April for the same cause."""
    configure(mountain.place, township_limit="5000", aid_lookback_months="6", posting_days="7")
    mountain.families += 1
    family = mountain.family("李桂田")
    first = decided_by_meeting(mountain, family, (3, 2))
    again = lodge_again(mountain, family, mountain.village, "temporary")
    ready(mountain, again, (4, 15))
    again.refresh_from_db()

    wang = mountain.sit("王镇长", at(4, 16))
    assert "2026-03-02 批过临时救助 2,000 元" in page(mountain, again, when=at(4, 16))
    url = reverse("desk_act", args=[again.pk, "confirm"])
    bare = wang.post(url, {"seen": again.seq, "amount": "2000"})
    assert bare.status_code == 422
    assert "despite" in bare.context["form"].errors

    filled = {"seen": again.seq, "amount": "2000", "despite": "房子又塌了一间", "sure": "yes"}
    assert wang.post(url, filled).status_code == 302
    event = Event.objects.get(case=again, kind="confirm")
    assert event.data["earlier"] == [first.number]
    assert event.data["despite"] == "房子又塌了一间"


def test_where_no_look_back_is_stated_earlier_aid_is_told_and_no_reason_asked_for(mountain):
    """QY-3.1.1r: not stated stays not stated."""
    configure(mountain.place, township_limit="5000", posting_days="7")
    mountain.families += 1
    family = mountain.family("李桂田")
    decided_by_meeting(mountain, family, (3, 2))
    again = lodge_again(mountain, family, mountain.village, "temporary")
    ready(mountain, again, (4, 15))

    assert "本地没有写，这里全列出来" in page(mountain, again, when=at(4, 16))
    mountain.do("confirm", again, "王镇长", at(4, 16), amount=200000)
    assert Event.objects.filter(case=again, kind="confirm").exists()


@pytest.mark.parametrize(
    ("month", "day", "months", "within"),
    [(3, 2, 6, True), (3, 15, 1, True), (3, 14, 1, False), (1, 1, None, True), (3, 2, 1, False)],
)
def test_months_are_counted_from_day_to_day(month, day, months, within):
    assert since(at(month, day), date(2026, 4, 15), months) is within
