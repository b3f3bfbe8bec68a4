"""The page before publication: what is wrong, what differs, whom it touches; then two people, and one press back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from policies.models import PolicyIndexPage, PolicyPage, Programme
from policies.studio.differences import compare, pieces
from tests.support.second_factor import confirm_once_for_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(dibao, editor):
    for block in dibao.materials:
        if block.value["code"] == "id_copy":
            block.value["without"] = "没带也能先收件，三天内补上就行。"
    return dibao.save_revision(user=editor)


@pytest.fixture
def review(client, dibao):
    address = reverse("studio_review", args=[dibao.pk])

    def ask(user, **posted):
        client.force_login(user)
        confirm_once_for_all(client, user)
        if posted:
            return client.post(address, posted, follow=True)
        return client.get(address)

    return ask


def test_red_and_green_word_by_word():
    assert [(one.kind, one.text) for one in pieces("三天内交", "五天内交")] == [
        ("gone", "三"),
        ("new", "五"),
        ("same", "天内交"),
    ]


def test_differences_are_told_by_item_in_the_words_of_the_form(dibao):
    before = dibao.versions.first().data
    after = {**before, "clocks": [{**clock} for clock in before["clocks"]]}
    whole = next(clock for clock in after["clocks"] if clock["name"] == "whole")
    whole["limit"] = 15
    after["materials"] = before["materials"][1:]
    found = {(one.part, one.kind): one for one in compare(before, after)}
    assert set(found) == {("时限", "changed"), ("材料", "gone")}
    assert found["时限", "changed"].lines[0].label == "多长"


def test_a_different_order_of_the_steps_is_a_difference(dibao):
    before = dibao.versions.first().data
    after = {**before, "steps": [before["steps"][1], before["steps"][0], *before["steps"][2:]]}
    assert [(one.part, one.kind) for one in compare(before, after)] == [("步骤", "moved")]


def test_the_page_shows_what_goes_and_what_comes(review, written, publisher):
    page = review(publisher).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert "没有怎么办" in page


def test_a_draft_that_cannot_be_read_is_not_said_to_be_the_same(review, dibao, editor, publisher):
    for block in dibao.materials:
        block.value["when"]["written"] = "[[[["
    dibao.save_revision(user=editor, clean=False)
    page = review(publisher).content.decode()
    assert "条件：写成的规则读不了" in page
    assert "比不了" in page
    assert "一个字也不差" not in page


def test_pages_that_use_the_programme_are_named(review, written, publisher, dibao):
    from wagtail.models import Page

    root = Page.objects.get(depth=1)
    library = root.add_child(instance=PolicyIndexPage(title="政策库", slug="library"))
    page = library.add_child(
        instance=PolicyPage(
            title="低保办法",
            slug="dibao",
            jurisdiction=dibao.jurisdiction,
            issuer="民政局",
            effective_from=dibao.effective_from,
            one_sentence="演示",
            who_may="演示",
            what_you_get="演示",
            how_to_apply="演示",
            whom_to_ask="演示",
        )
    )
    page.programmes.add(dibao)
    page.save()
    assert "政策页“低保办法”" in review(publisher).content.decode()


def test_the_publisher_publishes_from_here(review, written, publisher, editor, dibao):
    answer = review(publisher, do="publish", seen=str(written.pk))
    assert "发布了" in answer.content.decode()
    version = dibao.versions.order_by("-number").first()
    assert (version.number, version.author, version.publisher) == (2, editor, publisher)


def test_the_writer_is_told_why_not(review, written, editor, dibao):
    editor.is_superuser = True
    editor.save()
    assert "两个人" in review(editor).content.decode()
    assert "两个人" in review(editor, do="publish", seen=str(written.pk)).content.decode()
    assert dibao.versions.count() == 1


def test_an_editor_without_the_right_is_refused(review, written, editor, dibao):
    review(editor, do="publish", seen=str(written.pk))
    assert dibao.versions.count() == 1


def test_a_later_hour_is_told_as_one_also_by_who_has_published_before(review, dibao, editor, publisher):
    dibao.summary = "第一回。"
    review(publisher, do="publish", seen=str(dibao.save_revision(user=editor).pk))
    dibao.summary, dibao.go_live_at = "到点生效。", timezone.now() + timedelta(hours=1)
    written = dibao.save_revision(user=editor)
    page = review(publisher, do="publish", seen=str(written.pk)).content.decode()
    assert "同意了，到点自动生效" in page
    assert "已经一起换成新的一版" not in page
    assert dibao.versions.count() == 2


def test_what_was_changed_after_the_look_is_looked_at_again(review, written, publisher, editor, dibao):
    draft = Programme.objects.get(pk=dibao.pk).get_latest_revision_as_object()
    draft.summary = "看的时候又改了。"
    draft.save_revision(user=editor)
    assert "刚刚又改过" in review(publisher, do="publish", seen=str(written.pk)).content.decode()
    assert dibao.versions.count() == 1


@pytest.mark.parametrize("number", ["abc", "", "²", "9" * 40])
def test_a_version_that_is_none_is_not_there(review, editor, number):
    assert review(editor, do="revert", version=number).status_code == 404


def test_one_press_goes_back(review, written, publisher, editor, dibao):
    review(publisher, do="publish", seen=str(written.pk))
    first = dibao.versions.get(number=1)
    assert "放进草稿" in review(editor, do="revert", version=str(first.pk)).content.decode()
    fresh = Programme.objects.get(pk=dibao.pk)
    review(publisher, do="publish", seen=str(fresh.latest_revision_id))
    newest = dibao.versions.order_by("-number").first()
    assert (newest.number, newest.sha256) == (3, first.sha256)


def test_red_households_are_agreed_to_by_hand(review, dibao, editor, publisher):
    dibao.materials = [
        (block.block_type, block.value) for block in dibao.materials if block.value["code"] != "id_copy"
    ]
    dibao.save_revision(user=editor)
    assert "studio-red" in review(publisher).content.decode()
    after = review(publisher, do="agree").content.decode()
    assert "studio-red" not in after
    fresh = Programme.objects.get(pk=dibao.pk)
    review(publisher, do="publish", seen=str(fresh.latest_revision_id))
    assert dibao.versions.count() == 2


def test_strangers_see_nothing(client, dibao):
    assert client.get(reverse("studio_review", args=[dibao.pk])).status_code == 302
