"""What a broken invariant looks like, and the closed lists the invariants check against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Defect:
    """One broken invariant: its name, the place in the programme, the sentence for the editor, the clause."""

    code: str
    where: str
    message: str
    clause: str = ""

    def __str__(self) -> str:
        basis = f"({self.clause})" if self.clause else ""
        return f"{self.where}：{self.message}{basis}"


HOUSE = "本系统的规矩"
PIPL = "《个人信息保护法》第二十八条"
DISCLOSURE = "民发〔2021〕57号 第二十四条"
ONCE = "民发〔2021〕57号 第十条"
APPRAISAL = "民发〔2021〕57号 第十九条"
CHECK_FIRST = "民发〔2021〕57号 第十七条"
POSTING = "民发〔2021〕57号 第十九条"
NOTICES = "民发〔2021〕57号 第二十一条"
SERVICE = "《民事诉讼法》第八十七条至第九十五条"

MILESTONES = {
    "intend": "lodge",
    "lodge": "lodge",
    "accept": "accept",
    "check": "check",
    "visit": "visit",
    "review": "review",
    "post": "post",
    "panel": "confirm",
    "confirm": "confirm",
    "serve:decision": "confirm",
}
"""What a step may wait for, and the kind of step that brings it about."""

EVENTS = frozenset(
    [
        "intend",
        "submit",
        "take",
        "forward",
        "accept",
        "accept:ordinary",
        "decline",
        "authorise",
        "request_check",
        "report",
        "visit",
        "first_opinion",
        "post",
        "repost",
        "posting_end",
        "object",
        "object:review",
        "object:result",
        "object:stop",
        "resurvey",
        "appraise",
        "close_objection",
        "panel",
        "confirm",
        "refuse",
        "extend",
        "file_plan",
        "relieve",
        "backfill_done",
        "notice",
        "propose_change",
        "defend",
        "decide_change",
        "served:advance",
        "served:decision",
        "served:refusal",
    ]
)
"""What a clock may start from or stop at."""

CLOCK_NAMES = frozenset(
    [
        "forward",
        "check",
        "first_opinion",
        "whole",
        "confirm",
        "relief",
        "backfill",
        "defence",
        "posting_end",
        "objection",
        "file",
    ]
)
EXTENSION_REASONS = frozenset({"late_check", "complex"})
ROLES = frozenset(
    ["village", "acceptor", "surveyor", "reviewer", "approver", "county", "township_head", "cadre"]
)
TOWNSHIP_ROLES = ROLES - {"village", "county"}
RELIEF_FIELDS = frozenset(["person", "reason", "amount", "signature", "seal"])
SERVICE_METHODS = ("direct", "left", "post", "public")
NOTICE_KINDS = (
    "acceptance",
    "missing",
    "refusal",
    "decision",
    "advance",
    "advance_stop",
    "decision_adjust",
    "decision_stop",
)
NOTICE_EVENTS = frozenset(
    ["accept", "request_missing", "refuse", "decline", "confirm", "decide_change", "propose_change"]
)

STEP_OPTIONS = {
    "disclose": frozenset(),
    "lodge": frozenset(
        [
            "channels",
            "channel_names",
            "signatures",
            "supporters_sign",
            "intention",
            "delegation_reason",
            "delegation_evidence",
            "joint_form",
            "commitment",
            "dishonesty",
            "monitoring",
            "route_by_registration",
        ]
    ),
    "accept": frozenset(),
    "check": frozenset({"authorisation", "done_by"}),
    "visit": frozenset({"least", "levels", "lead", "village_assists", "methods", "at_home"}),
    "review": frozenset({"special"}),
    "post": frozenset(
        [
            "subject",
            "places",
            "answers",
            "repost",
            "local",
            "upheld_needs_answer",
        ]
    ),
    "appraise": frozenset({"mode", "village_assists"}),
    "confirm": frozenset(
        [
            "mode",
            "amounts",
            "chair",
            "minutes",
            "limit",
            "opinion_needs",
            "special",
            "once",
            "death_check",
        ]
    ),
    "notify": frozenset({"on"}),
    "serve": frozenset(
        [
            "methods",
            "servers",
            "signed_by",
            "left_needs",
            "left_after",
            "left_refused",
            "witness_roles",
            "post_needs",
            "post_after",
            "public_after",
        ]
    ),
    "announce": frozenset({"places", "photos"}),
    "pay": frozenset(
        [
            "first",
            "cutoff_day",
            "payer",
            "channel",
            "channels",
            "payee",
            "death_match",
            "reserve",
        ]
    ),
    "file": frozenset({"to", "form"}),
    "change": frozenset(
        [
            "governs",
            "advance",
            "effect",
            "posting_on_stop",
            "places",
            "repost",
            "proof_required",
            "written_reason",
            "answers",
            "panel",
        ]
    ),
    "relieve": frozenset(["ceiling", "channels", "backfill", "tell_county", "reserve", "needs_reason"]),
}
"""What a place may say about each kind of step; `cites` may stand beside every one of them."""
