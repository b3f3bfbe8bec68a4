"""The closed lists of words that notices, postings and conditions may use, and how they are said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

PLACEHOLDERS = {
    "name": "申请人姓名",
    "programme": "项目名称",
    "case": "受理编号",
    "lodged": "提出申请的日期",
    "received": "受理日期",
    "due_sentence": "多少天内给信（没有写时限的，是空的）",
    "materials": "缺少的材料，一行一样",
    "reason": "理由",
    "basis": "依据的条款",
    "amount_sentence": "每月多少钱、从哪个月起",
    "change_sentence": "从多少变成多少",
    "cause": "调整或停发的原因",
    "defence_sentence": "到哪一天可以陈述申辩（没有写的，是空的）",
    "answer_sentence": "对陈述申辩的答复",
    "effective_sentence": "从什么时候起",
    "remedy": "救济途径（没有配置的，是空的）",
    "phone": "本级咨询电话",
    "hotline": "上级监督电话",
    "office": "落款单位",
    "date": "落款日期",
}
"""What `{…}` in a notice may say."""

_SENTENCES = ("due_sentence", "defence_sentence", "answer_sentence", "effective_sentence")
OPTIONAL = frozenset(["basis", "phone", "hotline", "remedy", *_SENTENCES])
"""A sentence that leans on one of these is left out where the place or the case has nothing to say."""

_ANYWHERE = frozenset(["name", "programme", "case", "lodged", "office", "date"]) | OPTIONAL
_OF_A_CHANGE = _ANYWHERE | {"received", "amount_sentence", "change_sentence", "cause"}
NOTICE_WORDS = {
    "acceptance": _ANYWHERE | {"received"},
    "missing": _ANYWHERE | {"materials"},
    "refusal": _ANYWHERE | {"reason"},
    "decision": _ANYWHERE | {"received", "amount_sentence"},
    "advance": _OF_A_CHANGE,
    "advance_stop": _OF_A_CHANGE,
    "decision_adjust": _OF_A_CHANGE,
    "decision_stop": _OF_A_CHANGE,
}
"""Which of them there is something to say for when a notice of that kind is made."""

NOTICE_MUST = {
    "missing": frozenset({"materials"}),
    "refusal": frozenset({"reason"}),
    "decision": frozenset({"amount_sentence"}),
    "advance": frozenset({"cause"}),
    "advance_stop": frozenset({"cause"}),
    "decision_adjust": frozenset({"change_sentence", "cause"}),
    "decision_stop": frozenset({"cause"}),
}
"""Without which a notice of that kind would not say what it is made for."""

PAPER_WORDS = frozenset(["name", "programme", "case", "lodged", "basis", "phone", "hotline", "office"])
"""Which of them a printed form may use: it is printed before anything is decided."""
COMMITMENT_WORDS = PAPER_WORDS - {"case", "lodged"}
"""Which of them a commitment may use: it is read and signed before there is a case."""

ANNOUNCEMENT_WORDS = {
    "name": "受送达人",
    "letter": "文书名称",
    "number": "文号",
    "basis": "依据",
    "office": "单位",
    "phone": "电话",
    "since": "公告日",
    "until": "公告的最后一天",
    "days": "公告多少天",
}
"""What `{…}` in the announcement that serves a letter may say: nothing of what the letter decides."""

TITLE_MOST = 80
"""How many characters a title may have: as many as a letter keeps."""

PAPER_NAMES = {
    "application": "申请表",
    "declaration": "书面声明",
    "commitment": "守信承诺（印在申请表上）",
    "authorisation": "核对授权",
    "agreement": "供养服务协议",
    "survey": "入户调查表",
    "posting_review": "审批以前的公示表",
    "posting_result": "审批以后的公示表",
    "approval": "审批表",
    "minutes": "会议记录",
    "appraisal": "民主评议记录",
}
"""The printed forms a place may own, up to the decision; letters are notices."""

DISHONESTY_NAMES = {
    "false_papers": "提供虚假材料骗取社会救助资格",
    "false_identity": "冒用救助对象身份",
}
"""The kinds of dishonesty a place may record after a decision."""

PUBLIC_COLUMNS = {
    "name": "申请人姓名",
    "village": "村（社区）",
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


_BLANK = re.compile(r"\{([^{}]*)\}")
_SENTENCE = re.compile(r"[^。]*。|[^。]+$")


def sentences(line: str) -> list[str]:
    """Return the sentences of a line: what falls away together where an optional word has nothing to say."""
    return _SENTENCE.findall(line.strip())


def placeholders(text: str) -> frozenset[str]:
    """Return the names in `{…}` of a template; raise ValueError where the braces do not match."""
    if re.search(r"[{}]", _BLANK.sub("", text)):
        raise ValueError("{…} 没有成对")
    return frozenset(_BLANK.findall(text))


def template_faults(
    text: str, known: Mapping[str, str], *, usable: Collection[str] | None = None, must: Collection[str] = ()
) -> Iterator[str]:
    """Say in Chinese what keeps a template from being filled in, and what to write instead.

    `known` is the closed list of its words with their Chinese names; `usable` those that this text has something
    to say for (all of them, if not given); `must` those without which it does not say what it is for.
    """
    if not text.strip():
        yield "没有写，要写上"
        return
    try:
        found = placeholders(text)
    except ValueError:
        yield "花括号没有成对，填空要写成 {name} 这样"
        return
    usable = set(known if usable is None else usable)
    if unknown := sorted(found - set(known)):
        yield f"没有这样的填空 {_listed(unknown)}，能用的是 {_named(sorted(usable), known)}"
    if idle := sorted((found & set(known)) - usable):
        yield f"这里没有内容可填 {_named(idle, known)}，请去掉；能用的是 {_named(sorted(usable), known)}"
    if lacking := sorted(set(must) - found):
        yield f"缺少填空 {_named(lacking, known)}，请写进去"
    if leaning := sorted((set(must) & found) - _always(text)):
        said = f"{_named(leaning, known)} 和可能空着的填空写在一句里，那一句会整句不写"
        yield f"{said}，请用句号分成两句"


def _always(text: str) -> frozenset[str]:
    """Return the names in the sentences that are written whatever is stated."""
    each = (placeholders(one) for line in text.splitlines() for one in sentences(line))
    return frozenset().union(*(names for names in each if not names & OPTIONAL))


def _listed(names: Collection[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


def _named(names: Collection[str], known: Mapping[str, str]) -> str:
    return "、".join(f"{{{name}}}（{known[name]}）" for name in names)
