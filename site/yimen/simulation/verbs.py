"""The verbs of the scenario language, each as one call of the real action behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from casework import actions as case_actions
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from notices import actions as notice_actions
from policies.relations import OTHER
from yimen.simulation.theatre import Theatre

Body = Mapping[str, Any]
Verb = Callable[[Theatre, Body, Actor, datetime], None]
VERBS: dict[str, Verb] = {}
UNSAID = "故事里没有写"
"""What the desk asks in words and the language of stories has no word for."""


def fen(value: Any) -> int | None:
    """Return yuan as written in a story as whole fen; None stays None."""
    return None if value is None else int((Decimal(str(value)) * 100).to_integral_value())


def verb(name: str) -> Callable[[Verb], Verb]:
    """Register how a verb is played."""

    def register(play: Verb) -> Verb:
        VERBS[name] = play
        return play

    return register


def play(stage: Theatre, body: Body, at: datetime) -> None:
    """Do one act of a story; raises `StepRefused` when the house refuses it."""
    actor = stage.actor(body.get("by"), at.date())
    VERBS[body["do"]](stage, body, actor, at)


def _case(stage: Theatre) -> Any:
    if stage.case_id is None:
        raise StepRefused("还没有这一件:先要有人提出申请", code="order")
    return stage.case_id


@verb("intend")
def _intend(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    draft = stage.draft(channel="window", authorised=_some(stage, body["authorised"]))
    _opened(stage, case_actions.intend(draft=draft, actor=actor, at=at).case, at)


def _opened(stage: Theatre, case: Any, at: datetime) -> None:
    """Keep the case that was opened, and what was signed and authorised before there was one."""
    stage.case_id = case
    if stage.signed or stage.supporters:
        case_actions.sign(
            case=case, actor=Actor(), at=at, who=sorted(stage.signed), supporters=sorted(stage.supporters)
        )
    if stage.authorised:
        case_actions.authorise(case=case, actor=Actor(), at=at, who=sorted(stage.authorised), scope=UNSAID)


def _some(stage: Theatre, names: Any) -> Any:
    keys = stage.keys(names)
    return keys if isinstance(keys, str) else tuple(keys)


@verb("authorise")
def _authorise(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    if stage.case_id is None:
        stage.authorised |= stage.household(body["who"])
    else:
        who = stage.keys(body["who"])
        case_actions.authorise(case=stage.case_id, actor=actor, at=at, who=who, scope=UNSAID)


@verb("sign")
def _sign(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    who, supporters = stage.keys(body.get("who", ())), body.get("supporters", ())
    if stage.case_id is None:
        stage.signed |= stage.household(body.get("who", ()))
        stage.supporters |= set(supporters)
    else:
        case_actions.sign(case=stage.case_id, actor=actor, at=at, who=who, supporters=supporters)


@verb("disclose")
def _disclose(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    if stage.case_id is not None:
        case_actions.disclose(case=stage.case_id, actor=actor, at=at)
    else:
        stage.tell(at)


def _papers(body: Body) -> dict[str, Any]:
    """`all` is complete, signed and authorised; codes are only these papers; nothing is all papers, unsigned."""
    materials = body.get("materials")
    if materials == "all":
        return {"supplied": "all", "signed": "all", "authorised": "all"}
    return {"supplied": "all" if materials is None else tuple(materials)}


@verb("submit")
def _submit(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    papers, emergency = _papers(body), bool(body.get("emergency"))
    papers.setdefault("signed", ())
    papers.setdefault("authorised", ())
    if stage.case_id is not None:
        case_actions.submit(
            case=stage.case_id, actor=actor, at=at, channel=body["channel"], emergency=emergency, **papers
        )
        return
    draft = stage.draft(channel=body["channel"], emergency=emergency, **papers)
    _opened(stage, case_actions.lodge(draft=draft, actor=actor, at=at).case, at)


@verb("take")
def _take(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    said = {
        "reason": body.get("reason", ""),
        "evidence": body.get("evidence", ""),
        "related": bool(body.get("related", False)),  # a story says so where he is
    }
    if stage.case_id is not None:
        case_actions.take_over(case=stage.case_id, actor=actor, at=at, **said)
        return
    receipt = case_actions.take(draft=stage.draft(channel="village"), actor=actor, at=at, **said)
    _opened(stage, receipt.case, at)


@verb("forward")
def _forward(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    papers = _papers({"materials": "all", **body})
    papers.setdefault("signed", ())
    papers.setdefault("authorised", ())
    case_actions.forward(case=_case(stage), actor=actor, at=at, **papers)


@verb("request_missing")
def _request_missing(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.request_missing(
        case=_case(stage),
        actor=actor,
        at=at,
        codes=tuple(body["materials"]),
        why=body.get("why", ""),
        because=UNSAID if body.get("why") else "",
    )


@verb("decline")
def _decline(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.decline(case=_case(stage), actor=actor, at=at, reason="不属于受理范围")


def _plain(name: str, *keys: str) -> None:
    """Register a verb whose parameters are those of its action."""

    @verb(name)
    def _play(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
        entered = {key: body[key] for key in keys if key in body}
        getattr(case_actions, name)(case=_case(stage), actor=actor, at=at, **entered)


_plain("accept")
_plain("request_check")
_plain("check_report", "result", "number")
_plain("post", "where")
_plain("repost", "where")
_plain("close_objection", "outcome")
_plain("refuse", "reason")
_plain("reclassify", "to")
_plain("extend", "reason")
_plain("backfill", "fields")
_plain("defend", "words")
_plain("complain", "words")


@verb("file_plan")
def _file_plan(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.file_plan(case=_case(stage), actor=actor, at=at, receipt=UNSAID)


@verb("visit")
def _visit(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    """The verb is the home visit itself: whatever other ways are listed came beside it."""
    who = [stage.present(name) for name in body["who"]]
    ways = tuple(dict.fromkeys(("visit", *body["methods"])))
    case_actions.visit(case=_case(stage), actor=actor, at=at, who=who, methods=ways)


@verb("first_opinion")
def _first_opinion(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.first_opinion(
        case=_case(stage), actor=actor, at=at, grant=body["grant"], amount=fen(body.get("amount"))
    )


@verb("object")
def _object(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.object_(
        case=_case(stage), actor=actor, at=at, words=body["words"], named=body.get("named", False)
    )


def _inquiry(name: str) -> None:
    @verb(name)
    def _play(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
        getattr(case_actions, name)(
            case=_case(stage),
            actor=actor,
            at=at,
            # Where a story names nobody, whoever records it was there and agreed.
            who=[stage.present(who) for who in body.get("who", ())] or [actor.officer],
            approves=body.get("for", 1 if name == "appraise" else None),
            rejects=body.get("against", 0 if name == "appraise" else None),
        )


_inquiry("resurvey")
_inquiry("appraise")


@verb("panel")
def _panel(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.panel(
        case=_case(stage),
        actor=actor,
        at=at,
        chair=stage.officer(body["chair"]),
        members=[stage.present(name) for name in body["members"]],
        approves=body["for"],
        rejects=body["against"],
        minutes=body.get("minutes", False),
    )


@verb("confirm")
def _confirm(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.confirm(
        case=_case(stage),
        actor=actor,
        at=at,
        amount=fen(body.get("amount")),
        care_amount=fen(body.get("care_amount")),
        # What a story has no word for is written down as it would be at the desk.
        basis="符合条件,同意。",
    )


@verb("relieve")
def _relieve(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    amount = fen(body["amount"])
    assert amount is not None
    case_actions.relieve(
        case=_case(stage),
        actor=actor,
        at=at,
        amount=amount,
        channel=body["channel"],
        reason=body.get("reason", ""),
    )


@verb("propose_change")
def _propose_change(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.propose_change(
        case=_case(stage),
        actor=actor,
        at=at,
        to=fen(body.get("to")),
        stop=body.get("stop", False),
        cause=body.get("cause", ""),
    )


@verb("decide_change")
def _decide_change(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.decide_change(case=_case(stage), actor=actor, at=at, answer=body.get("answer", ""))


@verb("relative")
def _relative(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.declare_relative(
        case=_case(stage),
        actor=actor,
        at=at,
        officer=stage.officer(body["staff"]),
        member=stage.household([body["member"]]).pop(),
        relation=body.get("relation") or OTHER,
    )


@verb("death_match")
def _death_match(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.death_match(case=_case(stage), actor=actor, at=at, members=stage.keys(body["names"]))


@verb("run_payment")
def _run_payment(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    case_actions.run_payment(place=stage.village.jurisdiction, month=body["month"], at=at)


@verb("notice")
def _notice(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    notice_actions.issue(case=_case(stage), kind=body["kind"], actor=actor, at=at)


def _unsigned(body: Body) -> str:
    """Return the reason a record gives where nobody signed at the door; the post and an announcement give none."""
    signed = body.get("signed_by") and not body.get("refused_to_sign")
    return "" if signed or body["method"] not in ("direct", "left") else "没有人签收"


@verb("serve")
def _serve(stage: Theatre, body: Body, actor: Actor, at: datetime) -> None:
    signed, witness = body.get("signed_by", ""), body.get("witness", "")
    report = notice_actions.Report(
        method=body["method"],
        servers=[stage.officer(name) for name in body.get("servers", ())],
        signed_by=signed,
        signer=stage.quality(signed),
        refused_to_sign=body.get("refused_to_sign", False),
        recording=body.get("recording", False),
        witness=witness,
        witness_for=stage.quality(witness) or "other",
        waybill=body.get("waybill", ""),
        address_confirmed=body.get("address_confirmed", False),
        delivered=body.get("delivered"),
        # What a story has no word for is written down as it would be at the desk.
        place=stage.village.name,
        reason=_unsigned(body),
        witness_post="村(社区)工作人员" if witness else "",
        receipt=body.get("delivered") is not None,
    )
    notice_actions.serve(case=_case(stage), kind=body["kind"], report=report, actor=actor, at=at)
