"""Scenes of a lead that everybody at home stands aside from: the county sees it and gives it to somebody else."""

import pytest
from django.urls import reverse

from casework import leads
from casework.actions.kin import declare_kin
from casework.models import Case, Lead, OfficeEvent
from casework.sealing import blind_index
from tests.casework.desk.cast import ELSEWHERE, STAFF, at
from tests.casework.desk.leading import KIN, PHONE, SEEN, WHERE, filed, look, state, text, turn


def aside(town, lead, *names):
    for name in names:
        assert (
            town.sit(name, at(3, 3)).post(reverse(WHERE), {"do": "aside", "lead": lead.pk}).status_code == 302
        )


def stuck(town, **more):
    """A lead of 张会计's own kin, from which both who take applications in stand aside."""
    lead = filed(town, related="yes", **more)
    aside(town, lead, "刘敏", "全能")
    return lead


def assign(town, lead, to="外乡人", who="何科长"):
    chosen = town.officers[to].pk if to else ""
    return town.sit(who, at(3, 4)).post(reverse(WHERE), {"do": "assign", "lead": lead.pk, "to": chosen})


def test_the_county_sees_which_lead_nobody_may_deal_with(town):
    """YC-3.1.3: what is reported is dealt with, also where the whole office is kin."""
    filed(town, name="钱大娘", seen="她家还有人管")
    lead = stuck(town)

    page = look(town, "何科长")

    assert "没有人能办的线索" in page
    assert "周老汉" in page
    assert SEEN in page
    assert PHONE not in page
    assert "她家还有人管" not in page, "of the others it only reads how many there are"
    assert f'value="{town.officers["外乡人"].pk}"' in page
    assert f'value="{town.officers["刘敏"].pk}"' not in page
    assert lead.assigned is None


def test_it_stands_on_the_day_of_the_county_until_somebody_has_it(town):
    lead = stuck(town)
    for where in ("desk_queue", "wagtailadmin_home"):
        page = text(town.sit("何科长", at(3, 9)).get(reverse(where)))
        assert "1 条线索那里没有人能办，等县里指派" in page, where
    assign(town, lead)
    assert "等县里指派" not in text(town.sit("何科长", at(3, 9)).get(reverse("desk_queue")))


@pytest.mark.parametrize("names", [(), ("刘敏",), ("刘敏", "全能")])
def test_while_somebody_at_home_may_the_county_only_counts(town, names):
    lead = filed(town)
    aside(town, lead, *names)
    assert "没有人能办的线索" not in look(town, "何科长")
    answer = assign(town, lead)
    assert (answer.status_code, "那里还有人能办" in text(answer)) == (422, True)


def test_whom_the_county_names_sees_this_lead_alone_and_makes_an_application_of_it(town):
    lead, other = stuck(town), filed(town, name="钱大娘")

    assert assign(town, lead).status_code == 302

    event = OfficeEvent.objects.get(kind="lead_assigned")
    assert event.officer == town.officers["何科长"]
    assert event.data == {"lead": str(lead.pk), "to": str(town.officers["外乡人"].pk)}
    page = look(town, "外乡人")
    assert "周老汉" in page
    assert "县里指派外乡人来办" in page
    assert "钱大娘" not in page
    assert "没有人能办的线索" not in look(town, "何科长")
    outsider = town.sit("外乡人", at(3, 4))
    assert outsider.get(reverse("desk_filing", args=[lead.pk])).status_code == 200
    assert outsider.get(reverse("desk_filing", args=[other.pk])).status_code == 404
    assert PHONE in text(outsider.post(reverse(WHERE), {"do": "phone", "lead": lead.pk}))
    assert turn(town, lead, "外乡人").number in look(town, "外乡人", "?done=1")
    assert Case.objects.get().unit == town.village


def test_whom_the_county_names_may_close_it_and_no_other(town):
    lead, other = stuck(town), filed(town, name="钱大娘")
    assign(town, lead)
    outsider = town.sit("外乡人", at(3, 5))
    close = {"do": "close", "reason": "去看过，儿子接走了"}
    assert outsider.post(reverse(WHERE), close | {"lead": other.pk}).status_code == 403
    assert outsider.post(reverse(WHERE), close | {"lead": lead.pk}).status_code == 302
    lead.refresh_from_db()
    assert lead.closed_by == town.officers["外乡人"]


def test_who_was_named_may_stand_aside_too_and_the_county_sees_it_again(town):
    lead = stuck(town)
    assign(town, lead)
    aside(town, lead, "外乡人")
    page = look(town, "何科长")
    assert "指派过外乡人，他也回避了" in page
    assert "全县没有别的受理岗能接" in page
    assert "周老汉" not in look(town, "外乡人")


@pytest.mark.parametrize("who", [name for name in (*STAFF, *ELSEWHERE) if name != "何科长"])
def test_only_the_county_gives_a_lead_away(town, who):
    lead = stuck(town)
    before = state()
    answer = assign(town, lead, who=who)
    assert (answer.status_code, state()) == (403, before)


@pytest.mark.parametrize(
    ("to", "word"),
    [("", "还没有选"), ("陈立", "要指派给受理岗的人"), ("刘敏", "这个人也要回避")],
)
def test_not_just_anybody_is_named(town, to, word):
    lead = stuck(town)
    answer = assign(town, lead, to)
    assert (answer.status_code, word in text(answer)) == (422, True)
    assert Lead.objects.get().assigned is None


def test_an_officer_of_the_county_who_is_kin_himself_sees_nothing_of_it(town):
    stuck(town)
    declare_kin(
        officer=town.officers["何科长"].pk,
        name="周老汉",
        id_number=KIN,
        relation="叔侄",
        actor=town.actor("何科长", at(3, 1).date()),
        at=at(3, 3),
    )
    assert "周老汉" not in look(town, "何科长")


def test_who_is_near_is_the_same_from_both_sides(town):
    """QY-4.2a: by his own word, by his own mobile, by the name on the register."""
    rows = [
        filed(town),
        filed(town, name="钱大娘", phone="13800000088"),
        filed(town, name="孙木匠", phone=""),
    ]
    aside(town, rows[2], "全能")
    clerk = town.officers["陈立"]
    clerk.phone_index = blind_index("13800000088", "phone")
    clerk.save()
    actor = town.actor("何科长", at(3, 1).date())
    declare_kin(
        officer=town.officers["刘敏"].pk,
        name="周 老汉",
        id_number=KIN,
        relation="叔侄",
        actor=actor,
        at=at(3, 1),
    )
    day = at(3, 4).date()

    near = leads.near_to(rows, day)

    for name, officer in town.officers.items():
        far = set(leads.far_from(town.actor(name, day), day).values_list("pk", flat=True))
        assert {pk for pk, officers in near.items() if str(officer.pk) not in officers} == far, name


def test_many_leads_cost_the_county_no_more_queries(town, django_assert_max_num_queries):
    stuck(town)
    he = town.sit("何科长", at(3, 5))
    he.get(reverse(WHERE))
    with django_assert_max_num_queries(60) as few:
        he.get(reverse(WHERE))
        spent = len(few)
    for number in range(6):
        filed(town, name=f"第{number}家")
    stuck(town, name="钱大娘")
    he = town.sit("何科长", at(3, 5))
    with django_assert_max_num_queries(spent):
        assert "钱大娘" in text(he.get(reverse(WHERE)))
