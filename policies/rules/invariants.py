"""What a broken invariant looks like, and the closed lists the invariants check against."""

from __future__ import annotations

from dataclasses import dataclass

from policies.rules.step_options import OPTIONS


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

STEP_OPTIONS = {kind: frozenset(options) for kind, options in OPTIONS.items()}
"""What a place may say about each kind of step; `cites` may stand beside every one of them."""
