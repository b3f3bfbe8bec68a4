"""A lead: somebody of the village saw a household in need and tells the township (HX-4.2c)."""

from __future__ import annotations

import re

from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, VILLAGE, Actor

PHONE = re.compile(r"\+?\d{7,15}")


def check_filing(actor: Actor, village: str, name: str, phone: str, seen: str) -> None:
    """Refuse a lead of another village, of another hand, or one with which nobody could do anything."""
    if not actor.holds((VILLAGE,)) or not actor.covers(village):
        raise StepRefused("线索由本村(社区)的经办人员上报", code="role")
    if not name.strip() or not seen.strip():
        raise StepRefused("姓名和看到的情况都要写", code="missing")
    if phone and not PHONE.fullmatch(phone):
        raise StepRefused("电话只写数字,没有就空着", code="invalid")


def check_township(actor: Actor, village: str) -> None:
    """Refuse whoever is not of the township that has the lead."""
    if not actor.holds(TOWNSHIP_ROLES) or not actor.covers(village):
        raise StepRefused("线索由所在乡镇(街道)办理", code="role")


def check_closing(actor: Actor, village: str, reason: str, *, closed: bool) -> None:
    """Refuse to close a lead twice, without a reason, or from another township."""
    check_township(actor, village)
    if closed:
        raise StepRefused("这条线索已经办结了", code="order")
    if not reason.strip():
        raise StepRefused("还没有写办结的原因", code="missing")
