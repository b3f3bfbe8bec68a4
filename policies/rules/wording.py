"""The closed lists of words that notices, postings and conditions may use, and how they are said in Chinese."""

from __future__ import annotations

import string

PLACEHOLDERS = {
    "name": "申请人姓名",
    "programme": "项目名称",
    "case": "受理编号",
    "lodged": "提出申请的日期",
    "received": "受理日期",
    "due_sentence": "多少天内给信(没有写时限的,是空的)",
    "materials": "缺少的材料,一行一样",
    "reason": "理由",
    "basis": "依据的条款",
    "amount_sentence": "每月多少钱、从哪个月起",
    "change_sentence": "从多少变成多少",
    "cause": "调整或停发的原因",
    "defence_sentence": "到哪一天可以陈述申辩(没有写的,是空的)",
    "answer_sentence": "对陈述申辩的答复",
    "effective_sentence": "从什么时候起",
    "remedy": "救济途径(没有配置的,是空的)",
    "phone": "本级咨询电话",
    "hotline": "上级监督电话",
    "office": "落款单位",
    "date": "落款日期",
}
"""What `{…}` in a notice may say."""

PAPER_NAMES = {
    "application": "申请表",
    "declaration": "声明、承诺",
    "authorisation": "核对授权",
    "agreement": "供养服务协议",
    "survey": "入户调查表",
    "posting_review": "审批以前的公示表",
    "posting_result": "审批以后的公示表",
    "approval": "审批表",
    "minutes": "会议记录",
}
"""The printed forms a place may own, up to the decision; letters are notices."""

PUBLIC_COLUMNS = {
    "name": "申请人姓名",
    "village": "村(社区)",
    "members": "人数",
    "programme": "救助项目",
    "amount": "金额",
    "care_amount": "照料护理费",
    "support_mode": "供养方式",
    "reason_class": "困难类型",
    "first_month": "开始月份",
}
"""What may be shown of a person: 57 art. 24 and 83 IV(2). Nothing else has a place in public."""

FACT_WORDS = {
    "age": "年龄",
    "minor": "未成年人",
    "adult": "成年人",
    "disability": "残疾证",
    "disability_class": "残疾等级",
    "illness": "重病",
    "registered_elsewhere": "外地户口",
    "members": "人数",
    "monthly_income_band": "月收入",
    "car": "小汽车",
    "second_home": "两套以上房",
    "business": "开店开公司",
    "urgent": "急事",
    "no_supporter": "无人赡养的老人",
    "student": "上学的人",
}
"""The facts that a condition may ask for."""


def placeholders(text: str) -> frozenset[str]:
    """Return the names in `{…}` of a template; raise ValueError where the braces do not match."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
