"""The form in the staff shell: untouched it changes nothing, half done it is kept, broken it is not published."""

from __future__ import annotations

import pytest

from policies.models import Programme, ProgrammeVersion
from policies.rules.programme import digest

pytestmark = pytest.mark.django_db


def latest(programme: Programme) -> Programme:
    return Programme.objects.get(pk=programme.pk).get_latest_revision_as_object()


def newest(programme: Programme) -> ProgrammeVersion:
    return programme.versions.order_by("-number").first()


def test_the_row_says_what_the_newest_version_says(dibao):
    assert digest(dibao.draft_body()) == newest(dibao).sha256


def test_an_untouched_form_sent_back_says_the_same(desk, dibao):
    assert desk.send().status_code == 302
    assert latest(dibao).draft_body() == newest(dibao).data


def test_the_form_has_its_tabs(desk):
    page = desk.client.get(desk.address).content.decode()
    tabs = ["概况", "材料", "问题", "步骤", "时限", "文书", "名册栏目"]
    assert [name for name in tabs if f'id="tab-label-{name}"' in page or f"{name}\n" in page] == tabs


def test_a_half_done_draft_is_kept_and_published_is_what_was_before(desk, dibao):
    data = {**desk.form(), "name": "最低生活保障（草稿）", "clocks-count": "0"}
    response = desk.client.post(desk.address, data)
    assert response.status_code == 302, response.context["form"].errors
    assert latest(dibao).name.endswith("（草稿）")
    assert not latest(dibao).clocks
    assert Programme.objects.get(pk=dibao.pk).clocks
    assert dibao.versions.count() == 1


def test_the_code_of_a_published_programme_stays(desk, dibao):
    desk.send(code="other")
    assert latest(dibao).code == "dibao"
