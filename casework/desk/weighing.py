"""What an approver reads before he decides: the three sources, what speaks against it, what the like receive, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import weighing
from casework.desk import words
from casework.desk.situation import Situation
from casework.desk.visit.accounts import comparison
from casework.models import Barred, Case, SurveySheet
from casework.rules.asking import Ask
from casework.rules.commitment import asked, committed
from casework.rules.decision import above_township
from casework.rules.earlier import LOOKBACK
from casework.rules.mandate import unlettered
from casework.rules.months import first_month
from casework.rules.refusal import StepRefused
from policies import queries as law
from policies.rules.mandate import LETTER

ENOUGH = 3
"""Fewer households of a kind are no measure, and a figure of one or two tells the neighbours whose it is."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that may speak against approving, in a sentence; `url` leads to the other case, where he may see it."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One of the three sources of what is known of a household, and what it said."""

    name: str
    said: str
    lacking: bool = False


def weighed(situation: Situation) -> dict[str, Any]:
    """Return everything of the approver's part of the page."""
    size = len(situation.facts.members)
    found = weighing.peers(situation.case, size)
    return {
        "sources": sources(situation),
        "rows": comparison(situation, SurveySheet.objects.filter(case=situation.case).first()),
        "conflicts": conflicts(situation),
        "peers": _peers(found),
        "size": size,
        "follows": follows(situation),
    }


def sources(situation: Situation) -> list[Source]:
    """Return what the household declared, what the means check said, what was found at home."""
    facts = situation.facts
    declared = "declaration" in facts.supplied or facts.when("submit") is not None
    told = _("申报过，签了承诺") if committed(facts) and asked(situation.book.spec) else _("申报过")
    check, seen = facts.check, facts.when("visit")
    result = str(words.RESULTS.get(check.result, ""))
    return [
        Source(_("自己报的"), told if declared else _("没有书面申报"), lacking=not declared),
        Source(
            _("信息核对"),
            f"{result} {check.number}".strip() if result else _("还没有报告"),
            lacking=check.result != "within",
        ),
        Source(_("入户调查"), f"{seen:%Y-%m-%d}" if seen else _("还没有入户"), lacking=seen is None),
    ]


def conflicts(situation: Situation) -> list[Conflict]:
    """Return what may speak against approving; empty means looked at, and nothing found."""
    facts, case = situation.facts, situation.case
    found = []
    if facts.relatives or facts.relative_filed:
        found.append(Conflict(_("有工作人员是这一家的近亲属，已经备案、回避，县里会入户看。")))
    found += [
        Conflict(
            _("%(who)s 还在另一件里：%(number)s（%(office)s，%(programme)s，%(stage)s）")
            % _elsewhere(one, situation),
            _address(one.case, situation),
        )
        for one in weighing.elsewhere(case)
    ]
    found += [
        Conflict(
            _("收款账号和别的户一样：%(number)s（%(office)s，%(programme)s，%(stage)s）")
            % _elsewhere(one, situation),
            _address(one.case, situation),
        )
        for one in weighing.same_account(case)
    ]
    for month, members in sorted(facts.held.items()):
        if members:
            who = "、".join(situation.people.get(key, key) for key in members)
            found.append(Conflict(_("%(month)s 的死亡名单里有：%(who)s") % {"month": month, "who": who}))
    lines = (*above(situation), *earlier(situation), *letterless(situation))
    return found + [Conflict(line) for line in lines]


def above(situation: Situation) -> list[str]:
    """Say that the proposed amount is the county's to approve, where it lies above what the township may."""
    opinion = situation.facts.opinion
    ask = Ask("confirm", situation.facts, situation.book, situation.actor, situation.now)
    try:
        limit = above_township(ask, opinion.amount if opinion else None)
    except StepRefused as silence:
        return [silence.reason]
    return [_("建议的金额超过乡镇权限 %s，要由县里批") % words.yuan(limit)] if limit is not None else []


def letterless(situation: Situation) -> list[str]:
    """Return a sentence where the office decides without a valid letter of delegation and the place minds (HX-A2)."""
    if situation.book.parameters.get(LETTER, situation.today) is None:
        return []
    mandate = law.mandate(situation.case.unit, letters=True)
    return [unlettered(mandate)] if mandate.lacks_letter(situation.today) else []


def _elsewhere(one: weighing.Elsewhere, situation: Situation) -> dict[str, str]:
    """Return another case in words; of one's own kin's that there is one, and not which."""
    kin = Barred.objects.filter(case=one.case, officer__in=situation.actor.hands).exists()
    return {
        "who": "、".join(one.members),
        "number": _("您要回避的一件") if kin else one.number,
        "office": one.office,
        "programme": one.programme,
        "stage": one.stage,
    }


def _address(pk: Any, situation: Situation) -> str:
    seen = Case.objects.for_actor(situation.actor).filter(pk=pk).exists()
    return reverse("desk_case", args=[pk]) if seen else ""


def earlier(situation: Situation) -> list[str]:
    """Return earlier aid in sentences, where this programme gives aid once (QY-3.1.1r)."""
    step = situation.book.spec.step("confirm")
    if step is None or not step.option("once"):
        return []
    months = situation.book.parameters.number(LOOKBACK, situation.today)
    found = weighing.earlier_aid(situation.case, [situation.book.spec.code], situation.today, months)
    lines = []
    for aid in found:
        said = {"day": f"{aid.at:%Y-%m-%d}", "what": aid.programme, "yuan": words.yuan(aid.amount)}
        line = _("%(day)s 批过%(what)s %(yuan)s") % said
        lines.append(
            words.headed(words.aside(line, _("原因相同，或者当时没有记")), aid.number)
            if aid.same_cause
            else line
        )
    if lines and months is None:
        lines.append(_("往前看几个月算重复，本地没有写，这里全列出来，由您判断。"))
    return lines


def _peers(found: weighing.Peers) -> dict[str, Any] | None:
    if len(found.amounts) < ENOUGH:
        return None
    return {
        "count": len(found.amounts),
        "least": words.yuan(min(found.amounts)),
        "most": words.yuan(max(found.amounts)),
        "median": words.yuan(found.median),
    }


def follows(situation: Situation) -> list[str]:
    """Return what an approval sets going, as this place orders it."""
    spec, facts = situation.book.spec, situation.facts
    lines = []
    if (opinion := facts.opinion) is not None and opinion.amount is not None and not spec.pays_once:
        ask = Ask("confirm", facts, situation.book, situation.actor, situation.now)
        try:
            lines.append(_("从 %s 起发") % first_month(ask))
        except StepRefused as silence:
            lines.append(silence.reason)
    lines += [_("出《%s》") % form.title for form in spec.notices if "confirm" in form.on]
    post = spec.step("post")
    if post is not None and "confirm" in post.after:
        days = situation.book.parameters.number("posting_days", situation.today)
        lines.append(_("结果公示 %d 天") % days if days is not None else _("结果公示，几天本地没有写"))
    if spec.step("serve") is not None:
        lines.append(_("决定书送达申请人"))
    return [*lines, _("进长期公示名册，审批人写您的名字")]
