"""明白纸 of a programme: who may have it, what to bring, how long it takes, whom to ask; on A4, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from notices import pdf
from notices.papers import sheet_group
from policies.queries import LiveRules
from policies.rules.disclosure import ChecklistItem
from policies.rules.programme import Clock

UNITS = {"hour": "小时内", "workday": "个工作日内", "day": "天"}


def leaflet_bytes(rules: LiveRules, *, address: str, phone: str, at: datetime) -> bytes:
    """Return the sheet of a programme in force, with the phone number and the number of its version.

    Raises ValueError where nothing is in force.
    """
    spec, found, version = rules.spec, rules.checklist, rules.version
    if spec is None or found is None or version is None:
        raise ValueError(f"{rules.programme}：现在没有在用的规定")
    groups = [
        _brought(found.applicant),
        sheet_group(f"您来签 {len(found.signed)} 张（我们给表）", found.signed, tick=True),
        sheet_group("我们去查，您不用跑", found.shared, tick=False),
        {
            "heading": "不用带",
            "tick": False,
            "items": [_plain(proof.name, proof.instead) for proof in found.banned],
        },
        {"heading": "从哪里申请", "tick": False, "items": [_plain(way) for way in rules.ways.names]},
        {"heading": "多久给信", "tick": False, "items": list(_limits(rules))},
    ]
    data = {
        "title": f"{spec.name}：明白纸",
        "lead": spec.summary,
        "number": f"第 {version.number} 版（{spec.effective_from:%Y-%m-%d} 起施行）",
        "qr": pdf.qr_svg(address),
        "groups": [group for group in groups if group["items"]],
        "foot": [
            f"不清楚的，打 {phone}。办救助不收一分钱。",
            f"依据：{spec.source.title} {spec.source.number}",
        ],
        "office": "",
        "demo": settings.YIMEN_DEMO,
    }
    return pdf.sheet(data, at=at)


def _brought(items: Sequence[ChecklistItem]) -> dict[str, Any]:
    """Return what people bring; what only some bring says when."""
    group = sheet_group(f"您来准备（全部 {len(items)} 样，不是家家都要）", items, tick=True)
    for shown, item in zip(group["items"], items, strict=True):
        if item.selected_by:
            shown["lines"].insert(0, item.selected_by)
    return group


def _limits(rules: LiveRules) -> Iterator[dict[str, Any]]:
    """Yield the limits that are stated; a silence is no line."""
    assert rules.spec is not None
    for clock in rules.spec.clocks:
        if clock.limit:
            yield _plain(f"{clock.label}:{_length(clock)}")
    if rules.posting_days is not None:
        yield _plain(f"{rules.posting_days.label}：{rules.posting_days.value} 天")


def _length(clock: Clock) -> str:
    return f"{clock.limit} {UNITS.get(clock.unit, clock.unit)}"


def _plain(name: str, line: str = "") -> dict[str, Any]:
    return {"name": name, "lines": [line] if line else []}
