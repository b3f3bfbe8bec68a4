"""The assistance certificate (救助证): given after approval, stamped at every review, replaced, destroyed when support ends, or lost."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from casework.rules.asking import Ask, Outcome, day_of, moved
from casework.rules.facts import Certificate, Facts
from casework.rules.months import month_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from policies.rules.parameters import Parameter
from policies.rules.rulebook import RuleBook

REVIEW = "certificate_review_months"
"""The value that says after how many months a certificate is reviewed. Not stated: this place gives no certificate."""
MOST_NUMBER = 40
LOST, TYPED = "lost", "typed"
WHY = {LOST: "丢了", "spoiled": "坏了，或者证印错了", TYPED: "证没有错，登记的时候编号写错了"}
"""Why a number is void: the certificate is gone, it is taken back, or there never was one under that number."""
WITNESSES = 2
"""How many people destroy a certificate: the design of this house, the document names none."""


def stated(book: RuleBook, day: date) -> Parameter | None:
    """Return what the place says of certificates of this programme on a day, or None where it says nothing."""
    return book.parameters.get(REVIEW, day)


def cancelled_on(facts: Facts) -> date | None:
    """Return the first day without support of settled facts, or None while it goes on."""
    benefit, change = facts.benefit, facts.change
    if benefit is not None and benefit.last_month:
        last = date.fromisoformat(f"{benefit.last_month}-01")
        return date.fromisoformat(f"{month_of(last, 1)}-01")
    if benefit is None and change is not None and change.stop and change.effective:
        return date.fromisoformat(f"{change.effective}-01")
    return None


def review_due(certificate: Certificate, months: int) -> date:
    """Return the day by which a certificate is reviewed again, counted from its last stamp or its issue."""
    since = certificate.reviewed or certificate.issued
    year, month = map(int, month_of(since, months).split("-"))
    return date(year, month, min(since.day, calendar.monthrange(year, month)[1]))


def is_due(facts: Facts, book: RuleBook, day: date) -> bool:
    """Say whether the certificate of a case waits for its stamp on a day."""
    certificate, value = facts.certificate, stated(book, day)
    if certificate is None or value is None:
        return False
    return day >= review_due(certificate, int(str(value.value)))


def issue(ask: Ask) -> Outcome:
    """A household on support gets its certificate, under the number printed on it (SY-A1.7e)."""
    value = _stated(ask)
    if ask.facts.decision is None or not ask.facts.decision.grant:
        raise StepRefused("还没有批准，不能发救助证", code="order", clause=value.cite.clause)
    if ask.facts.decision.until is not None and ask.at < ask.facts.decision.until:
        raise StepRefused("决定刚作出，还可以撤回，过一会儿再发救助证", code="order")
    if _over(ask):
        raise StepRefused("救助已经终止，不再发救助证", code="order", clause=value.cite.clause)
    if _kept(ask.facts) is not None:
        raise StepRefused("这一户已经有救助证了", code="order")
    return _left(ask, Certificate(_number(ask), _day(ask, day_of(ask.facts.decision.at))), value)


def stamp(ask: Ask) -> Outcome:
    """The certificate was reviewed and stamped (一年一审); one of a household off support is destroyed instead."""
    value, certificate = _stated(ask), _held(ask)
    if _over(ask):
        raise StepRefused("救助已经终止，救助证不再年审，要收回销毁", code="order", clause=value.cite.clause)
    since = certificate.reviewed or certificate.issued
    if ask.day <= since:
        raise StepRefused("今天刚发证或者刚审过，不用再盖一次", code="order", clause=value.cite.clause)
    return _left(ask, replace(certificate, reviewed=_day(ask, since)), value)


def reissue(ask: Ask) -> Outcome:
    """The old number is void: another certificate was given, or its number was written down wrongly and is put right.

    The document names issue, review and destruction only (SY-A1.7e); this is the design of this house. The yearly
    review stays due when it was: a new certificate is no review of the household.
    """
    value, old = _stated(ask), _held(ask)
    if _over(ask):
        raise StepRefused("救助已经终止，不再补发救助证", code="order", clause=value.cite.clause)
    why = str(ask.data.get("why") or "")
    if why not in WHY:
        raise StepRefused("还没有选为什么补发或者更正", code="missing")
    reason, number = ask.words("reason", "事情的经过"), _number(ask)
    if number == old.number:
        raise StepRefused("这就是原来的编号。请写新证上印的编号", code="invalid")
    day = _day(ask, old.issued)
    issued = old.issued if why == TYPED else day
    new = Certificate(number, issued, old.reviewed if why == TYPED else old.reviewed or old.issued)
    due = review_due(new, int(str(value.value)))
    data = {"number": number, "old": old.number, "why": why, "reason": reason}
    data |= {"on": day.isoformat(), "issued": issued.isoformat(), "due": due.isoformat()}
    return Outcome(replace(moved(ask), certificate=new), data, value.cite.clause)


def destroy(ask: Ask) -> Outcome:
    """The certificate of a household off support is destroyed, by two people, and the day is written down."""
    value, certificate = stated(ask.book, ask.day), _held(ask)
    clause = value.cite.clause if value else ""
    if not _over(ask):
        raise StepRefused("这一户还在享受救助，救助证不能销毁", code="order", clause=clause)
    who = _two(ask)
    day = _day(ask, certificate.issued)
    facts = replace(moved(ask), certificate=replace(certificate, destroyed=day))
    return Outcome(facts, {"number": certificate.number, "on": day.isoformat(), "who": who}, clause)


def lose(ask: Ask) -> Outcome:
    """The certificate of a household off support cannot be taken back: it is gone, and how is written down.

    The document wants it taken back and destroyed (SY-A1.7e), and says nothing of one that is lost: the design of this house.
    """
    value, certificate = stated(ask.book, ask.day), _held(ask)
    clause = value.cite.clause if value else ""
    if not _over(ask):
        raise StepRefused("这一户还在享受救助，证丢了请补发", code="order", clause=clause)
    reason, day = ask.words("reason", "事情的经过"), _day(ask, certificate.issued)
    facts = replace(moved(ask), certificate=replace(certificate, lost=day))
    data = {"number": certificate.number, "on": day.isoformat(), "reason": reason}
    return Outcome(facts, data, clause)


def _stated(ask: Ask) -> Parameter:
    value = stated(ask.book, ask.day)
    if value is None:
        raise StepRefused("本地文件没有写这个项目要发救助证", code="order")
    return value


def _kept(facts: Facts) -> Certificate | None:
    """Return the certificate the household has in its hands, or None."""
    certificate = facts.certificate
    gone = certificate is None or certificate.destroyed or certificate.lost
    return None if gone else certificate


def _held(ask: Ask) -> Certificate:
    certificate = _kept(ask.facts)
    if certificate is None:
        raise StepRefused("这一户手里没有救助证", code="order")
    return certificate


def _number(ask: Ask) -> str:
    number = ask.words("number", "证上印的编号")
    if len(number) > MOST_NUMBER:
        raise StepRefused(f"证的编号最多 {MOST_NUMBER} 个字，请对着证再写一次", code="invalid")
    return number


def _over(ask: Ask) -> bool:
    ended = cancelled_on(ask.facts)
    return ended is not None and ask.day >= ended


def _day(ask: Ask, earliest: date) -> date:
    """Return the day it was done: told, or today; not before `earliest`, not in the future."""
    told = ask.data.get("on")
    day = date.fromisoformat(str(told)) if told else ask.day
    if not earliest <= day <= ask.day:
        raise StepRefused(f"日期要在 {earliest:%Y-%m-%d} 以后、今天以前", code="invalid")
    return day


def _two(ask: Ask) -> list[dict[str, object]]:
    """Return who destroyed it: two people of the township, neither of them kin."""
    who = list(ask.data.get("who") or ())
    if len({str(person["officer"]) for person in who}) != WITNESSES:
        raise StepRefused("销毁要由两个人在场，请选两个人", code="missing")
    if any(not set(person["roles"]) & set(TOWNSHIP_ROLES) for person in who):
        raise StepRefused("销毁要由乡镇的工作人员来办", code="company")
    if any(str(person["officer"]) in ask.facts.relatives for person in who):
        raise StepRefused("销毁的人里有这一家的近亲属，应当回避", code="company")
    return who


def _left(ask: Ask, certificate: Certificate, value: Parameter) -> Outcome:
    day = certificate.reviewed or certificate.issued
    due = review_due(certificate, int(str(value.value)))
    data = {"number": certificate.number, "on": day.isoformat(), "due": due.isoformat()}
    return Outcome(replace(moved(ask), certificate=certificate), data, value.cite.clause)
