"""Scenes about the office's people: entered, appointed, identified, and two records of one human made one."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import actions, queries
from casework.actions import people
from casework.actions.staffing import appoint, clashes, open_account
from casework.models import Appointment, Case, Event, OfficeEvent, Officer, Relative
from casework.rules.keeping import EVERYWHERE, Keeper
from casework.rules.refusal import StepRefused
from policies.rules.identity import demo_id
from tests.casework.desk.acting import text
from tests.casework.desk.cast import PASSWORD, at

PEOPLE = reverse("desk_people")
NUMBER = demo_id("770101", datetime.date(1980, 5, 4), 301)
OTHER = demo_id("770101", datetime.date(1981, 6, 5), 302)
MOBILE = "13800000077"
ROOT = Keeper(None, "运维", (), EVERYWHERE)


def page_of(town, name):
    return reverse("desk_officer", args=[town.officers[name].pk])


def merge_page(town, kept, gone):
    return reverse("desk_merge", args=[town.officers[kept].pk, town.officers[gone].pk])


def newcomer(town, **more):
    return {
        "name": "新来的",
        "id_number": NUMBER,
        "phone": MOBILE,
        "unit": town.village.parent.code,
        "role": "acceptor",
        "since": "2026-03-03",
        "until": "",
    } | more


def test_the_county_enters_somebody_and_no_number_is_kept_or_shown(town):
    he = town.sit("何科长", at(3, 3))

    done = he.post(PEOPLE, newcomer(town), follow=True)

    officer = Officer.objects.get(name="新来的")
    assert queries.actor_of(str(officer.pk), "", at(3, 3).date()).roles == ("acceptor",)
    assert officer.id_index and officer.phone_index
    for shown in (
        text(done),
        text(he.get(PEOPLE)),
        str(vars(officer)),
        str(list(OfficeEvent.objects.values())),
    ):
        assert NUMBER not in shown
        assert MOBILE not in shown
    kinds = set(OfficeEvent.objects.filter(officer=officer).values_list("kind", flat=True))
    assert {"identified", "appointed"} <= kinds


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"id_number": "770101198005040000"}, "身份证号不对"),
        ({"phone": "12345"}, "手机号不对"),
        ({"phone": "0575-82120000"}, "手机号不对"),
        ({"name": NUMBER}, "不写号码"),
        ({"role": "village"}, "村社经办要设在村"),
        ({"since": "2026-03-05", "until": "2026-03-04"}, "不能早于"),
        ({"unit": "nowhere"}, ""),
    ],
)
def test_what_is_typed_wrong_is_named_and_nobody_is_entered(town, typed, said):
    refused = town.sit("何科长", at(3, 3)).post(PEOPLE, newcomer(town, **typed))

    assert refused.status_code == 422
    assert said in text(refused)
    assert NUMBER not in text(refused)
    assert not Officer.objects.filter(name="新来的").exists()


def test_who_is_here_already_is_not_entered_twice(town):
    """T52"""
    people.identify(officer=town.officers["刘敏"].pk, id_number=NUMBER, keeper=ROOT, at=at(3, 2))

    refused = town.sit("何科长", at(3, 3)).post(PEOPLE, newcomer(town))

    assert refused.status_code == 422
    assert "刘敏" in text(refused)
    assert not Officer.objects.filter(name="新来的").exists()


def test_a_post_is_given_and_ended_and_two_that_are_kept_apart_are_refused(town):
    """HX-2b"""
    he, wang = town.sit("何科长", at(3, 3)), page_of(town, "王镇长")
    given = {"unit": town.village.parent.code, "role": "reviewer", "since": "", "until": ""}

    assert he.post(wang, given).status_code == 302
    clash = he.post(wang, given | {"unit": town.village.parent.parent.code, "role": "county"})
    post = Appointment.objects.get(officer=town.officers["王镇长"], role="approver")
    early = he.post(wang, {"end": post.pk, "until": "2026-02-01"})
    never = he.post(wang, {"end": post.pk, "until": "2026-02-31"})
    ended = he.post(wang, {"end": post.pk, "until": "2026-03-02"})

    assert (clash.status_code, early.status_code, never.status_code, ended.status_code) == (
        422,
        422,
        422,
        302,
    )
    assert "监督" in text(clash)
    actor = town.actor("王镇长", at(3, 3).date())
    assert actor.roles == ("reviewer",)
    assert OfficeEvent.objects.filter(kind="dismissed", by_name="何科长").count() == 1


def test_nobody_appoints_himself_and_the_next_town_keeps_nobody(town):
    he, stranger = town.sit("何科长", at(3, 3)), town.sit("外乡人")
    given = {"unit": town.village.parent.parent.code, "role": "county", "since": "", "until": ""}

    own = he.post(page_of(town, "何科长"), given)

    assert own.status_code == 403
    assert OfficeEvent.objects.get(kind="refused").data["code"] == "self"
    for url in (PEOPLE, page_of(town, "刘敏"), merge_page(town, "刘敏", "陈立")):
        assert (stranger.get(url).status_code, stranger.post(url, newcomer(town)).status_code) == (403, 403)


def test_staff_of_another_county_do_not_exist_for_this_one(town):
    there = Officer.objects.create(name="邻县人")
    he = town.sit("何科长", at(3, 3))

    assert he.get(reverse("desk_officer", args=[there.pk])).status_code == 404
    assert "邻县人" not in text(he.get(PEOPLE))


def keeper_in(town, client):
    root = get_user_model().objects.create_superuser("运维", password=PASSWORD)
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    return root


def test_the_keeper_of_the_accounts_gives_the_login_and_reads_no_case(town, client):
    from tests.support.second_factor import confirm_once_for_all

    confirm_once_for_all(client, keeper_in(town, client))
    free = get_user_model().objects.create_user("newlogin", password=PASSWORD)

    listed = client.get(PEOPLE)
    done = client.post(PEOPLE, newcomer(town, login=str(free.pk)))

    assert "newlogin" in text(listed)
    assert "刘敏" in text(listed)
    assert done.status_code == 302, done.context["form"].errors
    assert free.desk_account.officer.name == "新来的"
    assert client.get(reverse("desk_queue")).status_code == 403
    assert "newlogin" not in text(town.sit("何科长", at(3, 3)).get(PEOPLE)).split("<h2")[-1]


@pytest.mark.parametrize(
    "role", ["acceptor", "surveyor", "reviewer", "approver", "township_head", "cadre", "county"]
)
def test_who_changes_logins_holds_no_post_however_he_came_by_both(town, role):
    """T39: the user admin cannot approve; the post, the login and the group are each tried first and last."""
    root = get_user_model().objects.create_superuser(f"运维{role}", password=PASSWORD)
    unit = town.village.parent.parent if role == "county" else town.village.parent
    human, second = Officer.objects.create(name="管账号的"), Officer.objects.create(name="有岗位的")
    open_account(user=root, officer=human)
    appoint(officer=second, unit=unit, role=role)
    login = get_user_model().objects.create_user(f"岗位{role}", password=PASSWORD)
    open_account(user=login, officer=second)

    with pytest.raises(StepRefused, match="登录账号"):
        appoint(officer=human, unit=unit, role=role)
    login.is_superuser = True
    login.save()

    assert queries.actor_for(login, at(3, 3).date()).roles == ()
    assert [officer.name for officer, _pair in clashes()] == ["有岗位的"]


def test_a_login_that_changes_logins_is_not_given_to_who_holds_a_post(town):
    root = get_user_model().objects.create_superuser("运维", password=PASSWORD)

    with pytest.raises(StepRefused, match="登录账号"):
        open_account(user=root, officer=town.officers["王镇长"])


# One human with two records: 全能 is the other login of 刘敏.
ONE, TWO = "刘敏", "全能"


def found_twins(town):
    """The county reads the same document for both."""
    he = town.sit("何科长", at(3, 2))
    he.post(page_of(town, ONE), {"id_number": NUMBER, "phone": ""})
    return he.post(page_of(town, TWO), {"id_number": NUMBER, "phone": ""})


def accepted_by(town, name):
    case = town.lodge(at(3, 2))
    town.do("accept", case, name, at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "陈立", at(3, 5), result="within")
    town.do("visit", case, "陈立", at(3, 6), who=[str(town.officers["陈立"].pk)])
    return case


def opine(town, case, name):
    town.do("first_opinion", case, name, at(3, 9), grant=True, amount=102000)


def test_a_document_read_twice_is_refused_and_leads_to_the_merge(town):
    """T52: the second account of one human is refused."""
    refused = found_twins(town)

    assert refused.status_code == 422
    assert merge_page(town, TWO, ONE) in text(refused)
    assert "像是一人两条记录" in text(town.sit("何科长").get(PEOPLE))
    assert [{one.name for one in group} for group in queries.twins()] == [{ONE, TWO}]
    assert queries.one_human(str(town.officers[name].pk) for name in (ONE, TWO, "陈立")) is not None


@pytest.mark.parametrize("mark", ["document", "mobile"])
@pytest.mark.parametrize(("first", "second"), [(ONE, TWO), (TWO, ONE)])
def test_before_the_merge_what_one_login_did_the_other_may_not_do_over(town, mark, first, second):
    appoint(officer=town.officers[ONE], unit=town.village.parent, role="reviewer")
    if mark == "document":
        found_twins(town)
    else:
        for number, name in ((NUMBER, ONE), (OTHER, TWO)):
            people.identify(
                officer=town.officers[name].pk,
                id_number=number,
                phone=MOBILE,
                keeper=ROOT,
                at=at(3, 2),
            )
    case = accepted_by(town, first)

    with pytest.raises(StepRefused, match="经手过这一件的受理"):
        opine(town, case, second)
    both = [str(town.officers[name].pk) for name in (ONE, TWO, "张会计")]
    with pytest.raises(StepRefused, match="同一个人"):
        town.do("visit", case, "陈立", at(3, 9), who=both)


def test_right_numbers_for_both_take_the_suspicion_away(town):
    found_twins(town)

    people.identify(officer=town.officers[TWO].pk, id_number=OTHER, keeper=ROOT, at=at(3, 3))

    assert queries.twins() == []


@pytest.mark.parametrize(("kept", "gone"), [(ONE, TWO), (TWO, ONE)])
@pytest.mark.parametrize("hand", ["kept", "gone"])
def test_after_the_merge_it_is_one_human_and_his_past_is_as_it_was_written(town, kept, gone, hand):
    """T52: both directions, whichever record acted before."""
    case = accepted_by(town, kept if hand == "kept" else gone)
    found_twins(town)
    before = list(Event.objects.order_by("pk").values())
    login = town.user(gone)

    page = town.sit("何科长", at(3, 8)).get(merge_page(town, kept, gone))
    done = town.sit("何科长").post(merge_page(town, kept, gone), {"id_number": NUMBER})

    assert "并了就分不开" in text(page)
    assert done.status_code == 302
    one, other = (Officer.objects.get(pk=town.officers[name].pk) for name in (kept, gone))
    assert one.former == [str(other.pk)]
    assert (other.merged_into, other.id_index, bool(one.id_index)) == (one, None, True)
    assert list(Event.objects.order_by("pk").values()) == before
    line = OfficeEvent.objects.get(kind="merged")
    assert (line.officer, line.by_name, line.data["merged"]) == (one, "何科长", str(other.pk))
    login.refresh_from_db()
    actor = queries.actor_for(login, at(3, 9).date())
    assert actor.officer == str(one.pk)
    assert set(actor.roles) == {"acceptor", "surveyor", "reviewer", "approver"}
    with pytest.raises(StepRefused, match="经手过这一件的受理"):
        actions.first_opinion(case=case.pk, actor=actor, at=at(3, 9), grant=True, amount=102000)
    assert queries.twins() == []
    assert page_of(town, gone) not in text(town.sit("何科长").get(PEOPLE))
    assert town.sit("何科长").get(page_of(town, gone)).status_code == 404


def test_kin_of_either_record_stay_kin_of_the_one(town):
    from casework.actions.kin import declare_kin

    case = town.lodge(at(3, 2))
    number = case.household.members.get(key="m1").person.sealed("id_number").open()
    for name in (ONE, TWO):
        actor = town.actor(name, at(3, 2).date())
        declare_kin(
            officer=actor.officer, name="某人", id_number=number, relation="子女", actor=actor, at=at(3, 2)
        )
    found_twins(town)
    login = town.user(TWO)

    people.merge(
        kept=town.officers[TWO].pk, gone=town.officers[ONE].pk, id_number=NUMBER, keeper=ROOT, at=at(3, 8)
    )

    actor = queries.actor_for(login, at(3, 9).date())
    assert not Case.objects.for_actor(actor).filter(pk=case.pk).exists()
    assert Relative.objects.filter(until=None).get().officer == town.officers[TWO]


@pytest.mark.parametrize(("number", "said"), [(OTHER, "对不上"), ("77", "身份证号不对")])
def test_a_merge_with_another_number_changes_nothing(town, number, said):
    found_twins(town)
    before = list(Officer.objects.order_by("pk").values())

    refused = town.sit("何科长").post(merge_page(town, ONE, TWO), {"id_number": number})

    assert refused.status_code == 422
    assert said in text(refused)
    assert list(Officer.objects.order_by("pk").values()) == before
    assert not OfficeEvent.objects.filter(kind="merged").exists()


def test_the_county_does_not_merge_a_record_of_its_own(town):
    with pytest.raises(StepRefused, match="别人"):
        people.merge(
            kept=town.officers[ONE].pk,
            gone=town.officers["何科长"].pk,
            id_number=NUMBER,
            keeper=Keeper(1, "何科长", (str(town.officers["何科长"].pk),), EVERYWHERE),
            at=at(3, 8),
        )
    with pytest.raises(StepRefused, match="没有这条"):
        people.merge(kept=town.officers[ONE].pk, gone=NOBODY, id_number=NUMBER, keeper=ROOT, at=at(3, 8))


NOBODY = "00000000-0000-4000-8000-000000000000"


def test_the_doctor_names_the_twins(town):
    from yimen.doctor import people as doctor
    from yimen.doctor.finding import Visit

    found_twins(town)
    findings = list(doctor.twins(Visit(at(3, 3), production=True)))

    assert [finding.level for finding in findings] == ["bad", "bad"]
    assert ONE in findings[0].said and TWO in findings[0].said
    assert "没有登记证件" in findings[1].said


def test_the_list_costs_the_same_however_long_it_is(town):
    he = town.sit("何科长", at(3, 3))

    def cost():
        with CaptureQueriesContext(connection) as seen:
            he.get(PEOPLE)
        return len(seen)

    he.get(PEOPLE)
    few = cost()
    for number in range(6):
        officer = Officer.objects.create(name=f"多{number}")
        appoint(officer=officer, unit=town.village.parent, role="surveyor")
    assert cost() == few
