"""Proof of service (送达回证): blank for the door, or filled with what was recorded; hands still sign on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings

from casework.models import Officer
from casework.rules.asking import day_of
from notices import pdf
from notices.models import Notice, ServiceAttempt
from notices.queries import letterhead, receipt_words, signers_of
from notices.rules.forms import chinese_day
from notices.rules.proofs import PROOF_NAMES, RECORDINGS
from notices.rules.service import METHOD_NAMES, SIGNER_NAMES
from notices.rules.words import cited
from policies import queries as law


def receipt_bytes(notice: Notice, *, at: datetime, blank: bool = False) -> bytes:
    """Return the form of a notice as PDF, filled from its latest attempt unless there is none or `blank` asks so."""
    attempts = [] if blank else list(notice.attempts.prefetch_related("proofs").order_by("at", "pk"))
    return pdf.render("receipt", receipt_data(notice, attempts, day_of(at)), at=at)


def receipt_data(notice: Notice, attempts: list[ServiceAttempt], today: date) -> dict[str, Any]:
    """Return what the template shows; what nobody recorded, or what has not come yet, stays empty for the pen."""
    spec = law.rulebook(notice.version_id).spec
    step, last = spec.step("serve"), attempts[-1] if attempts else None
    head, words = letterhead(notice.case.unit), receipt_words(notice.case.unit.jurisdiction, spec)
    servers = int(step.option("servers", 0)) if step else 0
    methods = tuple(step.option("methods", ()) if step else ()) or tuple(METHOD_NAMES)
    kept = {proof.kind for proof in last.proofs.all()} if last else set()
    posted = next((attempt for attempt in reversed(attempts) if attempt.waybill), None)
    came_back = next(
        (one for one in reversed(attempts) if one.method == "post" and one.outcome == "failed"), None
    )
    return {
        "title": words["title"],
        "case": notice.case.number,
        "notice_title": f"《{notice.title}》",
        "number": notice.number,
        "name": notice.addressee,
        "day": chinese_day(last.served_on) if last and last.served_on and last.served_on <= today else "",
        "place": last.place if last else "",
        "methods": [
            {"on": last is not None and last.method == method, "label": METHOD_NAMES[method]}
            for method in methods
        ],
        "signers": _who_signs(signers_of(notice)),
        "plain": [words["plain"], f"不同意，打 {head.phone}。" if head.phone else "不同意，到窗口来说。"],
        "signed": _signed(last),
        "reason": last.reason if last else "",
        "reason_day": chinese_day(last.at) if last and last.reason else "",
        "witness": f"{last.witness} {last.witness_post}".strip() if last else "",
        "recordings": [{"on": kind in kept, "label": PROOF_NAMES[kind]} for kind in RECORDINGS],
        "waybill": posted.waybill if posted else "",
        "returned": (came_back.reason or "没有送到") if came_back else "",
        "servers": "、".join(_names(last)) if last else "",
        "servers_note": f"{servers} 名送达人都要签名。" if servers else "",
        "before": [_line(number, attempt, today) for number, attempt in enumerate(attempts, start=1)],
        "clause": cited(spec, step.cite.clause) if step else "",
        "office": head.office,
        "demo": settings.YIMEN_DEMO,
    }


def _who_signs(signers: tuple[str, ...]) -> str:
    """Say below the line who signs: only where others may do it as well, they write down how they are related."""
    names = "或者".join(SIGNER_NAMES.get(signer, signer) for signer in signers) or "收件人"
    alone = signers == ("applicant",)
    return f"应由{names}签收{'，别人不能代签' if alone else '；代收的写明与受送达人的关系'}。"


def _signed(attempt: ServiceAttempt | None) -> str:
    if attempt is None or not attempt.signed_by:
        return ""
    return f"{attempt.signed_by}（{SIGNER_NAMES.get(attempt.signer, attempt.signer)}）"


def _names(attempt: ServiceAttempt) -> list[str]:
    known = {str(row.pk): row.name for row in Officer.objects.filter(pk__in=attempt.servers)}
    return [known[server] for server in attempt.servers if server in known]


def _hangs(attempt: ServiceAttempt, today: date) -> bool:
    """Say whether an announcement still runs: it has served nobody before its last day is over (SY-A1.5h)."""
    return attempt.served_on is not None and attempt.served_on > today


def _line(number: int, attempt: ServiceAttempt, today: date) -> str:
    outcome = attempt.get_outcome_display()
    if attempt.served_on is not None and _hangs(attempt, today):
        outcome = f"公告到{chinese_day(attempt.served_on)}"
    said = f"第 {number} 次 {chinese_day(attempt.at)} {attempt.get_method_display()}：{outcome}"
    return f"{said}。{attempt.reason}" if attempt.reason else f"{said}。"
