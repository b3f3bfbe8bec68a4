"""Before acceptance: the wish, the authorisation, the application, and acceptance itself or why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework.rules.asking import Ask, Outcome, moved, with_hand
from casework.rules.commitment import check_commitment, owed
from casework.rules.completeness import FORM, awaited, missing, paper_name, required
from casework.rules.facts import Authorisation, Facts
from casework.rules.refusal import StepRefused
from casework.rules.relief import given_under
from casework.rules.urgency import URGENT
from policies.rules.ways import CHANNEL_NAMES

ONLINE = ("bot", "web")


def _keys(ask: Ask, name: str) -> frozenset[str]:
    entered = ask.data.get(name) or ()
    keys = frozenset(member.key for member in ask.facts.members)
    if entered == "all":
        return keys
    strangers = set(entered) - keys
    if strangers:
        raise StepRefused("填写的人不在这一家的成员里，请核对姓名", code="invalid")
    return frozenset(entered)


def _adult_keys(ask: Ask) -> frozenset[str]:
    return frozenset(member.key for member in ask.facts.adults(ask.day))


def check_channel(ask: Ask, channel: str) -> None:
    """Refuse an application that comes a way the place's document does not list; a silent one lists none."""
    stated = tuple(ask.option("lodge", "channels", ()))
    if not stated or not channel or channel in stated:
        return
    step = ask.step("lodge")
    ways = "、".join(CHANNEL_NAMES.get(way, way) for way in stated)
    raise StepRefused(
        f"本地的规定写的是从{ways}申请，请从那里交",
        code="channel",
        clause=step.cite.clause if step else "",
    )


def intend(ask: Ask) -> Outcome:
    """The applicant states the wish and authorises the check."""
    check_channel(ask, str(ask.data.get("channel") or ""))
    if ask.facts.when("lodge"):
        raise StepRefused("申请已经交上来了，不用再登记意愿", code="order")
    consent = _consent(ask, _keys(ask, "authorised"))
    return Outcome(moved(ask, stage="draft", **consent), {"authorised": sorted(consent["authorised"])})


def authorise(ask: Ask) -> Outcome:
    """Adults of the household authorise the means check, each for himself, and what of theirs may be looked into."""
    who = _keys(ask, "who")
    if not who:
        raise StepRefused("还没有选是谁授权的", code="missing")
    if ask.data.get("who") != "all" and who - _adult_keys(ask):
        raise StepRefused("核对授权由大人自己签，孩子不用签", code="invalid")
    who &= _adult_keys(ask)
    scope = ask.words("scope", "授权查什么")
    return Outcome(moved(ask, **_consent(ask, who)), {"who": sorted(who), "scope": scope})


def _consent(ask: Ask, who: frozenset[str]) -> dict[str, Any]:
    """Return the consents with these members' added: each with its day and its scope; a first consent stands."""
    on = date.fromisoformat(str(ask.data["on"])) if ask.data.get("on") else ask.day
    if on > ask.day:
        raise StepRefused("授权的日期还没有到，请写授权书上的那一天", code="invalid")
    scope, known = str(ask.data.get("scope") or ""), ask.facts.authorised
    added = tuple(Authorisation(key, on, scope) for key in sorted(who - known))
    return {"authorised": known | who, "authorisations": (*ask.facts.authorisations, *added)}


def sign(ask: Ask) -> Outcome:
    """Members of the household, and representatives of supporting households, sign the application."""
    who = _keys(ask, "who")
    supporters = frozenset(ask.data.get("supporters") or ())
    if not who and not supporters:
        raise StepRefused("还没有选是谁签了字", code="missing")
    facts = moved(
        ask,
        signed=ask.facts.signed | who,
        supporters=ask.facts.supporters | supporters,
        supporters_signed=ask.facts.supporters_signed | supporters,
    )
    return Outcome(facts, {"who": sorted(who), "supporters": sorted(supporters)})


def submit(ask: Ask) -> Outcome:
    """The application is lodged, or completed after a demand. `supplied` are codes, `signed` member keys."""
    first = ask.facts.stage == "draft" and not ask.facts.when("lodge")
    if not first and not awaited(ask.facts, ask.book.spec, ask.day):
        raise StepRefused("这一件已经交上来了，正在办理", code="order")
    return lodged(ask, "submitted")


