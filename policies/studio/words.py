"""What the closed words of a programme are called in the studio, in the order in which a form lists them."""

from __future__ import annotations

from policies.rules import invariants as known
from policies.rules.conditions import COMPARISONS as COMPARISON_WORDS
from policies.rules.step_options import Choices
from policies.rules.wording import FACT_WORDS, PAPER_NAMES, PLACEHOLDERS, PUBLIC_COLUMNS

FETCHED_BY: Choices = [("applicant", "您来准备"), ("shared", "我们去查"), ("signed", "现场签")]
PER: Choices = [
    ("household", "一家一份"),
    ("member", "每个人一份"),
    ("adult", "每个大人一份"),
    ("minor", "每个孩子一份"),
]
PARTS: Choices = [("screener", "咨询时问（最多 6 问）"), ("application", "申请时问")]
TYPES: Choices = [
    ("choice", "选一个"),
    ("multi", "选几个"),
    ("yesno", "有没有"),
    ("number", "几个（数字）"),
    ("money", "多少元"),
    ("text", "一段话"),
    ("place", "哪个村（社区）"),
]
SENSITIVITY: Choices = [
    ("open", "哪里都可以问"),
    ("personal", "只在可以传个人信息的渠道问"),
    ("private", "只在网站自己的表里问（身份、账户、电话）"),
]
UNITS: Choices = [("workday", "工作日"), ("day", "天（日历天）"), ("hour", "小时")]
COMPARISONS: Choices = list(COMPARISON_WORDS.items())
JOINS: Choices = [("all", "下面几条都要符合"), ("any", "下面符合一条就行")]

STEPS: dict[str, str] = {
    "disclose": "一次性告知",
    "lodge": "提出申请",
    "accept": "受理",
    "check": "信息核对",
    "visit": "入户调查",
    "review": "初审",
    "post": "公示",
    "appraise": "民主评议",
    "confirm": "审批（审核确认）",
    "notify": "告知结果",
    "serve": "送达",
    "announce": "长期公示",
    "pay": "发放",
    "file": "归档",
    "change": "动态调整",
    "relieve": "急难先救助",
}
KINDS: Choices = list(STEPS.items())
MILESTONES: Choices = [
    ("intend", "表明意愿"),
    ("lodge", "提出申请"),
    ("accept", "受理"),
    ("check", "核对报告到了"),
    ("visit", "入户调查过"),
    ("review", "有初审意见"),
    ("post", "公示期满、没有异议"),
    ("panel", "集体研究通过"),
    ("confirm", "审批"),
    ("serve:decision", "决定书送到"),
]
_EVENT_WORDS = {
    "intend": "表明意愿",
    "submit": "提出申请",
    "take": "村里接件",
    "forward": "村里送到镇里",
    "accept": "受理",
    "accept:ordinary": "受理（不是急难的）",
    "decline": "不予受理",
    "authorise": "授权核对",
    "request_check": "发起核对",
    "report": "报告急难",
    "visit": "入户调查",
    "first_opinion": "初审",
    "post": "贴出公示",
    "repost": "重新公示",
    "posting_end": "公示期满",
    "object": "有人提异议",
    "object:review": "对初审公示提异议",
    "object:result": "对结果公示提异议",
    "object:stop": "对停发公示提异议",
    "resurvey": "复查",
    "appraise": "民主评议",
    "close_objection": "异议办结",
    "panel": "集体研究",
    "confirm": "审批同意",
    "refuse": "审批不同意",
    "extend": "延长",
    "file_plan": "报备方案",
    "relieve": "先行救助",
    "backfill_done": "补齐手续",
    "notice": "发出文书",
    "propose_change": "提出调整",
    "defend": "陈述申辩",
    "decide_change": "决定调整",
    "served:advance": "事先告知书送到",
    "served:decision": "决定书送到",
    "served:refusal": "不符合告知书送到",
}
EVENTS: Choices = [(code, _EVENT_WORDS.get(code, code)) for code in _EVENT_WORDS if code in known.EVENTS]
CLOCKS: Choices = [
    ("forward", "村里几天内送到镇里"),
    ("check", "几天内发起核对"),
    ("first_opinion", "几天内出初审意见"),
    ("whole", "从受理到办结"),
    ("confirm", "公示后几天内审批"),
    ("relief", "急难多久救助"),
    ("backfill", "急难几天内补手续"),
    ("defence", "陈述申辩期"),
    ("posting_end", "公示期"),
    ("objection", "异议几天内办结"),
    ("file", "几天内归档"),
]
REASONS: Choices = [("late_check", "核对报告晚到"), ("complex", "情况复杂")]
NOTICES: Choices = [
    ("acceptance", "受理通知"),
    ("missing", "补正通知"),
    ("refusal", "不符合告知书"),
    ("decision", "决定书"),
    ("advance", "事先告知书"),
    ("advance_stop", "停发事先告知书"),
    ("decision_adjust", "调整决定书"),
    ("decision_stop", "停发决定书"),
]
PAPERS: Choices = list(PAPER_NAMES.items())
COLUMNS: Choices = list(PUBLIC_COLUMNS.items())
FACTS = FACT_WORDS
BLANKS = [f"{{{key}}}({said})" for key, said in PLACEHOLDERS.items()]
