"""From acceptance to the first opinion: the means check, the home visit, and what the reviewer proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casework.rules.asking import Ask, Outcome, day_of, moved, with_hand
from casework.rules.decision import undecided
from casework.rules.exchange import out_of_time
from casework.rules.facts import Check, Determination, Facts, Opinion
from casework.rules.intake import check_registration
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES
from casework.rules.signing import opinion_fell, sign
from casework.rules.survey import sheet_mark, taken_at, ways

RESULTS = ("within", "over")
LEVEL_NAMES = {"township": "乡镇", "village": "村"}


def request_check(ask: Ask) -> Outcome:
    """The means check is commissioned; every adult must have authorised it."""
    _still_asked(ask)
    step = ask.step("check")
    if ask.facts.check.requested is not None and not ask.facts.check.result:
        raise StepRefused("已经发起核对，正在等报告", code="order")
    if step is not None and step.option("authorisation"):
        unasked = [
            member.key for member in ask.facts.adults(ask.day) if member.key not in ask.facts.authorised
        ]
        if unasked:
            raise StepRefused(
                f"还有成年人没有授权核对：{'、'.join(unasked)}", code="consent", clause=step.cite.clause
            )
    facts = moved(ask, check=Check(requested=ask.at, programme=ask.book.spec.code))
    return Outcome(facts, {}, step.cite.clause if step else "")


def _check_runner(ask: Ask) -> None:
    """Refuse a report that an officer of another level enters, where the place says who runs the check (YC-3.3.5).

    A report that comes in by the house itself (an imported file, a story) has no officer.
    """
    step = ask.step("check")
    level = step.option("done_by") if step is not None else None
    if step is None or not level or not ask.actor.is_staff:
        return
    if not ask.actor.holds((COUNTY,) if level == "county" else TOWNSHIP_ROLES):
        who = "县里做，报告由县里登记" if level == "county" else "乡镇做，报告由乡镇登记"
        raise StepRefused(f"本地的规定，核对由{who}", code="level", clause=step.cite.clause)


def check_report(ask: Ask) -> Outcome:
    """The report of the means check comes in: within or over the line of the programme it was asked for."""
    _check_runner(ask)
    if ask.facts.check.requested is None:
        raise StepRefused("还没有发起核对，不能登记报告", code="order")
    result = str(ask.data.get("result") or "")
    if result not in RESULTS:
        raise StepRefused("报告结果只能是“符合”或“超出”", code="invalid")
    late = out_of_time(str(ask.data.get("dated") or ""), day_of(ask.facts.check.requested), ask.day)
    if late:
        raise StepRefused(late, code="invalid")
    check = replace(
        ask.facts.check,
        result=result,
        number=str(ask.data.get("number") or ""),
        programme=ask.book.spec.code,
    )
    kept: dict[str, Any] = {"result": result, "number": check.number}
    kept |= {key: ask.data[key] for key in ("found", "dated") if ask.data.get(key)}
    return Outcome(moved(ask, check=check), kept)


def send_check(ask: Ask) -> Outcome:
    """The request has left the house as a file, for whoever runs the comparison; nothing is assumed of his system."""
    if ask.facts.check.requested is None or ask.facts.check.result:
        raise StepRefused("没有等着送出去的核对", code="order")
    sent = replace(ask.facts.check, sent=ask.at)
    return Outcome(moved(ask, check=sent), {"batch": str(ask.data.get("batch") or "")})


def visit(ask: Ask) -> Outcome:
    """The home visit is recorded with everybody who was there: composition as the place states it."""
    _still_asked(ask)
    people = tuple(ask.data.get("who") or ())
    if not people:
        raise StepRefused("还没有写谁去入户的", code="missing")
    _check_company(ask, people)
    how = ways(ask)
    _check_at_home(ask, how)
    stage = "surveyed" if ask.facts.stage in ("accepted", "surveyed") else ask.facts.stage
    kept = {
        "who": [dict(person) for person in people],
        "methods": how,
        "findings": str(ask.data.get("findings") or ""),
        "begun": taken_at(ask).isoformat(),
        **sheet_mark(ask),
    }
    step = ask.step("visit")
    return Outcome(moved(ask, stage=stage), kept, step.cite.clause if step else "")


def _still_asked(ask: Ask) -> None:
    """Refuse to look into the life of a household whose application has been turned down."""
    if ask.facts.stage == "refused":
        raise StepRefused("这一件没有批准，已经办结，不能再核对、入户", code="order")


def _check_at_home(ask: Ask, how: list[dict[str, str]]) -> None:
    """Refuse a survey by letter or telephone alone where the place wants somebody at the door (QY-3.1.1e, SY-A1.3a).

    Who hands in no ways at all tells of a visit, and does not record how.
    """
    step = ask.step("visit")
    if step is None or not step.option("at_home") or "methods" not in ask.data or ask.facts.when("visit"):
        return
    if "visit" not in {way["way"] for way in how}:
        raise StepRefused(
            "还没有入过户。邻里、信函、电话、视频是结合着用的，不能代替入户",
            code="missing",
            clause=step.cite.clause,
        )


def _check_company(ask: Ask, people: tuple[Mapping[str, Any], ...]) -> None:
    step = ask.step("visit")
    if any(person["officer"] in ask.facts.relatives for person in people):
        raise StepRefused("入户的人里有这一家的近亲属，应当回避", code="relative")
    if step is None:
        return
    clause = step.cite.clause
    least = int(step.option("least", 1))
    if len({person["officer"] for person in people if person["roles"]}) < least:
        raise StepRefused(f"入户至少要 {least} 个人", code="company", clause=clause)
    levels = {level for person in people for level in _levels(tuple(person["roles"]))}
    lacking = [level for level in step.option("levels", ()) if level not in levels]
    if lacking:
        named = "、".join(LEVEL_NAMES.get(level, level) for level in lacking)
        raise StepRefused(f"入户的人里还要有{named}的人", code="company", clause=clause)
    lead = step.option("lead")
    if lead and not any(lead in person["roles"] for person in people):
        raise StepRefused("入户要由干部牵头", code="company", clause=clause)


def _levels(roles: tuple[str, ...]) -> tuple[str, ...]:
    village = ("village",) if "village" in roles else ()
    return (*village, "township") if set(roles) & set(TOWNSHIP_ROLES) else village


def first_opinion(ask: Ask) -> Outcome:
    """The reviewer's opinion, from the report and the visit; a check over the line cannot end in `grant`."""
    facts, step = ask.facts, ask.step("review")
    if facts.decision is not None:
        raise StepRefused("这一件已经决定了", code="order")
    if facts.opinion is not None and not opinion_fell(facts):
        raise StepRefused("已经有初审意见。异议成立后才能重新提出", code="order")
    if facts.when("accept") is None:
        raise StepRefused("还没有受理，不能提初审意见", code="order")
    grant = bool(ask.data.get("grant"))
    special = facts.plan_filed and step is not None and step.option("special") == "file_plan"
    over = facts.check.result == "over" and facts.check.programme == ask.book.spec.code and not special
    if grant and over:
        raise StepRefused(
            "核对报告超出标准，不能提“符合”；可以改分类、按一事一方案报备，或者提“不符合”", code="over"
        )
    fen = None if ask.data.get("amount") is None else ask.money("amount", "建议的金额")
    _check_sheet(ask, grant=grant)
    opinion = Opinion(grant=grant, at=ask.at, amount=fen, signed=sign(facts))
    found = Determination(ask.book.spec.code, grant, ask.at)
    after = moved(
        ask,
        stage="opined",
        opinion=opinion,
        hands=with_hand(ask, "review"),
        determinations=determined(facts, found),
    )
    return Outcome(after, {"grant": grant, "amount": opinion.amount}, step.cite.clause if step else "")


