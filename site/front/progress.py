"""The progress of one case in words: the pure picture, the names of papers, and who looked at it last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import queries
from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.retract import untold
from front.rules import progress as rules
from policies import queries as law
from policies.rules import money
from policies.rules.programme import ProgrammeSpec

STOPS = {
    "lodge": (gettext_lazy("交上了"), gettext_lazy("等镇里的人看材料")),
    "accept": (gettext_lazy("收下了"), gettext_lazy("在看材料齐不齐")),
    "check": (gettext_lazy("查家底"), gettext_lazy("在核对收入和财产")),
    "visit": (gettext_lazy("去家里看"), gettext_lazy("要有两个人到家里看看，不用招待")),
    "review": (gettext_lazy("初审"), gettext_lazy("在算账、写初步意见")),
    "post": (gettext_lazy("公示"), gettext_lazy("贴出来，听大家的意见")),
    "confirm": (gettext_lazy("审批"), gettext_lazy("在等最后决定")),
    "pay": (gettext_lazy("发钱"), gettext_lazy("在等第一次打钱")),
}
UNDONE = {"accept": gettext_lazy("看材料")}
"""What a stop is called before it is done, where its own name says that it is."""


def progress(case: Case, now: datetime) -> dict[str, Any]:
    """Return what templates show of a case; without names of the household and without numbers."""
    book = law.rulebook(case.version_id, unit=case.unit_id)
    facts = untold(case.known(), now)
    picture = rules.picture(facts, book, now)
    last = case.events.exclude(actor=None).order_by("-seq").first()
    people = {member.key for member in facts.members} | set(facts.supporters)
    return {
        "picture": picture,
        "stops": [
            {"name": _name(stop), "doing": STOPS[stop.kind][1], "state": stop.state, "day": stop.day}
            for stop in picture.stops
        ],
        "headline": _headline(picture, book.spec),
        "lacking": [book.spec.material(code) for code in picture.lacking if book.spec.material(code)],
        "unsigned": sum(key in people for key in picture.lacking),
        "last_hand": {"name": last.actor_name, "day": day_of(last.at)} if last else None,
        "programme": book.spec.short,
        "granted": money.spoken(picture.decision.amount)
        if picture.decision and picture.decision.amount
        else "",
        "once": book.spec.pays_once,
        "wished": facts.when("intend") is not None,
        "own_word": queries.own_word(case, now),
        "may_withdraw": queries.may_withdraw(case, now),
        "reason": picture.decision.reason if picture.decision else "",
    }


def _name(stop: rules.Stop) -> Any:
    done = STOPS[stop.kind][0]
    return done if stop.state == rules.DONE else UNDONE.get(stop.kind, done)


def _approved(spec: ProgrammeSpec) -> str:
    """Say what follows an approval: money month by month, money once, or none from this programme."""
    if spec.step("pay") is None:
        return _("批了，这一项不按月发钱")
    return _("批了，等发钱") if spec.pays_once else _("批了，等第一次发钱")


def _headline(picture: rules.Progress, spec: ProgrammeSpec) -> str:
    """Say in one sentence where the case stands."""
    by_stage = {
        "draft": _("登记了意愿，还没有正式交申请"),
        "taken": _("村里收下了，正要报到镇里"),
        "returned": _("还差材料，等您补"),
        "objected": _("有人提了意见，正在查"),
        "refused": _("这次没批下来"),
        "confirmed": _approved(spec),
        "active": _("批了，正在发"),
        "changing": _("在发，正在调整"),
        "ended": _("已经停发"),
        "withdrawn": _("您自己撤回了，这次不办了"),
    }
    if picture.stage in by_stage:
        return by_stage[picture.stage]
    return str(STOPS[picture.current][1]) if picture.current else _("正在办")
