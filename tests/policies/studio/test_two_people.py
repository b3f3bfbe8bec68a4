"""Writing and publishing are two people's work, whichever way somebody tries."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from policies.actions.drafts import draft_of, writers
from policies.models import DraftApproval, PolicyIndexPage, Programme
from policies.rules.programme import digest
from policies.rules.validator import NotPublishable
from policies.studio import personas
from policies.tasks import publish_due
from tests.support.second_factor import confirm_once_for_all
from yimen.settings.celery import RHYTHM

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(dibao, editor):
    """小温 rewrote the summary."""
    dibao.summary = "家里人均收入低于低保标准的，每月补到标准。"
    return dibao.save_revision(user=editor)


def fresh(programme: Programme) -> Programme:
    return Programme.objects.get(pk=programme.pk)


def test_another_person_publishes_and_both_names_are_kept(dibao, written, editor, publisher):
    written.publish(user=publisher)
    version = dibao.versions.order_by("-number").first()
    assert (version.number, version.author, version.publisher) == (2, editor, publisher)
    assert version.sha256 == digest(fresh(dibao).draft_body())
    assert fresh(dibao).live_revision == written
    assert not fresh(dibao).has_unpublished_changes


def test_who_wrote_it_does_not_publish_it_not_even_the_administrator(dibao, written, editor):
    User.objects.filter(pk=editor.pk).update(is_superuser=True)
    editor.refresh_from_db()
    with pytest.raises(NotPublishable, match="两个人"):
        written.publish(user=editor)
    assert dibao.versions.count() == 1


def test_a_second_writer_is_a_writer_too(dibao, written, editor, publisher):
    dibao.short = "低保金"
    again = dibao.save_revision(user=publisher)
    assert writers(fresh(dibao), again) == [editor, publisher]
    with pytest.raises(NotPublishable, match="两个人"):
        again.publish(user=publisher)


def test_saving_without_a_change_makes_nobody_a_writer(dibao, written, editor, publisher):
    again = written.as_object().save_revision(user=publisher)
    assert writers(fresh(dibao), again) == [editor]
    again.publish(user=publisher)
    assert dibao.versions.count() == 2


def test_what_was_published_before_counts_no_more(dibao, written, editor, publisher):
    written.publish(user=publisher)
    now = fresh(dibao)
    now.summary = "再改一回。"
    second = now.save_revision(user=publisher)
    assert writers(fresh(dibao), second) == [publisher]
    editor.groups.set(publisher.groups.all())
    second.publish(user=editor)
    assert dibao.versions.count() == 3


def test_nobody_publishes_in_nobodys_name(dibao, written):
    with pytest.raises(NotPublishable, match="没有人"):
        written.publish()


def test_what_says_the_same_is_not_published_twice(dibao, editor, publisher):
    same = dibao.save_revision(user=editor)
    with pytest.raises(NotPublishable, match="一个字也不差"):
        same.publish(user=publisher)


def test_the_form_refuses_the_writer_with_a_sentence(desk, dibao, editor):
    User.objects.filter(pk=editor.pk).update(is_superuser=True)
    answer = desk.send("publish", summary="自己写，自己发。")
    assert answer.status_code == 200
    assert "两个人" in str(answer.context["form"].errors)
    assert dibao.versions.count() == 1


def test_an_editor_has_no_button_to_publish(desk):
    assert "action-publish" not in desk.client.get(desk.address).content.decode()


class TestWorkflow:
    @pytest.fixture
    def submitted(self, desk, dibao):
        """小温 sends it on."""
        answer = desk.send("submit", summary="送审的一版。")
        assert answer.status_code == 302, answer.context["form"].errors
        return fresh(dibao)

    def test_the_editors_workflow_is_there_from_the_start(self, dibao):
        assert Workflow.objects.filter(name="编辑写,发布人发").exists()
        assert dibao.get_workflow().name == "编辑写,发布人发"

    def test_the_publisher_approves_and_the_version_is_there(self, client, submitted, editor, publisher):
        state = submitted.current_workflow_task_state
        client.force_login(publisher)
        confirm_once_for_all(client, publisher)
        address = reverse(
            "wagtailsnippets_policies_programme:workflow_action", args=[submitted.pk, "approve", state.pk]
        )
        client.post(address)
        version = submitted.versions.order_by("-number").first()
        assert (version.number, version.author, version.publisher) == (2, editor, publisher)

    def test_the_writer_cannot_approve_even_with_both_hats(self, client, submitted, editor):
        User.objects.filter(pk=editor.pk).update(is_superuser=True)
        task = submitted.current_workflow_task
        editor.refresh_from_db()
        assert [name for name, _, _ in task.get_actions(submitted, editor)] == ["reject"]
        state = submitted.current_workflow_task_state
        client.force_login(editor)
        confirm_once_for_all(client, editor)
        address = reverse(
            "wagtailsnippets_policies_programme:workflow_action", args=[submitted.pk, "approve", state.pk]
        )
        client.post(address)
        assert submitted.versions.count() == 1

    def test_while_it_waits_the_editor_cannot_change_it(self, client, desk, submitted):
        desk.send(summary="趁审的时候再改。")
        assert fresh(submitted).get_latest_revision_as_object().summary == "送审的一版。"


class TestHours:
    def test_a_draft_agreed_to_takes_force_at_its_hour(self, dibao, editor, publisher):
        dibao.summary, dibao.go_live_at = "到点生效。", timezone.now() + timedelta(hours=1)
        revision = dibao.save_revision(user=editor)
        revision.publish(user=publisher)
        assert dibao.versions.count() == 1
        assert DraftApproval.objects.get(revision=revision).publisher == publisher
        self._let_the_hour_come(revision)
        publish_due()
        version = dibao.versions.order_by("-number").first()
        assert (version.number, version.author, version.publisher) == (2, editor, publisher)

    def test_the_writer_cannot_agree_to_a_later_hour_either(self, dibao, editor):
        dibao.summary, dibao.go_live_at = "到点生效。", timezone.now() + timedelta(hours=1)
        with pytest.raises(NotPublishable, match="两个人"):
            dibao.save_revision(user=editor).publish(user=editor)
        assert not DraftApproval.objects.exists()

    def test_one_that_may_not_be_published_any_more_holds_up_no_other(
        self, client, dibao, editor, publisher, caplog
    ):
        other = Programme.objects.get(jurisdiction=dibao.jurisdiction, code="tekun")
        for programme in (dibao, other):
            programme.summary, programme.go_live_at = "到点生效。", timezone.now() + timedelta(hours=1)
            revision = programme.save_revision(user=editor)
            revision.publish(user=publisher)
            self._let_the_hour_come(revision)
        DraftApproval.objects.filter(revision__object_id=str(dibao.pk)).delete()
        publish_due()
        assert (dibao.versions.count(), other.versions.count()) == (1, 2)
        assert "not published at its hour" in caplog.text
        client.force_login(publisher)
        page = client.get(reverse("studio_review", args=[dibao.pk])).content.decode()
        assert "到点了还没有发布" in page

    def test_a_page_comes_down_at_its_hour(self, dibao):
        page = Page.objects.get(depth=1).add_child(instance=PolicyIndexPage(title="政策库", slug="library"))
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        publish_due()
        assert not Page.objects.get(pk=page.pk).live

    def test_the_clock_of_the_house_looks_every_minute(self):
        assert RHYTHM["policies.tasks.publish_due"] == 60

    def _let_the_hour_come(self, revision):
        content = revision.content
        past: datetime = timezone.now() - timedelta(minutes=1)
        content["go_live_at"] = past.isoformat()
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)


def test_one_press_lays_an_earlier_version_into_the_draft_again(dibao, written, editor, publisher):
    first = dibao.versions.get(number=1)
    written.publish(user=publisher)
    back = draft_of(first, user=editor)
    assert fresh(dibao).has_unpublished_changes
    back.publish(user=publisher)
    newest = dibao.versions.order_by("-number").first()
    assert (newest.number, newest.sha256) == (3, first.sha256)


def test_a_red_household_stands_in_the_way_until_somebody_agrees(dibao, editor, publisher):
    dibao.materials = [
        (block.block_type, block.value) for block in dibao.materials if block.value["code"] != "id_copy"
    ]
    red = dibao.save_revision(user=editor)
    with pytest.raises(NotPublishable, match="普通两口人"):
        red.publish(user=publisher)
    draft = fresh(dibao).get_latest_revision_as_object()
    personas.agree(draft)
    draft.save_revision(user=publisher).publish(user=publisher)
    assert dibao.versions.count() == 2
