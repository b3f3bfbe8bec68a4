"""Before acceptance: the wish, the application, what is missing, the one demand for it, and acceptance itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework.rules.asking import Ask, Outcome, moved, with_hand
from casework.rules.commitment import check_commitment, owed
from casework.rules.facts import Authorisation, Facts
from casework.rules.refusal import StepRefused
from casework.rules.relief import given_under
from casework.rules.urgency import URGENT
from policies.rules.disclosure import Checklist, checklist
from policies.rules.identity import age_on
from policies.rules.programme import ProgrammeSpec
from policies.rules.ways import CHANNEL_NAMES

BEFORE_ACCEPTANCE = ("draft", "taken", "submitted", "returned")
FORM = "form"
ONLINE = ("bot", "web")


def household_facts(facts: Facts, day: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the facts of the household and of each member, in the words conditions use."""
    members: list[dict[str, Any]] = [
        {
            "age": age_on(member.birth, day),
            "adult": member.adult_on(day),
            "minor": not member.adult_on(day),
            "disability": bool(member.disability),
            "disability_class": member.disability,
            "registered_elsewhere": bool(member.registered),
        }
        for member in facts.members
    ]
    household = {
        **facts.circumstances,
        "members": len(members),
        "disability": any(member["disability"] for member in members),
        "registered_elsewhere": any(member["registered_elsewhere"] for member in members),
        "minor": any(member["minor"] for member in members),
    }
    return household, members


def to_bring(facts: Facts, spec: ProgrammeSpec, day: date) -> Checklist:
    """Return the one list of everything this household has to bring, from the very rule that told it."""
    return checklist(spec, *household_facts(facts, day))


def required(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[str, ...]:
    """Return the codes of the papers that this household must hand in; shared data are never among them."""
    return tuple(
        item.code
        for item in to_bring(facts, spec, day).items
        if item.group == "applicant" or item.code == FORM
    )


def missing(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[str, ...]:
    """Return who has not signed (member keys) and which papers (codes) still lack, in that order."""
    lodge = spec.step("lodge")
    unsigned: list[str] = []
    if lodge is not None and lodge.option("signatures") == "members":
        unsigned = [member.key for member in facts.members if member.key not in facts.signed]
    if lodge is not None and lodge.option("supporters_sign"):
        unsigned += sorted(facts.supporters - facts.supporters_signed)
    papers = [code for code in required(facts, spec, day) if code not in facts.supplied]
    return (*unsigned, *papers)


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


def disclose(ask: Ask) -> Outcome:
    """The one-time disclosure is given: the list is frozen as the household stands now."""
    listed = tuple(ask.data.get("items") or required(ask.facts, ask.book.spec, ask.day))
    return Outcome(
        moved(ask, disclosed=listed), {"items": list(listed), "number": ask.data.get("number", "")}
    )


def awaited(facts: Facts, spec: ProgrammeSpec, day: date) -> bool:
    """Say whether the household may still bring what it was told to bring.

    Who brought a part brings the rest later: it cannot be demanded of him a second time (SY-A2.1d, QY-3.1.1a).
    """
    partly = facts.stage == "submitted" and bool(facts.demanded)
    return facts.stage == "returned" or (partly and bool(missing(facts, spec, day)))


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


def request_missing(ask: Ask) -> Outcome:
    """The one notice of everything missing; a second demand needs changed facts and is seen by the county."""
    if ask.facts.stage != "submitted":
        raise StepRefused("只有等着受理的件才能要求补材料", code="order")
    codes = tuple(dict.fromkeys(ask.data.get("codes") or ()))
    if not codes:
        raise StepRefused("还没有选要补哪几样", code="missing")
    changed = ask.data.get("why") == "facts_changed"
    for code in codes:
        _check_demand(ask, code, changed)
    lacking = [code for code in required(ask.facts, ask.book.spec, ask.day) if code not in ask.facts.supplied]
    forgotten = [code for code in lacking if code not in codes]
    if forgotten:
        named = "、".join(_name(ask.book.spec, code) for code in forgotten)
        raise StepRefused(f"要一次说全：还差 {named}，请一起写上", code="told_once")
    second = bool(ask.facts.demanded) or _beyond_receipt(ask, codes)
    because = ask.words("because", "情况变在哪里") if second else ""
    facts = moved(
        ask,
        stage="returned",
        demanded=(*ask.facts.demanded, *codes),
        second_demand=ask.facts.second_demand or second,
        supplied=ask.facts.supplied - set(codes),
    )
    kept = {"codes": list(codes), "why": ask.data.get("why", ""), "second": second}
    return Outcome(facts, kept | {"because": because} if because else kept)


def _check_demand(ask: Ask, code: str, changed: bool) -> None:
    spec = ask.book.spec
    banned = next((proof for proof in spec.banned if proof.code == code), None)
    if banned is not None:
        raise StepRefused(
            f"不得要“{banned.name}”：{banned.instead}", code="banned", clause=banned.cite.clause
        )
    material = spec.material(code)
    if material is None or material.fetch == "shared":
        raise StepRefused(f"“{_name(spec, code)}”不在这个项目的材料目录里，不能要", code="unrelated")
    if changed:
        return
    if code not in to_bring(ask.facts, spec, ask.day).codes:
        raise StepRefused(f"“{material.name}”与这一家的情况无关，不能要", code="unrelated")
    if ask.facts.demanded or _beyond_receipt(ask, (code,)):
        raise StepRefused("已经一次性告知过了。情况有变化的，请写明变化再要", code="told_once")


def _beyond_receipt(ask: Ask, codes: tuple[str, ...]) -> bool:
    return bool(ask.facts.disclosed) and any(code not in ask.facts.disclosed for code in codes)


def _name(spec: ProgrammeSpec, code: str) -> str:
    material = spec.material(code)
    return material.name if material else code


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
        named = "、".join(_name(spec, code) for code in lacking)
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
