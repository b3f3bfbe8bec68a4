"""Which form of the place an act calls for, and the sentences that the case's facts put into it."""

from __future__ import annotations

from datetime import date, datetime

from casework.rules.asking import day_of
from casework.rules.clocks import Running
from casework.rules.facts import Change, Facts
from casework.rules.governed import rules_of
from policies.rules.money import printed
from policies.rules.programme import NoticeForm, ProgrammeSpec

# A change has forms of its own where the place prints them; elsewhere the general form serves.
VARIANTS = {
    ("advance", True): ("advance_stop", "advance"),
    ("advance", False): ("advance",),
    ("decision", True): ("decision_stop", "decision"),
    ("decision", False): ("decision_adjust", "decision"),
}
EFFECTS = {
    "after_service": "本决定书送达并签收以后执行。",
    "month_after_posting": "公示期满无异议的，从下月起执行。",
}
# The acts that call for a letter of a kind, whether they issue it by themselves or somebody does by hand.
CALLED_FOR_BY = {
    "acceptance": ("accept",),
    "missing": ("request_missing",),
    "refusal": ("refuse", "decline"),
    "advance": ("propose_change",),
    "decision": ("confirm", "decide_change"),
}


def form_for(kind: str, spec: ProgrammeSpec, facts: Facts) -> NoticeForm | None:
    """Return the place's form of that kind for this case, or None where it prints none."""
    change = facts.change
    if change is not None and (kind == "advance" or (kind == "decision" and change.decided is not None)):
        names = VARIANTS[kind, change.stop]
    else:
        names = (kind,)
    return next((form for name in names if (form := spec.notice(name)) is not None), None)


def kinds_on(verb: str, spec: ProgrammeSpec) -> tuple[str, ...]:
    """Return the kinds of notice that an act issues by itself under this version."""
    return tuple(form.kind for form in spec.notices if verb in form.on)


def chinese_day(day: date | datetime) -> str:
    """Return a day as a letter prints it: 2025年9月26日 (Asia/Shanghai)."""
    if isinstance(day, datetime):
        day = day_of(day)
    return f"{day.year}年{day.month}月{day.day}日"


def due_sentence(whole: Running | None) -> str:
    """Say by when the case will be decided; nothing where the place states no limit or the calendar ends."""
    if whole is None or whole.provisional:
        return ""
    return f"最迟 {chinese_day(whole.due)}前办结。"


def amount_sentence(facts: Facts, *, once: bool = False) -> str:
    """Say how much is paid and from when, or that it is one sum; an approval without money (低边) says so."""
    decision, benefit = facts.decision, facts.benefit
    if decision is None or not decision.grant:
        return ""
    start = f"，从{chinese_month(benefit.first_month)}起发放" if benefit and benefit.first_month else ""
    if decision.amount is None:
        return "准予认定。"
    if once:
        return f"一次性 {printed(decision.amount)} 元。"
    if decision.care:
        parts = f"基本生活费每月 {printed(decision.amount)} 元，照料护理费每月 {printed(decision.care)} 元"
        return f"{parts}{start}。"
    return f"每月 {printed(decision.amount)} 元{start}。"


def change_sentence(change: Change | None, before: int | None) -> str:
    """Say what changes: from how much to how much, or that support ends."""
    if change is None:
        return ""
    if change.stop:
        return "停发。"
    assert change.to is not None
    since = f"由每月 {printed(before)} 元" if before is not None else ""
    return f"{since}调整为每月 {printed(change.to)} 元。"


def effective_sentence(change: Change | None, spec: ProgrammeSpec) -> str:
    """Say from when the change holds: the month where it is settled, else what the place makes it wait for."""
    if change is None:
        return ""
    if change.effective:
        return f"从{chinese_month(change.effective)}起执行。"
    step = rules_of(change, spec)
    return EFFECTS.get(str(step.option("effect", "")), "") if step else ""


def defence_sentence(days: int | None, unit: str) -> str:
    """Say how long the person may speak for himself; nothing where the place grants no period."""
    if days is None:
        return ""
    counted = "个工作日" if unit == "workday" else "日"
    return f"您可以在收到本告知书之日起 {days} {counted}内向我们陈述、申辩。"


def answer_sentence(change: Change | None) -> str:
    """Give the answer to what the person said for himself."""
    if change is None or change.heard is None or not change.answer:
        return ""
    return f"对您的陈述申辩，答复如下：{change.answer.rstrip('。')}。"


def chinese_month(text: str) -> str:
    """Return a month (YYYY-MM) as a letter prints it: 2025年11月."""
    year, month = text.split("-")
    return f"{year}年{int(month)}月"
