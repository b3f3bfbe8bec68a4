"""Scenes about the second factor: an act of weight asks for the code of the phone, and wrong codes wait (T36)."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from casework.models import Export, OfficeEvent, Reveal
from policies.models import PolicyIndexPage, PolicyPage
from policies.step_up import FIELD, KEPT
from tests.casework.desk.cast import PASSWORD, at
from tests.support.second_factor import code_of, tie_phone
from tests.yimen.stepping_up import BACKEND, approve, sit, text
from yimen.models import Phone

LISTS = {
    "the results of a month": ("何科长", "desk_results", {"month": "2026-03"}),
    "the photos of the boards": ("何科长", "desk_boards", {}),
    "the cases": ("王镇长", "desk_export", {"reason": "开会用"}),
}


@pytest.mark.parametrize("which", LISTS)
def test_no_list_leaves_the_desk_without_a_code(town, which):
    """T26: whatever is written down as taken out was confirmed with the phone first."""
    name, where, said = LISTS[which]
    phone = tie_phone(town.user(name))

    asked = sit(town, name).post(reverse(where), said)

    assert (asked.status_code, Export.objects.exists()) == (403, False)
    sent = sit(town, name).post(reverse(where), said | {FIELD: code_of(phone)})
    assert b"".join(sent)
    assert (sent.status_code, Export.objects.count()) == (200, 1)


def test_an_approval_without_a_code_is_asked_for_one_and_nothing_typed_is_lost(town, waiting):
    tie_phone(town.user("王镇长"))

    asked = approve(sit(town, "王镇长"), waiting)

    assert asked.status_code == 403
    assert "动态码" in text(asked)
    assert '<input type="hidden" name="amount" value="1020.00">' in text(asked)
    waiting.refresh_from_db()
    assert waiting.stage == "posted"
    assert not OfficeEvent.objects.exists()


def test_with_the_code_of_the_phone_it_is_done_and_written_down(town, waiting):
    phone, wang = tie_phone(town.user("王镇长")), sit(town, "王镇长")

    done = approve(wang, waiting, **{FIELD: f" {code_of(phone)[:3]} {code_of(phone)[3:]} "})

    assert done.status_code == 302
    waiting.refresh_from_db()
    assert waiting.stage == "confirmed"
    line = OfficeEvent.objects.get()
    assert (line.kind, line.by_name, line.case) == ("stepped_up", "王镇长", waiting)
    assert line.data == {"act": "confirm", "device": "totp"}
    assert code_of(phone) not in str(line.data)


def test_a_code_holds_for_five_minutes_and_not_for_six(town, waiting):
    phone, wang = tie_phone(town.user("王镇长")), sit(town, "王镇长")
    wang.post(reverse("desk_export"), {"reason": "开会用", FIELD: code_of(phone)})
    town.clock.set(at(3, 18) + timedelta(minutes=4))
    within = wang.post(reverse("desk_export"), {"reason": "开会用"})
    town.clock.set(at(3, 18) + timedelta(minutes=6))

    assert within.status_code == 200
    assert wang.post(reverse("desk_export"), {"reason": "开会用"}).status_code == 403
    assert Export.objects.count() == 2


def test_the_same_code_is_not_taken_twice(town, waiting):
    phone = tie_phone(town.user("王镇长"))
    shown = code_of(phone)
    sit(town, "王镇长").post(reverse("desk_export"), {"reason": "开会用", FIELD: shown})

    again = approve(sit(town, "王镇长"), waiting, **{FIELD: shown})

    assert again.status_code == 403
    assert "动态码不对" in text(again)


def test_who_guesses_waits_longer_each_time_and_then_even_the_right_code_is_refused(town, waiting):
    phone, wang = tie_phone(town.user("王镇长")), sit(town, "王镇长")
    wrong = f"{(int(code_of(phone)) + 500_000) % 1_000_000:06d}"
    for _guess in range(3):
        refused = approve(wang, waiting, **{FIELD: wrong})

    assert "秒" in text(refused)
    # As after ten guesses: a slow machine must not sit the wait of three out.
    Phone.objects.filter(pk=phone.pk).update(throttling_failure_count=10)
    assert approve(wang, waiting, **{FIELD: code_of(phone)}).status_code == 403
    waiting.refresh_from_db()
    assert waiting.stage == "posted"


def test_the_phone_of_somebody_else_opens_nothing(town, waiting):
    tie_phone(town.user("王镇长"))
    others = tie_phone(town.user("刘敏"))

    assert approve(sit(town, "王镇长"), waiting, **{FIELD: code_of(others)}).status_code == 403


def test_a_wrong_hand_hears_that_it_is_not_his_and_is_not_asked_for_a_code(town, waiting):
    refused = approve(sit(town, "赵强"), waiting)

    assert refused.status_code == 403
    assert "动态码" not in text(refused).split("<main")[1]
    assert OfficeEvent.objects.get().kind == "refused"


def test_a_number_is_not_shown_without_the_phone(town):
    case = town.lodge(at(3, 2))
    number = case.household.members.get(key="m1").person.sealed("id_number").open()
    phone, liu = tie_phone(town.user("刘敏")), sit(town, "刘敏")
    url = reverse("desk_reveal", args=[case.pk, "m1", "id_number"])

    asked = liu.post(url, {"reason": "match"})
    shown = liu.post(url, {"reason": "match", FIELD: code_of(phone)})

    assert (asked.status_code, number in text(asked)) == (403, False)
    assert number in text(shown)
    assert Reveal.objects.count() == 1


def test_who_has_no_phone_is_told_where_to_tie_one(town, waiting):
    asked = text(approve(sit(town, "王镇长"), waiting))

    assert "还没有绑定手机动态码" in asked
    assert reverse("second_factor") in asked


def test_the_demo_shows_a_code_that_works_once_and_only_in_a_demo(town, waiting, settings):
    settings.YIMEN_DEMO = True
    wang = sit(town, "王镇长")
    shown = approve(wang, waiting).context["demo_code"]
    settings.YIMEN_DEMO = False
    outside = approve(wang, waiting, **{FIELD: shown})
    settings.YIMEN_DEMO = True

    assert "演示县没有手机" not in text(outside)
    assert outside.status_code == 403
    assert approve(wang, waiting, **{FIELD: shown}).status_code == 302
    assert OfficeEvent.objects.get(kind="stepped_up").data["device"] == "demo"


def test_a_kept_code_of_another_account_is_no_code_of_mine(town, waiting):
    wang = sit(town, "王镇长")
    session = wang.session
    session[KEPT] = {"until": 10**11, "device": tie_phone(town.user("刘敏")).persistent_id}
    session.save()

    assert approve(wang, waiting).status_code == 403


def test_a_check_file_and_the_account_of_the_reserve_leave_the_house_with_a_code_only(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    tie_phone(town.user("陈立"))
    tie_phone(town.user("王镇长"))
    town.clock.set(at(3, 4))
    check = {"case": case.number, "reason": "送市核对中心"}
    reserve = reverse("desk_reserve", args=[town.village.parent.code])

    asked = sit(town, "陈立").post(reverse("desk_check"), check)
    account = sit(town, "王镇长").post(reserve, {"as": "xlsx"})

    assert (asked.status_code, account.status_code) == (403, 403)
    assert '<input type="hidden" name="reason" value="送市核对中心">' in text(asked)
    assert not Export.objects.exists()
    case.refresh_from_db()
    assert case.known().check.sent is None


PUBLISH = {"action-publish": "action-publish"}


@pytest.mark.parametrize(
    "posted",
    [
        lambda page: (reverse("wagtailadmin_pages:edit", args=[page.pk]), PUBLISH),
        lambda page: (
            reverse("wagtailadmin_pages:add", args=["policies", "policypage", page.get_parent().pk]),
            PUBLISH,
        ),
        lambda page: (reverse("wagtailadmin_pages:copy", args=[page.pk]), {"publish_copies": "on"}),
        lambda page: (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}",
            {},
        ),
    ],
    ids=["edited", "new", "copied", "many"],
)
def test_a_page_of_the_rules_is_published_with_a_code_only(town, posted):
    index = (
        Page.objects.filter(depth=1)
        .first()
        .add_child(instance=PolicyIndexPage(title="政策库", slug="policies-here", introduction="都在这里。"))
    )
    page = index.add_child(
        instance=PolicyPage(
            title="办法",
            issuer="政府",
            document_number="1 号",
            one_sentence="发钱。",
            effective_from=at(3, 1).date(),
            jurisdiction=town.village.jurisdiction,
            **dict.fromkeys(("who_may", "what_you_get", "how_to_apply", "whom_to_ask"), "<p>找村里。</p>"),
        )
    )
    root = get_user_model().objects.create_superuser("发布", password=PASSWORD)
    tie_phone(root)
    client = Client()
    client.force_login(root, backend=BACKEND)
    before = page.revisions.count(), PolicyPage.objects.count()
    address, form = posted(page)

    asked = client.post(address, form)

    assert asked.status_code == 403
    assert "动态码" in text(asked)
    assert (page.revisions.count(), PolicyPage.objects.count()) == before


@pytest.mark.parametrize(
    ("view", "to"),
    [
        ("wagtailsnippets_policies_programme:workflow_action", "studio_review"),
        ("wagtailadmin_pages:workflow_action", "wagtailadmin_pages:edit"),
    ],
)
def test_the_little_window_of_the_shell_leads_to_the_page_that_asks(town, view, to):
    root = get_user_model().objects.create_superuser("发布", password=PASSWORD)
    client = Client()
    client.force_login(root, backend=BACKEND)

    told = client.post(
        reverse(view, args=["7", "approve", "9"]), headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert told.json() == {"step": "success", "redirect": reverse(to, args=["7"])}
    assert client.post(reverse(view, args=["7", "approve", "9"])).status_code == 403
