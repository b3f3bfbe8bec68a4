"""Before publication somebody sees whom it touches; afterwards a running case is still judged by its own version."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import TaskState

from policies import write_wall
from policies.models import Programme
from policies.studio import personas
from policies.studio.touches import registered, touched
from tests.notices.scene import Scene
from yimen.middleware.write_wall import WriteWallMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    made = []
    for name, group in (("wen", "编辑"), ("lu", "发布人")):
        user = User.objects.create_user(name)
        user.groups.add(Group.objects.get(name=group))
        made.append(user)
    return made


@pytest.fixture
def posted():
    return Scene().posted()


def test_every_room_that_keeps_something_answers():
    assert set(registered()) == {"casework", "front", "notices"}


def test_running_cases_are_counted_by_stage_and_told_what_becomes_of_them(posted):
    found = {touch.label: touch for touch in touched(posted.case.programme)}
    assert found["在办的件：公示中"].count == 1
    assert "原来那一版" in found["在办的件：公示中"].words
    assert found["贴出来的公示"].count == 1
    assert "在办的件：已批准" not in found


def test_the_publisher_sees_it_before_he_signs(client, posted, people):
    client.force_login(people[1])
    page = client.get(reverse("studio_review", args=[posted.case.programme_id])).content.decode()
    assert "在办的件：公示中" in page


def test_a_running_case_keeps_its_version_and_a_new_one_gets_the_new(posted, people):
    """A shorter limit is published while the posting hangs: the case that was accepted keeps its own."""
    before = posted.case.version_id
    programme = Programme.objects.get(pk=posted.case.programme_id)
    for block in programme.clocks:
        if block.value["name"] == "whole":
            block.value["limit"] = 10
    personas.agree(programme)
    programme.save_revision(user=people[0]).publish(user=people[1])
    assert programme.versions.count() == 2
    assert posted.case.version_id == before
    posted.do("2025-10-09 10:00", "confirm", "孙", amount=1200)
    assert posted.case.stage == "confirmed"
    assert posted.case.version_id == before


def test_a_comment_with_a_number_is_answered_with_a_sentence_and_not_kept(client, people, posted, rf):
    """Workflow comments pass no form of ours: the wall stands behind them."""
    programme = Programme.objects.get(pk=posted.case.programme_id)
    programme.summary = "送审。"
    programme.save_revision(user=people[0])
    programme.get_workflow().start(programme, people[0])
    state = programme.current_workflow_task_state
    address = reverse(
        "wagtailsnippets_policies_programme:workflow_action", args=[programme.pk, "reject", state.pk]
    )
    client.force_login(people[1])
    answer = client.post(address, {"comment": "身份证 77010119800101001X 这一家 13900139000"})
    assert answer.status_code == 422
    assert "手机号" in answer.content.decode()
    assert "13900139000" not in answer.content.decode()
    assert TaskState.objects.get(pk=state.pk).comment == ""


def test_scripts_of_the_editor_get_the_sentence_as_json(rf):
    middleware = WriteWallMiddleware(lambda request: None)
    request = rf.post("/cms/", headers={"accept": "application/json"})
    answer = middleware.process_exception(request, write_wall.PrivateNumber("里面有手机号。"))
    assert answer.status_code == 422
    assert "手机号" in answer.content.decode("unicode_escape")
    assert middleware.process_exception(request, ValueError("another matter")) is None
