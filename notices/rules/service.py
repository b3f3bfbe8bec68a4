"""The ladder of service (送达): in person, left behind, by post, by public announcement; each as the place demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from casework.rules.refusal import StepRefused
from policies.rules.programme import Step
from policies.rules.workdays import add_days

METHODS = ("direct", "left", "post", "public")
METHOD_NAMES = {"direct": "直接送达", "left": "留置送达", "post": "邮寄送达", "public": "公告送达"}
SIGNER_NAMES = {
    "applicant": "申请人本人",
    "member": "同住家庭成员",
    "relative": "亲属",
    "village": "村（社区）",
}
WITNESS_NAMES = {"village": "村（社区）等基层组织", "employer": "所在单位"}
RECORDING, WITNESS = "recording", "witness"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One recorded attempt. `outcome` is `served`, `failed`, or `sent` while a letter is under way.

    `refused` says that he who was met would not sign; without it nobody was met.
    """

    method: str
    day: date
    outcome: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the people at the door (or the post) report. `servers` are ids of officers.

    `signer` says in which quality somebody signed (applicant, member, relative, village), empty when nobody did;
    `witness` says for whom the witness stood, `witness_serves` that he is one of the servers himself.
    `outside` says that one of the servers holds no post of the township: he is of the village or of the county.
    `delivered` is None while a letter is under way.
    """

    method: str
    day: date
    servers: tuple[str, ...] = ()
    signer: str = ""
    refused_to_sign: bool = False
    recording: bool = False
    witness: str = ""
    witness_serves: bool = False
    outside: bool = False
    waybill: str = ""
    address_confirmed: bool = False
    delivered: bool | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """What an attempt comes to: its outcome, the day service counts from (None unless served), its clause."""

    outcome: str
    served_on: date | None
    clause: str


def judge(
    delivery: Delivery,
    attempts: Iterable[Attempt],
    step: Step | None,
    signers: tuple[str, ...],
    announcement_days: int | None,
) -> Serving:
    """Judge one attempt at service against the place's own rules.

    `step` is the place's `serve` step, None where its document is silent: then nothing of it is demanded.
    `signers` are those whom the form names; where it names none, the step's own list holds.
    Raises `StepRefused` with the clause that asks for what is lacking (SY-A1.5c to SY-A1.5h).
    """
    case = _Case(delivery, tuple(attempts), step, signers, announcement_days)
    if any(attempt.outcome == "served" for attempt in case.attempts):
        raise StepRefused("这份文书已经送达，不用再送", code="order")
    methods = tuple(case.option("methods", METHODS))
    if delivery.method not in METHODS or delivery.method not in methods:
        raise StepRefused("没有这种送达方式", code="invalid", clause=case.clause())
    return {"direct": _direct, "left": _left, "post": _post, "public": _public}[delivery.method](case)


@dataclass(frozen=True, slots=True)
class _Case:
    delivery: Delivery
    attempts: tuple[Attempt, ...]
    step: Step | None
    form_signers: tuple[str, ...]
    announcement_days: int | None

    def option(self, key: str, default: object = ()) -> tuple[str, ...]:
        found = default if self.step is None else self.step.option(key, default)
        return tuple(found) if isinstance(found, list | tuple) else ()

    @property
    def servers_needed(self) -> int:
        return 0 if self.step is None else int(self.step.option("servers", 0))

    @property
    def signers(self) -> tuple[str, ...]:
        return self.form_signers or self.option("signed_by")

    @property
    def only_refused(self) -> bool:
        return self.step is not None and bool(self.step.option("left_refused"))

    @property
    def refused_at_the_door(self) -> bool:
        return any(attempt.method == "direct" and attempt.refused for attempt in self.attempts)

    def clause(self, *points: str) -> str:
        """Return the id (else the printed clause) of the first of these points that the step cites."""
        if self.step is None:
            return ""
        cites = self.step.option("cites", {})
        for point in points:
            if point in cites:
                return str(cites[point].get("ref") or cites[point].get("clause") or "")
        return self.step.cite.ref or self.step.cite.clause

    def failed(self, method: str) -> bool:
        return any(attempt.method == method and attempt.outcome == "failed" for attempt in self.attempts)


def _direct(case: _Case) -> Serving:
    _two_hands(case)
    delivery = case.delivery
    if delivery.refused_to_sign or not delivery.signer:
        return Serving("failed", None, case.clause())
    if case.signers and not _may_sign(delivery.signer, case.signers):
        allowed = "或者".join(SIGNER_NAMES.get(signer, signer) for signer in case.signers)
        raise StepRefused(
            f"要由{allowed}签收，别人签的不算送达。他不在，就记“没有见到人”",
            code="signer",
            clause=case.clause("signed_by"),
        )
    return Serving("served", delivery.day, case.clause())


def _may_sign(signer: str, signers: tuple[str, ...]) -> bool:
    """Say whether somebody signs for the addressee: who lives in the household is one of his relatives."""
    return signer in signers or (signer == "member" and "relative" in signers)


def _left(case: _Case) -> Serving:
    _two_hands(case)
    delivery, accepted = case.delivery, case.option("left_needs")
    if not delivery.refused_to_sign:
        _after(case, "left_after", "left_after")
        _after_refusing(case)
    if delivery.witness_serves:
        raise StepRefused(
            "送达人不能给自己作见证，送达人、见证人要分别签名。换一位见证人；碰巧同名的，在名字后面写明单位",
            code="witness",
            clause=case.clause(WITNESS),
        )
    kept = {RECORDING} if delivery.recording else set()
    witness_ok = delivery.witness in (case.option("witness_roles") or tuple(WITNESS_NAMES))
    if delivery.witness and witness_ok:
        kept.add(WITNESS)
    if accepted and not kept & set(accepted):
        if delivery.witness:
            who = "或者".join(WITNESS_NAMES.get(role, role) for role in case.option("witness_roles"))
            raise StepRefused(
                f"见证人要是{who}的代表，这一位不算。换一位，或者拍照、录像、录音",
                code="witness",
                clause=case.clause(WITNESS),
            )
        raise StepRefused(
            "留置送达要拍照、录像或者录音，或者有基层组织的人见证。补上再记",
            code="missing",
            clause=case.clause(RECORDING),
        )
    return Serving("served", delivery.day, case.clause(*sorted(kept)))


def _post(case: _Case) -> Serving:
    delivery = case.delivery
    clause = case.clause("post_needs")
    if delivery.delivered is None or not _under_way(case):
        _after(case, "post_after", "post_needs")
        needs = case.option("post_needs")
        if "address_confirmed" in needs and not delivery.address_confirmed:
            raise StepRefused(
                "只能寄到申请人确认过的地址。先请他确认地址，再寄", code="address", clause=clause
            )
        if "waybill" in needs and not delivery.waybill:
            raise StepRefused("还没有填邮件单号，填了再记", code="missing", clause=clause)
    if delivery.delivered is None:
        return Serving("sent", None, clause)
    if delivery.delivered:
        return Serving("served", delivery.day, clause)
    return Serving("failed", None, clause)


def _public(case: _Case) -> Serving:
    _after(case, "public_after", "public_after")
    if case.announcement_days is None:
        raise StepRefused(
            "公告多少天，文件没有写。请县里先在参数表里配置“公告送达天数”，再公告",
            code="configure",
            clause=case.clause("public_after"),
        )
    last = add_days(case.delivery.day, case.announcement_days).day
    return Serving("served", last, case.clause("public_after"))


def _two_hands(case: _Case) -> None:
    servers = case.delivery.servers
    if len(set(servers)) != len(servers):
        raise StepRefused("两个送达人要是两个不同的人", code="company", clause=case.clause("servers"))
    if len(servers) < case.servers_needed:
        raise StepRefused(
            f"当面送达要 {case.servers_needed} 名工作人员，现在只有 {len(servers)} 名。还差的补上再记",
            code="company",
            clause=case.clause("servers"),
        )
    if case.servers_needed and case.delivery.outside:
        raise StepRefused(
            "送达人要是乡镇（街道）的工作人员，村（社区）和县里的人不算。换一位；村里的人可以作见证",
            code="company",
            clause=case.clause("servers"),
        )


def _after(case: _Case, option: str, point: str) -> None:
    for method in case.option(option):
        if not case.failed(method):
            raise StepRefused(
                f"要先{METHOD_NAMES[method]}没有送到，才能{METHOD_NAMES[case.delivery.method]}",
                code="order",
                clause=case.clause(point),
            )


def _after_refusing(case: _Case) -> None:
    """Where only he who would not sign is served so, an empty house is not: there the post comes next (SY-A1.5e)."""
    if case.only_refused and not case.refused_at_the_door:
        raise StepRefused(
            "当面不肯签的才能留置送达；没有见到人的，请邮寄",
            code="order",
            clause=case.clause("left_after", RECORDING),
        )


def _under_way(case: _Case) -> bool:
    letters = [attempt for attempt in case.attempts if attempt.method == "post"]
    return bool(letters) and letters[-1].outcome == "sent"


@dataclass(frozen=True, slots=True)
class Lack:
    """What a way of serving still asks for: a short Chinese phrase, its blanks beside it.

    So a face can say it in another language; several names in one blank are one or the other.
    `bars`: as long as it lacks, the way is not open at all.
    """

    words: str
    values: tuple[tuple[str, str | int | tuple[str, ...]], ...] = ()
    bars: bool = False

    def __str__(self) -> str:
        return self.words % {
            key: "或者".join(value) if isinstance(value, tuple) else value for key, value in self.values
        }


def still_missing(
    method: str, attempts: Iterable[Attempt], step: Step | None, announcement_days: int | None
) -> tuple[Lack, ...]:
    """Return what this place asks for before this method counts: for the desk."""
    case = _Case(Delivery(method, date.min), tuple(attempts), step, (), announcement_days)
    wanted: list[Lack] = []
    if method in ("direct", "left") and case.servers_needed:
        wanted.append(Lack("%(number)d 名送达人", (("number", case.servers_needed),)))
    if method == "direct" and case.signers:
        signers = tuple(SIGNER_NAMES.get(signer, signer) for signer in case.signers)
        wanted.append(Lack("%(signers)s签收", (("signers", signers),)))
    if method == "left" and case.option("left_needs"):
        wanted.append(Lack("拍照、录像、录音，或者见证人"))
    if method == "post":
        wanted.extend(POST_NEEDS[need] for need in case.option("post_needs") if need in POST_NEEDS)
    if method == "left" and case.only_refused:
        wanted.extend(() if case.refused_at_the_door else (Lack("当面不肯签"),))
    else:
        # Whoever refuses at the door is served on the spot: only where nobody was met an earlier attempt is needed.
        without = (
            Lack("当面不肯签，或者%(earlier)s没有送到的记录")
            if method == "left"
            else Lack("%(earlier)s没有送到的记录", bars=True)
        )
        wanted.extend(
            replace(without, values=(("earlier", METHOD_NAMES[earlier]),))
            for earlier in case.option(f"{method}_after")
            if not case.failed(earlier)
        )
    if method == "public" and announcement_days is None:
        wanted.append(Lack("县里配置的公告天数", bars=True))
    return tuple(wanted)


POST_NEEDS = {"address_confirmed": Lack("申请人确认过的地址"), "waybill": Lack("邮件单号")}
