"""A draft at every door: each preview is rendered by the function that runs, and follows every word that is typed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, Programme
from policies.studio import personas, previews
from tests.notices.scene import moment

pytestmark = pytest.mark.django_db
MODES = {"page", "form", "chat", "sheet", "clock", "papers", "roster", "check"}


@pytest.fixture
def dibao(db) -> Programme:
    load_calendar()
    load_pack(pack=read_pack("shangyu"), at=moment("2025-03-03 12:00"))
    place = Jurisdiction.objects.get(code="shangyu")
    set_parameter(place=place, key="standard", value="1000.00", clause="演示", reason="演示")
    return Programme.objects.get(jurisdiction=place, code="dibao")


@pytest.fixture
def staff(client):
    user = User.objects.create_user("wen")
    user.groups.add(Group.objects.get(name="编辑"))
    client.force_login(user)
    return client


@pytest.fixture
def look(staff, dibao, rf):
    """A function that renders the draft in a mode, as the side panel does, with the cookies of the editor."""

    def ask(mode: str) -> str:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in staff.cookies.items())
        answer = dibao.make_preview_request(rf.get("/", headers={"cookie": cookies}), mode)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    return ask


def edit(draft: Programme, stream: str, key: str, value: str, **changed: object) -> None:
    for block in getattr(draft, stream):
        if (block.value.get(key) if key != "step" else block.block_type) == value:
            for name, new in changed.items():
                block.value[name] = new


def test_every_door_is_in_the_drop_down(dibao):
    assert {mode for mode, _ in dibao.preview_modes} == MODES
    assert dibao.default_preview_mode == "chat"


def test_a_changed_paper_is_on_the_page_in_the_chat_and_on_the_sheet(look, dibao):
    edit(dibao, "materials", "code", "id_copy", without="没带也能先收件，九天内补上。")
    for mode in ("page", "sheet"):
        assert "九天内补上" in look(mode), mode


def test_a_changed_name_is_heard_in_the_chat(look, dibao):
    edit(dibao, "materials", "code", "id_copy", name="身份证正反面照片")
    said = look("chat")
    assert "身份证正反面照片" in said
    assert "第 1 问" in said


def test_a_changed_question_is_in_the_form_and_in_the_chat(look, dibao):
    first = next(block.value["key"] for block in dibao.questions if block.value["part"] == "screener")
    edit(dibao, "questions", "key", first, ask="今天家里揭得开锅吗？")
    assert "今天家里揭得开锅吗" in look("form")
    assert "今天家里揭得开锅吗" in look("chat")


def test_a_shorter_limit_moves_the_day_of_the_sample_case(look, dibao):
    assert "2025-10-20" in look("clock")
    edit(dibao, "clocks", "name", "whole", limit=10)
    assert "2025-10-20" not in look("clock")


def test_a_letter_is_written_with_its_new_words(look, dibao):
    for block in dibao.notices:
        if block.value["kind"] == "decision":
            block.value["body"] = "{name}:经研究，{amount_sentence}。\n{office}\n{date}"
    said = look("papers")
    assert "赵大年：经研究" in said
    assert "{name}" not in said


def test_a_letter_with_a_mistake_is_named_and_the_others_are_still_written(look, dibao):
    edit(dibao, "notices", "kind", "decision", body="{no_such_blank}")
    said = look("papers")
    assert "no_such_blank" in said
    assert "受理" in said


def test_the_commitment_is_shown_as_the_form_prints_it_where_the_place_asks_for_one(look, dibao):
    """YI-4.1c"""
    assert "守信承诺" not in look("papers")

    statement = "{name}承诺:说的都是真的。有变化告诉{office}。"
    dibao.papers.append(
        (
            "paper",
            {
                "kind": "commitment",
                "title": "守信承诺书",
                "statement": statement,
                "clause": "四 一是",
                "ref": "YI-4.1c",
            },
        )
    )
    said = look("papers")
    assert "守信承诺书" in said
    assert "赵大年承诺：说的都是真的。" in said
    assert "依据：四 一是" in said

    dibao.papers[-1].value["statement"] = "{no_such_blank}"
    assert "no_such_blank" in look("papers")


def test_the_roster_shows_only_the_columns_that_are_listed(look, dibao):
    assert "赵大年" in look("roster")
    dibao.posting_columns = [one for one in _raw(dibao.posting_columns) if one[1]["key"] != "name"]
    dibao.roster_columns = [one for one in _raw(dibao.roster_columns) if one[1]["key"] != "name"]
    assert "赵大年" not in look("roster")


def _raw(stream):
    return [(block.block_type, block.value) for block in stream]


def test_another_household_gets_another_list(look, staff, dibao):
    assert "诊断" not in look("sheet") or "户口" in look("sheet")
    before = look("sheet")
    back = reverse("wagtailsnippets_policies_programme:edit", args=[dibao.pk])
    answer = staff.get(reverse("studio_household", args=["illness"]), HTTP_REFERER=f"http://testserver{back}")
    assert answer["Location"].endswith(back)
    assert staff.session[previews.SESSION_KEY] == "illness"
    assert look("sheet") != before
    assert 'aria-current="true"' in look("sheet")


def test_the_way_back_never_leads_off_the_house(staff):
    answer = staff.get(reverse("studio_household", args=["alone"]), HTTP_REFERER="https://elsewhere.example/")
    assert "elsewhere" not in answer["Location"]


def test_a_draft_that_cannot_be_read_says_where(look, dibao):
    dibao.effective_from = None
    assert "effective_from" in look("chat")


def test_previews_are_for_staff_only(client, dibao):
    address = reverse("wagtailsnippets_policies_programme:preview_on_edit", args=[dibao.pk])
    assert client.get(address).status_code == 302


def test_a_preview_leaves_nothing_behind(look, dibao):
    from casework.models import Case, Disclosure
    from intake_bot.models import Conversation

    for mode in MODES:
        look(mode)
    assert not Case.objects.exists()
    assert not Disclosure.objects.exists()
    assert not Conversation.objects.exists()
    assert dibao.versions.count() == 1


@pytest.mark.parametrize("place", ["yangcheng", "huaxi", "qinyuan", "yicheng", "shangyu"])
def test_every_shipped_programme_can_be_looked_at_from_every_door(rf, place):
    load_calendar()
    load_pack(pack=read_pack(place), at=moment("2025-03-03 12:00"))
    for programme in Programme.objects.filter(jurisdiction__code=place):
        for mode in MODES:
            request = rf.get("/")
            request.session = {}
            answer = previews.show(programme, request, mode)
            assert answer.status_code == 200, (programme.code, mode)


class TestHouseholds:
    """Materials, steps, dates and amounts of the invented households under Shangyu's dibao."""

    @pytest.fixture
    def got(self, dibao):
        return {row.persona.key: row.got for row in personas.table(dibao)}

    def test_two_old_people_bring_two_copies_of_their_cards(self, got):
        """SY-A1.1b"""
        assert got["couple"]["materials"]["id_copy"] == 2

    def test_a_child_brings_a_page_of_the_household_book(self, got):
        """SY-A1.1b"""
        assert got["illness"]["materials"]["household_book"] == 1
        assert "household_book" not in got["couple"]["materials"]

    def test_what_the_household_lacks_to_the_standard_is_paid(self, got):
        assert got["couple"]["amount"] == "1200.00 元"
        assert got["alone"]["amount"] == "1000.00 元"

    def test_the_steps_stand_in_the_place_s_order(self, got):
        """SY-A1.4a: posted after the first opinion and before the approval."""
        steps = got["couple"]["steps"]
        assert steps.index("初审") < steps.index("公示") < steps.index("审批")

    def test_the_limits_run_over_the_holidays_of_october(self, got):
        assert got["couple"]["dates"]["整件办结"] == "2025-10-20"

    def test_a_shorter_limit_turns_every_household_red(self, dibao):
        edit(dibao, "clocks", "name", "whole", limit=10)
        rows = personas.table(dibao)
        assert all(row.red for row in rows)
        assert "日期" in rows[0].differences[0]

    def test_what_was_agreed_to_is_green_again(self, dibao):
        edit(dibao, "clocks", "name", "whole", limit=10)
        personas.agree(dibao)
        assert not any(row.red for row in personas.table(dibao))

    def test_a_programme_nobody_has_looked_at_is_red(self, dibao):
        new = Programme(jurisdiction=dibao.jurisdiction, code="tenth")
        new.take_body({**dibao.draft_body(), "code": "tenth"})
        assert all(row.red for row in personas.table(new))
