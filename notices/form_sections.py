"""What stands on a printed form of a case, section by section: plain data for one typst template.

An identity number, an account or a phone is never printed: there is a line for the hand that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.rules.asking import day_of
from casework.rules.facts import Facts
from notices.rules.forms import chinese_day, yuan
from policies.rules.private_numbers import redact
from policies.rules.programme import ProgrammeSpec, Question

Section = dict[str, Any]
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
RESULTS = {"within": "没有超过标准", "over": "超过标准"}
YES_NO = {True: "是", False: "否"}


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the case as a form tells it: who did it, when, and what was kept."""

    name: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything a form may say of a case. `people` are names by member key; `officers` names by id."""

    facts: Facts
    spec: ProgrammeSpec
    village: str
    office: str
    people: Mapping[str, str]
    officers: Mapping[str, str]
    answers: Mapping[str, Any]
    acts: Mapping[str, Act]
    sums: tuple[tuple[str, str, str], ...] = ()
    commitment: tuple[str, ...] = ()
    """The commitment that is signed with the application: its title, then its lines; empty where none is asked for."""

    def act(self, verb: str) -> Act | None:
        """Return the latest act of a kind, or None."""
        return self.acts.get(verb)


def pairs(heading: str, rows: Iterable[tuple[str, str]]) -> Section:
    """A table of labels and values; an empty value stays a line for the pen."""
    return {"kind": "pairs", "heading": heading, "rows": [list(row) for row in rows]}


def table(heading: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Section:
    """A table with a head that is repeated on every page."""
    return {
        "kind": "table",
        "heading": heading,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def signs(heading: str, labels: Iterable[str]) -> Section:
    """Lines to sign on, each with its date."""
    return {"kind": "signs", "heading": heading, "rows": list(labels)}


def said(heading: str, lines: Iterable[str]) -> Section:
    """Sentences under a title of their own."""
    return {"kind": "said", "heading": heading, "rows": list(lines)}


def sections(kind: str, filling: Filling) -> list[Section]:
    """Return the sections above the statement of a form and, after a `statement` mark, those below it."""
    return FORMS[kind](filling)


STATEMENT: Section = {"kind": "statement", "heading": "", "rows": []}


def _applicant(filling: Filling) -> Section:
    lodged = filling.act("submit") or filling.act("take")
    return pairs(
        "申请人",
        [
            ("姓名", _head(filling)),
            ("村（社区）", filling.village),
            ("救助项目", filling.spec.name),
            ("共同生活的人", f"{len(filling.facts.members)} 人"),
            ("提出申请", chinese_day(lodged.at) if lodged else ""),
            ("身份证号", ""),
            ("联系电话", ""),
        ],
    )


def _head(filling: Filling) -> str:
    return next(iter(filling.people.values()), "")


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
            "申请人", [("姓名", _head(filling)), ("救助项目", filling.spec.name), ("授权给", filling.office)]
        ),
        STATEMENT,
        table("授权人", ("姓名", "关系", "查询范围", "授权", "签名、按手印和日期"), rows),
    ]


def _agreement(filling: Filling) -> list[Section]:
    mode = next((one for one in filling.spec.questions if one.key == "support_mode"), None)
    chosen = _said(mode, filling.answers.get("support_mode")) if mode else ""
    return [
        pairs("双方", [("甲方", filling.office), ("乙方", _head(filling)), ("村（社区）", filling.village)]),
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
        pairs("被调查家庭", [("申请人", _head(filling)), ("村（社区）", filling.village)]),
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


def _approval(filling: Filling) -> list[Section]:
    facts = filling.facts
    return [
        pairs(
            "申请人",
            [
                ("姓名", _head(filling)),
                ("村（社区）", filling.village),
                ("救助项目", filling.spec.name),
                ("人数", f"{len(facts.members)} 人"),
            ],
        ),
        pairs("核对和调查", _inquiry(filling)),
        pairs(filling.spec.word("review", "初审"), _opinion(filling)),
        *([pairs("公示", _posting(facts))] if facts.posting else []),
        *([pairs(filling.spec.word("panel", "集体研究"), _panel(facts))] if facts.panel else []),
        pairs(filling.spec.word("confirm", "审批"), _decision(filling)),
        STATEMENT,
        signs("经手人签字", [f"{duty} {name}".strip() for duty, name in _hands(filling)]),
    ]


def _inquiry(filling: Filling) -> list[tuple[str, str]]:
    check, visit = filling.facts.check, filling.act("visit")
    return [
        ("核对报告", f"{check.number} {RESULTS.get(check.result, '')}".strip()),
        ("入户调查", chinese_day(visit.at) if visit else ""),
    ]


def _opinion(filling: Filling) -> list[tuple[str, str]]:
    opinion, act = filling.facts.opinion, filling.act("first_opinion")
    if opinion is None or act is None:
        return [("意见", "")]
    said = "符合条件" if opinion.grant else "不符合条件"
    amount = f"，建议每月 {yuan(opinion.amount)} 元" if opinion.amount is not None else ""
    return [("意见", f"{said}{amount}"), ("日期", chinese_day(act.at))]


def _posting(facts: Facts) -> list[tuple[str, str]]:
    assert facts.posting is not None
    days = (
        f"{chinese_day(facts.posting.at)}起 {facts.posting.days} 天，到{chinese_day(facts.posting.last_day)}"
    )
    objected = f"收到异议 {facts.objections} 件" if facts.objections else "没有收到异议"
    return [("公示期", days), ("异议", objected)]


def _panel(facts: Facts) -> list[tuple[str, str]]:
    assert facts.panel is not None
    return [
        ("日期", chinese_day(facts.panel.at)),
        ("表决", _votes(facts.panel.approves, facts.panel.rejects)),
    ]


def _votes(approves: int, rejects: int) -> str:
    return f"同意 {approves} 票，不同意 {rejects} 票"


def _decision(filling: Filling) -> list[tuple[str, str]]:
    decision, benefit = filling.facts.decision, filling.facts.benefit
    if decision is None:
        return [("意见", ""), ("金额（每月）", ""), ("开始月份", "")]
    if not decision.grant:
        return [("意见", "不予批准"), ("理由", redact(decision.reason)), ("日期", chinese_day(decision.at))]
    rows = [("意见", "予以批准"), ("日期", chinese_day(decision.at))]
    confirmed = filling.act("confirm")
    if confirmed is not None and confirmed.data.get("basis"):
        rows.insert(1, ("理由和依据", redact(str(confirmed.data["basis"]))))
    if decision.amount is not None:
        rows.append(("金额（每月）", f"{yuan(decision.amount)} 元"))
    if decision.care:
        rows.append(("照料护理费（每月）", f"{yuan(decision.care)} 元"))
    if benefit is not None:
        rows.append(("开始月份", benefit.first_month))
    return rows


def _hands(filling: Filling) -> list[tuple[str, str]]:
    duties = (
        ("accept", "受理"),
        ("first_opinion", filling.spec.word("review", "初审")),
        ("confirm", filling.spec.word("confirm", "审批")),
    )
    found = []
    for verb, duty in duties:
        act = filling.act(verb) or (filling.act("refuse") if verb == "confirm" else None)
        found.append((duty, act.name if act else ""))
    return found


def _minutes(filling: Filling) -> list[Section]:
    meeting = filling.act("panel")
    data: Mapping[str, Any] = meeting.data if meeting else {}
    names = [filling.officers.get(str(one.get("officer")), "") for one in data.get("members", ())]
    votes = _votes(int(data.get("for") or 0), int(data.get("against") or 0)) if meeting else ""
    rows = [
        ("时间", chinese_day(meeting.at) if meeting else ""),
        ("主持人", filling.officers.get(str(data.get("chair")), "")),
        ("参会", "、".join(name for name in names if name)),
        ("议题", f"{_head(filling)}的{filling.spec.name}申请"),
        ("发言和理由", ""),
        ("表决", votes),
    ]
    return [
        pairs("会议", rows),
        STATEMENT,
        signs("参会的人签字", [name for name in names if name] or ["主持人"]),
    ]


FORMS: dict[str, Callable[[Filling], list[Section]]] = {
    "application": _application,
    "declaration": _declaration,
    "authorisation": _authorisation,
    "agreement": _agreement,
    "survey": _survey,
    "approval": _approval,
    "minutes": _minutes,
}
"""The forms that are filled from a case; postings are printed from their public rows."""
