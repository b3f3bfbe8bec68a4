"""Ten ways and more to break the law in a draft: kept as a draft, never published, each named on its tab."""

from __future__ import annotations

import pytest

from policies.models import Programme
from policies.rules.validator import NotPublishable
from policies.studio.checking import problems

pytestmark = pytest.mark.django_db


def without(stream, **which):
    """Return the blocks of a stream but one."""
    ((key, value),) = which.items()
    return [
        (block.block_type, block.value)
        for block in stream
        if (block.block_type if key == "step" else block.value[key]) != value
    ]


def change(stream, key, value, **changed):
    for block in stream:
        if (block.block_type if key == "step" else block.value[key]) == value:
            for name, new in changed.items():
                block.value[name] = new


def no_acceptance(draft):
    draft.steps = without(draft.steps, step="accept")


def same_hands(draft):
    change(draft.steps, "step", "review", roles=["acceptor"])


def village_decides(draft):
    change(draft.steps, "step", "confirm", roles=["village"])


def decide_before_posting(draft):
    change(draft.steps, "step", "confirm", after=["review"])


def no_check_first(draft):
    change(draft.steps, "step", "review", after=["accept"])
    change(draft.steps, "step", "confirm", after=["post"])


def appraisal_always(draft):
    change(draft.steps, "step", "appraise", mode="always")


def money_first(draft):
    change(draft.steps, "step", "pay", after=["accept"])


def paper_without_reason(draft):
    change(draft.materials, "code", "id_copy", why="")


def paper_twice(draft):
    draft.materials = [(block.block_type, block.value) for block in (*draft.materials, draft.materials[0])]


def seven_questions(draft):
    kept = [(block.block_type, block.value) for block in draft.questions]
    extra = {"key": "seventh", "part": "screener", "label": "七", "ask": "七？", "type": "yesno"}
    draft.questions = [*kept, ("question", {**extra, "clause": "演示", "ref": "SY-A1.1a"})]


def account_in_the_chat(draft):
    for block in draft.questions:
        if block.value["sensitivity"] == "private":
            block.value["sensitivity"] = "open"


def clock_without_length(draft):
    for block in draft.clocks:
        block.value["limit"], block.value["parameter"] = None, ""


def clock_forgotten(draft):
    draft.clocks, draft.silences = without(draft.clocks, name="whole"), without(draft.silences, key="whole")


def no_refusal_letter(draft):
    draft.notices = without(draft.notices, kind="refusal")


def letter_with_unknown_blank(draft):
    change(draft.notices, "kind", "decision", body="{secret}")


def uncited(draft):
    change(draft.materials, "code", "id_copy", clause="")


def secret_column(draft):
    draft.roster_columns[0].value["label"] = "身份证号"


def ends_before_it_begins(draft):
    draft.effective_until = draft.effective_from.replace(year=2000)


def no_day(draft):
    draft.effective_from = None


def announced_at_once(draft):
    change(draft.steps, "step", "serve", public_after=[])


def letter_without_its_reason(draft):
    change(draft.notices, "kind", "refusal", body="{name}:没有批准。")


def announcement_nobody_can_fill(draft):
    kept = [(block.block_type, block.value) for block in draft.words]
    draft.words = [*kept, ("word", {"key": "announcement_body", "word": "{name}来领{letter}。"})]


def title_of_the_posting_with_a_blank(draft):
    draft.posting_title = "{programme}公示"


BREAKS = [
    (letter_without_its_reason, "notices", "缺少填空 {reason}"),
    (announcement_nobody_can_fill, "words", "缺少填空 {until}"),
    (title_of_the_posting_with_a_blank, "posting_title", "标题照印"),
    (no_acceptance, "steps", "缺少 accept"),
    (same_hands, "steps", "三道手续要三个人"),
    (village_decides, "steps", "权限在乡镇"),
    (decide_before_posting, "steps", "第十九条"),
    (no_check_first, "steps", "第十七条"),
    (appraisal_always, "steps", "第十九条"),
    (money_first, "steps", "发钱要在决定之后"),
    (paper_without_reason, "materials", "第十条"),
    (paper_twice, "materials", "写了两次"),
    (seven_questions, "questions", "最多问 6 个"),
    (account_in_the_chat, "questions", "第二十八条"),
    (clock_without_length, "clocks", "长短"),
    (clock_forgotten, "clocks", "文件写没写"),
    (no_refusal_letter, "notices", "第二十一条"),
    (letter_with_unknown_blank, "notices", "secret"),
    (uncited, "materials", "依据"),
    (secret_column, "roster_columns", "第二十四条"),
    (ends_before_it_begins, "effective_until", "失效日"),
    (no_day, "effective_from", "缺少"),
    (announced_at_once, "steps", "第八十七条"),
]


@pytest.mark.parametrize(("break_it", "tab", "words"), BREAKS, ids=lambda one: getattr(one, "__name__", None))
def test_a_broken_draft_is_kept_named_on_its_tab_and_not_published(
    dibao, editor, publisher, break_it, tab, words
):
    draft = Programme.objects.get(pk=dibao.pk)
    break_it(draft)
    assert any(found.field == tab and words in found.message for found in problems(draft)), problems(draft)
    kept = draft.save_revision(user=editor, clean=False)
    with pytest.raises(NotPublishable, match=words):
        kept.publish(user=publisher)
    assert dibao.versions.count() == 1
    assert Programme.objects.get(pk=dibao.pk).has_unpublished_changes


def test_the_form_shows_the_reason_beside_its_field_when_it_is_sent_on(desk, dibao):
    data = desk.form()
    data = {key: value for key, value in data.items() if not key.startswith("notices-")}
    answer = desk.client.post(desk.address, {**data, "notices-count": "0", "action-submit": "1"})
    assert answer.status_code == 200
    assert "第二十一条" in str(answer.context["form"].errors["notices"])
    assert dibao.versions.count() == 1


def test_a_term_that_would_cut_another_in_two_is_refused(dibao, editor, publisher):
    dibao.effective_from = dibao.effective_from.replace(year=dibao.effective_from.year + 1)
    dibao.effective_until = dibao.effective_from.replace(year=dibao.effective_from.year + 1)
    with pytest.raises(NotPublishable, match="分成两段"):
        dibao.save_revision(user=editor).publish(user=publisher)