def lodged(ask: Ask, stage: str) -> Outcome:
    """Return what an application leaves that is handed in now, by its household or by the village that took it."""
    check_channel(ask, str(ask.data.get("channel") or ""))
    supplied = ask.facts.supplied | _papers(ask) | _filled_online(ask)
    signed = ask.facts.signed | _keys(ask, "signed")
    consent = _consent(ask, _keys(ask, "authorised") & _adult_keys(ask))
    facts = moved(
        ask,
        stage=stage,
        milestones=("lodge",),
        supplied=supplied,
        signed=signed,
        channel=str(ask.data.get("channel") or ask.facts.channel),
        **consent,
    )
    if ask.data.get("emergency"):
        facts = _urgent(ask, facts)
    kept: dict[str, Any] = {"channel": facts.channel, "supplied": sorted(supplied), "signed": sorted(signed)}
    kept |= {"from": str(ask.data["from"])} if ask.data.get("from") else {}
    kept |= {"authorised": sorted(facts.authorised), "emergency": facts.emergency}
    return Outcome(facts, {**kept, **from_lead(ask)})


def from_lead(ask: Ask) -> dict[str, Any]:
    """Return the lead that the application came from, for the event that tells of it (YC-3.1.3)."""
    return {"lead": str(ask.data["lead"])} if ask.data.get("lead") else {}


def _urgent(ask: Ask, facts: Facts) -> Facts:
    """Return the facts of an application whose household needs help now.

    It is an emergency only where relief may be given first; elsewhere the need is kept for the clerk to see.
    The hours of an emergency run from when it was first told, which may have been in another application
    (`told`): what is handed in later does not start them anew.
    """
    if not given_under(ask.book.spec):
        return replace(facts, circumstances={**facts.circumstances, URGENT: True})
    told = ask.data.get("told")
    moment = min(told, ask.at) if isinstance(told, datetime) else ask.at
    return replace(facts, emergency=True, times={"report": moment, **facts.times})


def _filled_online(ask: Ask) -> frozenset[str]:
    """A form filled on the site or in chat is not asked for again on paper (YI-2.4b)."""
    return frozenset({FORM}) if ask.data.get("channel") in ONLINE else frozenset()


def _papers(ask: Ask) -> frozenset[str]:
    entered: Iterable[str] | None = ask.data.get("supplied")
    if entered is None or entered == "all":
        return frozenset(required(ask.facts, ask.book.spec, ask.day))
    return frozenset(entered)


def accept(ask: Ask) -> Outcome:
    """The township accepts a complete application; the clocks of the law start, the programme is pinned."""
    spec = ask.book.spec
    if ask.facts.stage != "submitted":
        raise StepRefused("只有已经交上来、还没受理的件才能收下", code="order")
    if not spec.in_force(ask.day):
        raise StepRefused(
            f"《{spec.source.title}》在这一天不在施行期内，要等接续的规定上线再收", code="expired"
        )
    lacking = missing(ask.facts, spec, ask.day)
    if lacking:
        named = "、".join(paper_name(spec, code) for code in lacking)
        raise StepRefused(f"还没有齐：{named}", code="missing")
    check_registration(ask)
    signed, kept = _commitment(ask)
    step = ask.step("accept")
    # A document may give a limit to what is not urgent only (YI-2.3a): such a clock starts from `accept:ordinary`.
    ordinary = () if ask.facts.emergency else ("accept:ordinary",)
    hands = with_hand(ask, "accept")
    facts = moved(ask, stage="accepted", milestones=ordinary, hands=hands, programme=spec.code, signed=signed)
    return Outcome(facts, kept, step.cite.clause if step else "")


def _commitment(ask: Ask) -> tuple[frozenset[str], dict[str, Any]]:
    """Return who has signed, the applicant too whose commitment the acceptor has before him, and what is kept of that.

    Who hands in no such field at all tells of an acceptance, and does not do it.
    """
    if "committed" not in ask.data or owed(ask.facts, ask.book.spec) is None:
        return ask.facts.signed, {}
    check_commitment(ask.facts, ask.book.spec, seen=bool(ask.data["committed"]))
    return ask.facts.signed | {ask.facts.members[0].key}, {"committed": True}


def check_registration(ask: Ask) -> None:
    """Refuse an application that belongs to the place where the applicant is registered (SY-A2.1a)."""
    if ask.option("lodge", "route_by_registration") and ask.facts.members[0].registered:
        step = ask.step("lodge")
        raise StepRefused(
            "申请人的户口不在本地，这一项要向户口所在地申请。请告诉他到哪里办，把这一件转过去",
            code="elsewhere",
            clause=step.cite.clause if step else "",
        )


def decline(ask: Ask) -> Outcome:
    """The township does not accept; a refusal notice with the reason follows."""
    if ask.facts.stage not in ("submitted", "returned"):
        raise StepRefused("这一件不在等受理，不能不收", code="order")
    reason = ask.words("reason", "为什么不收")
    facts = moved(ask, stage="refused", hands=with_hand(ask, "accept"))
    return Outcome(facts, {"reason": reason})
