"""What stands on a printed form of a case, section by section: plain data for one typst template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from casework.rules.asking import day_of
from notices.form_deciding import appraisal, approval, minutes
from notices.form_parts import STATEMENT, Filling, Section, head, pairs, said, signs, table
from notices.rules.forms import chinese_day
from policies.rules.private_numbers import redact
from policies.rules.programme import Question

METHODS = {
    "visit": "入户",
    "neighbours": "邻里访问",
    "letter": "信函索证",
    "phone": "电话",
    "video": "视频",
}
ASKED = {
    "member": "家里人",
    "neighbour": "邻居",
    "village": "村（社区）干部",
    "kin": "亲属",
    "employer": "用人单位",
    "other": "其他人",
}
YES_NO = {True: "是", False: "否"}


def sections(kind: str, filling: Filling) -> list[Section]:
    """Return the sections above the statement of a form and, after a `statement` mark, those below it."""
    return FORMS[kind](filling)


def _applicant(filling: Filling) -> Section:
    lodged = filling.act("submit") or filling.act("take")
    return pairs(
        "申请人",
        [
            ("姓名", head(filling)),
            ("村（社区）", filling.village),
            ("救助项目", filling.spec.name),
            ("共同生活的人", f"{len(filling.facts.members)} 人"),
            ("提出申请", chinese_day(lodged.at) if lodged else ""),
            ("身份证号", ""),
            ("联系电话", ""),
        ],
    )


def _members(filling: Filling, last: str) -> Section:
    rows = [
        (
            str(number),
            filling.people.get(member.key, ""),
            member.relation or "本人",
            f"{member.birth.year}年{member.birth.month}月",
            "",
        )
        for number, member in enumerate(filling.facts.members, start=1)
    ]
    return table("家庭成员", ("序号", "姓名", "关系", "出生年月", last), rows)


def _answers(filling: Filling, heading: str) -> Section:
    rows = [
        (question.label, said)
        for question in filling.spec.questions
        if question.sensitivity == "open" and (said := _said(question, filling.answers.get(question.key)))
    ]
    return pairs(heading, rows)


def _said(question: Question, answer: Any) -> str:
    labels = {choice.code: choice.label for choice in question.choices}
    if isinstance(answer, bool):
        return YES_NO[answer]
    given = answer if isinstance(answer, list) else [] if answer in (None, "") else [answer]
    return "、".join(redact(labels.get(str(one), str(one))) for one in given if not isinstance(one, dict))


def _supporters(filling: Filling) -> list[Section]:
    step = filling.spec.step("lodge")
    if step is None or not step.option("supporters_sign"):
        return []
    return [signs("赡养、抚养、扶养义务人家庭（推一名代表签）", ["代表（与申请人的关系：        ）"])]


def _commitment(filling: Filling) -> list[Section]:
    return [said(filling.commitment[0], filling.commitment[1:])] if filling.commitment else []


def _application(filling: Filling) -> list[Section]:
    return [
        _applicant(filling),
        _members(filling, "签名、按手印"),
        _answers(filling, "家里的情况"),
        STATEMENT,
        *_commitment(filling),
        signs("申请人", ["申请人签名、按手印", "代书人、代办人签名（有的才签）"]),
        *_supporters(filling),
    ]


def _declaration(filling: Filling) -> list[Section]:
    return [
        _applicant(filling),
        _answers(filling, "收入、财产和难处"),
        table("补充（手写）", ("项目", "每月或者现值（元）", "说明"), [("", "", "")] * 4),
        STATEMENT,
        signs("声明人", ["申请人签名、按手印"]),
    ]


def _authorisation(filling: Filling) -> list[Section]:
    authorised = filling.facts.authorised
    today = max((act.at for act in filling.acts.values()), default=None)
    day = day_of(today) if today else None
    rows = [
        (
            filling.people.get(member.key, ""),
            member.relation or "本人",
            "收入、财产" if day is None or member.adult_on(day) else "未成年，监护人签",
            "已登记" if member.key in authorised else "",
            "",
        )
        for member in filling.facts.members
    ]
    return [
        pairs(
            "申请人", [("姓名", head(filling)), ("救助项目", filling.spec.name), ("授权给", filling.office)]
        ),
        STATEMENT,
        table("授权人", ("姓名", "关系", "查询范围", "授权", "签名、按手印和日期"), rows),
    ]


def _agreement(filling: Filling) -> list[Section]:
    mode = next((one for one in filling.spec.questions if one.key == "support_mode"), None)
    chosen = _said(mode, filling.answers.get("support_mode")) if mode else ""
    return [
        pairs("双方", [("甲方", filling.office), ("乙方", head(filling)), ("村（社区）", filling.village)]),
        pairs(
            "供养",
            [("供养方式", chosen), ("照料服务人（机构）", ""), ("服务内容和次数", ""), ("与乙方的关系", "")],
        ),
        STATEMENT,
        signs("签字", ["甲方（盖章）", "乙方或者监护人签名、按手印", "照料服务人签名"]),
    ]


def _survey(filling: Filling) -> list[Section]:
    visit = filling.act("visit")
    who = (
        [filling.officers.get(str(one.get("officer")), "") for one in visit.data.get("who", ())]
        if visit
        else []
    )
    methods = [_way(way) for way in visit.data.get("methods", ())] if visit else []
    found = [
        ("调查时间", chinese_day(visit.at) if visit else ""),
        ("调查的人", "、".join(name for name in who if name)),
        ("调查的办法", "、".join(methods)),
        ("看到、问到的", redact(str(visit.data.get("findings", ""))) if visit else ""),
    ]
    return [
        pairs("被调查家庭", [("申请人", head(filling)), ("村（社区）", filling.village)]),
        _members(filling, "身体和劳动情况"),
        _answers(filling, "申报的情况"),
        pairs("调查", found),
        *([table("收入核算", ("项目", "算式", "结果"), filling.sums)] if filling.sums else []),
        STATEMENT,
        signs("签字", [*(f"调查人 {name}" for name in who if name), "在场的家庭成员签名、按手印"]),
    ]


def _way(way: Mapping[str, str] | str) -> str:
    """Return one way of asking, with its day and whom it asked (QY-3.1.1f); older events keep the bare code."""
    if isinstance(way, str):
        return METHODS.get(way, way)
    day = chinese_day(date.fromisoformat(way["on"])) if way.get("on") else ""
    about = " ".join(part for part in (day, ASKED.get(way.get("respondent", ""), "")) if part)
    name = METHODS.get(way["way"], way["way"])
    return f"{name}（{about}）" if about else name


FORMS: dict[str, Callable[[Filling], list[Section]]] = {
    "application": _application,
    "declaration": _declaration,
    "authorisation": _authorisation,
    "agreement": _agreement,
    "survey": _survey,
    "approval": approval,
    "minutes": minutes,
    "appraisal": appraisal,
}
"""The forms that are filled from a case; postings are printed from their public rows."""
