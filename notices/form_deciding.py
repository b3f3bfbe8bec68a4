"""The printed forms about a decision: the approval sheet, the minutes of the meeting, the record of an appraisal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.rules.facts import Facts
from notices.form_parts import STATEMENT, Filling, Section, head, pairs, signs, table
from notices.rules.forms import chinese_day, chinese_month
from policies.rules.money import printed
from policies.rules.private_numbers import redact

RESULTS = {"within": "没有超过标准", "over": "超过标准"}


def approval(filling: Filling) -> list[Section]:
    """The sheet on which the decision stands, with everything it rests on and whose hands it went through."""
    facts = filling.facts
    return [
        pairs(
            "申请人",
            [
                ("姓名", head(filling)),
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
    rhythm = "一次性" if filling.spec.pays_once else "每月"
    amount = f"，建议{rhythm} {printed(opinion.amount)} 元" if opinion.amount is not None else ""
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
    decision, benefit, once = filling.facts.decision, filling.facts.benefit, filling.spec.pays_once
    amount = "金额（一次性）" if once else "金额（每月）"
    if decision is None:
        return [("意见", ""), (amount, ""), *([] if once else [("开始月份", "")])]
    if not decision.grant:
        return [("意见", "不予批准"), ("理由", redact(decision.reason)), ("日期", chinese_day(decision.at))]
    rows = [("意见", "予以批准"), ("日期", chinese_day(decision.at))]
    confirmed = filling.act("confirm")
    if confirmed is not None and confirmed.data.get("basis"):
        rows.insert(1, ("理由和依据", redact(str(confirmed.data["basis"]))))
    if decision.amount is not None:
        rows.append((amount, f"{printed(decision.amount)} 元"))
    if decision.care:
        rows.append(("照料护理费（每月）", f"{printed(decision.care)} 元"))
    if benefit is not None and not once:
        rows.append(("开始月份", chinese_month(benefit.first_month)))
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


def minutes(filling: Filling) -> list[Section]:
    """The record of the meeting that decided (QY-3.1.1k)."""
    meeting = filling.act("panel")
    data: Mapping[str, Any] = meeting.data if meeting else {}
    names = [filling.officers.get(str(one.get("officer")), "") for one in data.get("members", ())]
    votes = _votes(int(data.get("for") or 0), int(data.get("against") or 0)) if meeting else ""
    rows = [
        ("时间", chinese_day(meeting.at) if meeting else ""),
        ("主持人", filling.officers.get(str(data.get("chair")), "")),
        ("参会", "、".join(name for name in names if name)),
        ("议题", f"{head(filling)}的{filling.spec.name}申请"),
        ("发言和理由", ""),
        ("表决", votes),
    ]
    return [
        pairs("会议", rows),
        STATEMENT,
        signs("参会的人签字", [name for name in names if name] or ["主持人"]),
    ]


def appraisal(filling: Filling) -> list[Section]:
    """The record of a democratic appraisal (HX-5.2d, YC-3.1.2c): who came and how they voted; never who objected."""
    held = filling.act("appraise")
    data: Mapping[str, Any] = held.data if held else {}
    names = [
        name for one in data.get("who", ()) if (name := filling.officers.get(str(one.get("officer")), ""))
    ]
    rows = [
        ("时间", chinese_day(held.at) if held else ""),
        ("地点", ""),
        ("组织的人", "、".join(names)),
        ("评议什么", f"{head(filling)}的{filling.spec.name}申请"),
        ("大家怎么说", redact(str(data.get("minutes") or ""))),
        ("表决", _votes(int(data.get("for") or 0), int(data.get("against") or 0)) if held else ""),
    ]
    return [
        pairs("评议", rows),
        table("参加评议的人（手写）", ("姓名", "村（居）民代表、村干部", "签名"), [("", "", "")] * 7),
        STATEMENT,
        signs("签字", [*(f"组织人 {name}" for name in names), "记录人"]),
    ]
