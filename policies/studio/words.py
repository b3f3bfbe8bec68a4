"""What the closed words of a programme are called in the studio, in the order in which a form lists them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.rules import invariants as known
from policies.rules.conditions import COMPARISONS as COMPARISON_WORDS
from policies.rules.wording import FACT_WORDS, PAPER_NAMES, PLACEHOLDERS, PUBLIC_COLUMNS

Said = str | Promise  # as it stands in the source, or in the language of whoever reads
Choices = list[tuple[str, Said]]


def shown(choices: Iterable[tuple[str, str]]) -> Choices:
    """Return a closed list of the rules in the language of whoever reads."""
    return [(code, _(said)) for code, said in choices]


def called(choices: Iterable[tuple[str, Said]]) -> dict[str, str]:
    """Return the words of a closed list by their codes, in the language of whoever reads now."""
    return {code: str(said) for code, said in choices}


FETCHED_BY: Choices = [("applicant", _("您来准备")), ("shared", _("我们去查")), ("signed", _("现场签"))]
PER: Choices = [
    ("household", _("一家一份")),
    ("member", _("每个人一份")),
    ("adult", _("每个大人一份")),
    ("minor", _("每个孩子一份")),
]
PARTS: Choices = [("screener", _("咨询时问（最多 6 问）")), ("application", _("申请时问"))]
TYPES: Choices = [
    ("choice", _("选一个")),
    ("multi", _("选几个")),
    ("yesno", _("有没有")),
    ("number", _("几个（数字）")),
    ("money", _("多少元")),
    ("text", _("一段话")),
    ("place", _("哪个村（社区）")),
]
SENSITIVITY: Choices = [
    ("open", _("哪里都可以问")),
    ("personal", _("只在可以传个人信息的渠道问")),
    ("private", _("只在网站自己的表里问（身份、账户、电话）")),
]
UNITS: Choices = [("workday", _("工作日")), ("day", _("天（日历天）")), ("hour", _("小时"))]
COMPARISONS: Choices = shown(COMPARISON_WORDS.items())
JOINS: Choices = [("all", _("下面几条都要符合")), ("any", _("下面符合一条就行"))]

STEPS: dict[str, Said] = {
    "disclose": _("一次性告知"),
    "lodge": _("提出申请"),
    "accept": _("受理"),
    "check": _("信息核对"),
    "visit": _("入户调查"),
    "review": _("初审"),
    "post": _("公示"),
    "appraise": _("民主评议"),
    "confirm": _("审批（审核确认）"),
    "notify": _("告知结果"),
    "serve": _("送达"),
    "announce": _("长期公示"),
    "pay": _("发放"),
    "file": _("归档"),
    "change": _("动态调整"),
    "relieve": _("急难先救助"),
}
KINDS: Choices = list(STEPS.items())
MILESTONES: Choices = [
    ("intend", _("表明意愿")),
    ("lodge", _("提出申请")),
    ("accept", _("受理")),
    ("check", _("核对报告到了")),
    ("visit", _("入户调查过")),
    ("review", _("有初审意见")),
    ("post", _("公示期满、没有异议")),
    ("panel", _("集体研究通过")),
    ("confirm", _("审批")),
    ("serve:decision", _("决定书送到")),
]
_EVENT_WORDS = {
    "intend": _("表明意愿"),
    "submit": _("提出申请"),
    "take": _("村里接件"),
    "forward": _("村里送到镇里"),
    "accept": _("受理"),
    "accept:ordinary": _("受理（不是急难的）"),
    "decline": _("不予受理"),
    "authorise": _("授权核对"),
    "request_check": _("发起核对"),
    "report": _("报告急难"),
    "visit": _("入户调查"),
    "first_opinion": _("初审"),
    "post": _("贴出公示"),
    "repost": _("重新公示"),
    "posting_end": _("公示期满"),
    "object": _("有人提异议"),
    "object:review": _("对初审公示提异议"),
    "object:result": _("对结果公示提异议"),
    "object:stop": _("对停发公示提异议"),
    "resurvey": _("复查"),
    "appraise": _("民主评议"),
    "close_objection": _("异议办结"),
    "panel": _("集体研究"),
    "confirm": _("审批同意"),
    "refuse": _("审批不同意"),
    "extend": _("延长"),
    "file_plan": _("报备方案"),
    "relieve": _("先行救助"),
    "backfill_done": _("补齐手续"),
    "notice": _("发出文书"),
    "propose_change": _("提出调整"),
    "defend": _("陈述申辩"),
    "decide_change": _("决定调整"),
    "served:advance": _("事先告知书送到"),
    "served:decision": _("决定书送到"),
    "served:refusal": _("不符合告知书送到"),
}
EVENTS: Choices = [(code, _EVENT_WORDS.get(code, code)) for code in _EVENT_WORDS if code in known.EVENTS]
CLOCKS: Choices = [
    ("forward", _("村里几天内送到镇里")),
    ("check", _("几天内发起核对")),
    ("first_opinion", _("几天内出初审意见")),
    ("whole", _("从受理到办结")),
    ("confirm", _("公示后几天内审批")),
    ("relief", _("急难多久救助")),
    ("backfill", _("急难几天内补手续")),
    ("defence", _("陈述申辩期")),
    ("posting_end", _("公示期")),
    ("objection", _("异议几天内办结")),
    ("file", _("几天内归档")),
]
REASONS: Choices = [("late_check", _("核对报告晚到")), ("complex", _("情况复杂"))]
NOTICES: Choices = [
    ("acceptance", _("受理通知")),
    ("missing", _("补正通知")),
    ("refusal", _("不符合告知书")),
    ("decision", _("决定书")),
    ("advance", _("事先告知书")),
    ("advance_stop", _("停发事先告知书")),
    ("decision_adjust", _("调整决定书")),
    ("decision_stop", _("停发决定书")),
]
PAPERS: Choices = shown(PAPER_NAMES.items())
COLUMNS: Choices = shown(PUBLIC_COLUMNS.items())
FACTS = FACT_WORDS
BLANKS = [f"{{{key}}}({said})" for key, said in PLACEHOLDERS.items()]