def _check_sheet(ask: Ask, *, grant: bool) -> None:
    """Refuse to grant against one's own arithmetic without saying why another amount is right."""
    sheet = ask.data.get("sheet")
    if not grant or sheet is None:
        return
    by_hand = sheet.get("by_hand")
    if by_hand is not None and not str(by_hand.get("reason") or "").strip():
        raise StepRefused("不按收入表算的，要写原因", code="missing")
    if by_hand is None and not sheet.get("eligible"):
        raise StepRefused("按收入表，收入不低于标准。请核对收入，或者提“不符合”", code="over")


def reclassify(ask: Ask) -> Outcome:
    """The same application under another programme, after the survey and before the decision (YC-4a)."""
    if ask.facts.decision is not None:
        raise StepRefused("已经决定的件不能改分类", code="order")
    undecided(ask)
    if ask.facts.when("visit") is None:
        raise StepRefused("要在入户调查以后才能改分类", code="order")
    programme = ask.words("to", "改成哪个项目")
    if programme == ask.facts.programme:
        raise StepRefused("已经是这个项目了", code="invalid")
    check_registration(ask)
    left = Determination(ask.facts.programme, False, ask.at, str(ask.data.get("reason") or ""))
    facts = moved(
        ask,
        stage="surveyed",
        programme=programme,
        opinion=None,
        determinations=determined(ask.facts, left),
    )
    kept = {"from": ask.facts.programme, "to": programme}
    return Outcome(facts, kept | {"reason": left.reason} if left.reason else kept)


def assess(ask: Ask) -> Outcome:
    """The same application is weighed under another programme as well, without moving it there (SY-3.3)."""
    if ask.facts.decision is not None:
        raise StepRefused("已经决定的件不能再认定", code="order")
    undecided(ask)
    if ask.facts.when("visit") is None:
        raise StepRefused("要在入户调查以后才能认定", code="order")
    programme = ask.words("programme", "认定的是哪个项目")
    met = bool(ask.data.get("met"))
    reason = ask.words("reason", "符合或者不符合的理由")
    found = Determination(programme, met, ask.at, reason)
    facts = moved(ask, determinations=determined(ask.facts, found))
    return Outcome(facts, {"programme": programme, "met": met, "reason": reason})


def determined(facts: Facts, found: Determination) -> tuple[Determination, ...]:
    """Return the determinations with one more: the newest of a programme stands, those of others stay."""
    others = (one for one in facts.determinations if one.programme != found.programme)
    return (*others, found)
