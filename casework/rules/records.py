"""What is recorded beside the procedure: notices and their service, relatives, complaints, deaths."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from casework.rules.asking import SHANGHAI, Ask, Outcome, moved
from casework.rules.facts import NoticeFact
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY

NOTICE_KINDS = ("acceptance", "missing", "refusal", "advance", "decision")


def notice(ask: Ask) -> Outcome:
    """A written notice has been issued; its text and number live with the notices."""
    kind = str(ask.data.get("kind") or "")
    if kind not in NOTICE_KINDS:
        raise StepRefused("没有这种文书", code="invalid")
    if kind == "advance" and ask.facts.change is None:
        raise StepRefused("还没有提出调整或者停发，不能发事先告知书", code="order")
    issued = NoticeFact(kind, ask.at, str(ask.data.get("number") or ""))
    said = {"kind": kind, "number": issued.number, "id": str(ask.data.get("id") or "")}
    kept = ask.facts.notices
    if ask.data.get("replaces"):
        kept, said = _without(ask, kind), said | _correction(ask)
    return Outcome(moved(ask, notices=(*kept, issued)), said)


def _without(ask: Ask, kind: str) -> tuple[NoticeFact, ...]:
    """Return the letters of the case without the one that is corrected: the latest of its kind, not served yet."""
    old = ask.facts.notice(kind)
    if old is None or old.number != ask.data["replaces"]:
        raise StepRefused("只能改正最近出的那一份", code="order")
    if old.served is not None:
        raise StepRefused("这一份已经送达，不能作废重出", code="order")
    return tuple(notice for notice in ask.facts.notices if notice is not old)


def _correction(ask: Ask) -> dict[str, str]:
    reason, words = ask.words("reason", "原来那一份哪里写错了"), str(ask.data.get("words") or "")
    return {"replaces": str(ask.data["replaces"]), "reason": reason} | ({"words": words} if words else {})


def serve(ask: Ask) -> Outcome:
    """An attempt at service: `served` is the day it counts from, absent while it failed or is under way."""
    kind = str(ask.data.get("kind") or "")
    if not kind and any(notice.served is None for notice in ask.facts.notices):
        raise StepRefused("还没有选送达哪一份文书", code="missing")
    latest = ask.facts.notice(kind)
    if latest is None:
        raise StepRefused("还没有这种文书，先出文书再送达", code="order")
    if set(ask.data.get("servers") or ()) & ask.facts.relatives:
        raise StepRefused("送达人里有这一家的近亲属，应当回避", code="relative")
    served = ask.data.get("served")
    day = date.fromisoformat(str(served)) if served else None
    updated = replace(
        latest,
        served=latest.served or day,
        signed_by=str(ask.data.get("signed_by") or latest.signed_by),
        attempts=(*latest.attempts, str(ask.data.get("method") or "")),
    )
    others = tuple(item for item in ask.facts.notices if item is not latest)
    order = sorted((*others, updated), key=lambda item: item.at)
    facts = moved(ask, notices=tuple(order))
    if day is not None and latest.served is None:
        facts.times[f"served:{kind}"] = counted_from(ask, day)
    return Outcome(facts, {key: value for key, value in ask.data.items() if value is not None})


def counted_from(ask: Ask, day: date) -> datetime:
    """Return the moment service counts from: the act, or the later day on which an announcement ends."""
    if day <= ask.day:
        return ask.at
    return datetime.combine(day, time(23, 59, 59), tzinfo=SHANGHAI)


def relative(ask: Ask) -> Outcome:
    """A member of staff is declared a near relative of the household and is barred from the case.

    `relation` is one of `relations`: who counts as near is what the law and the place say (QY-4.2a).
    """
    officer = str(ask.data.get("officer") or "")
    if not officer:
        raise StepRefused("还没有选是哪位工作人员", code="missing")
    if officer != ask.actor.officer and not ask.actor.holds((COUNTY,)):
        raise StepRefused("近亲属要由工作人员本人登记，别人不能替他登记；县里查实的由县里登记", code="role")
    member = str(ask.data.get("member") or "")
    if member and member not in {one.key for one in ask.facts.members}:
        raise StepRefused("这个人不在这一家的成员里，请核对姓名", code="invalid")
    relation = ask.words("relation", "是什么亲")
    if relation not in ask.data.get("relations", ()):
        raise StepRefused("“是什么亲”请从本地的近亲属名单里选", code="invalid")
    facts = moved(ask, relatives=ask.facts.relatives | {officer})
    return Outcome(facts, {"officer": officer, "member": member, "relation": relation})


def complain(ask: Ask) -> Outcome:
    """A complaint names this case; the county sees it, and visits."""
    return Outcome(moved(ask, complaints=ask.facts.complaints + 1), {"id": str(ask.data.get("id") or "")})


def death_match(ask: Ask) -> Outcome:
    """This month's match found these members: nothing is paid for them that month."""
    month = f"{ask.day:%Y-%m}"
    found = tuple(dict.fromkeys(ask.data.get("members") or ()))
    if set(found) - {member.key for member in ask.facts.members}:
        raise StepRefused("比对到的人不在这一家的成员里，请核对姓名", code="invalid")
    return Outcome(
        moved(ask, held={**ask.facts.held, month: found}), {"month": month, "members": list(found)}
    )


def one_hand(ask: Ask) -> Outcome:
    """Acceptance and first opinion turn out to be one human's, under two records: the opinion no longer stands (T52).

    Another reviewer signs his own; what was posted under the fallen one is posted anew. A decision is not touched: that one
    human had two duties in it is for the county to see and to take up.
    """
    facts, officers = ask.facts, set(ask.data.get("officers") or ())
    signed = [facts.hands.get(duty, ("",))[-1] for duty in ("accept", "review")]
    if facts.opinion is None or facts.decision is not None or not officers.issuperset(signed):
        raise StepRefused("没有同一个人办的受理和初审", code="order")
    contested = facts.objection is not None and facts.objection.open
    stage = facts.stage if contested else "surveyed"
    return Outcome(moved(ask, stage=stage, opinion=None), {"officers": sorted(officers)})
