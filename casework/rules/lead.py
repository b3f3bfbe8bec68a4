"""A lead: somebody of the village saw a household in need; the township deals with it, or it becomes an application (HX-4.2c)."""

from __future__ import annotations

import re
import unicodedata

from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE, Actor, names
from policies.rules.contact_numbers import phone_kind

TAKE, WINDOW = "take", "window"
WAYS = {TAKE: VILLAGE, WINDOW: "acceptor"}
"""How a lead becomes an application: the village takes it for the household, or the window takes it in; and who may."""
CHANNEL = "lead"
"""The channel of the hand-over by which a lead leads to the form; its `ref` is the lead's id."""
CHANNELS = {TAKE: "village", WINDOW: "window"}
"""By which channel the application comes in."""
OUTREACH = "outreach"
"""What the application says of where it came from: active discovery (主动发现)."""
DESK = "desk"
CAME_BY = [(DESK, "工作人员页面"), ("telegram", "Telegram"), ("web", "网页聊天")]
"""Where a lead was reported or told."""
LONGEST = 60
LONGEST_SEEN = 2000
APART = re.compile(r"[\s·•・‧.]")


def name_key(name: str) -> str:
    """Return a name as two spellings of it are compared: no blanks, no dots, one width."""
    return APART.sub("", unicodedata.normalize("NFKC", name)).casefold()[:LONGEST]


def check_reporter(actor: Actor, village: str) -> None:
    """Refuse whoever does not keep the books of that village."""
    if not actor.holds((VILLAGE,)) or not actor.covers(village):
        raise StepRefused("线索由本村（社区）的经办人员上报", code="role")


def check_filing(
    actor: Actor, village: str, name: str, phone: str, seen: str, related: bool | None = False
) -> None:
    """Refuse a lead of another village, of another hand, or one with which nobody could do anything."""
    check_reporter(actor, village)
    if not name_key(name) or not seen.strip():
        raise StepRefused("姓名和看到的情况都要写", code="missing")
    if phone and phone_kind(phone, demo=True) is None:
        raise StepRefused("电话写 11 位手机号，或者带区号的座机号，没有就空着", code="invalid")
    if related is None:
        raise StepRefused("还没有答：您和他家是不是近亲属", code="missing")


def check_telling(words: str) -> None:
    """Refuse a resident's lead that says nothing; who he is, and of whom he speaks, need not be said."""
    if not words.strip():
        raise StepRefused("还没有写看到的情况", code="missing")


def check_naming(name: str, phone: str, *, named: bool, closed: bool, number: str = "") -> None:
    """Refuse to add a name twice, to a lead that has ended, or to add nothing at all."""
    _check_open(closed, number)
    if named:
        raise StepRefused("这条线索已经有名字了，不用再补", code="duplicate")
    if not name_key(name) and not phone:
        raise StepRefused("姓名和电话都没有写。不想补，关掉这一页就行", code="missing")


def check_township(actor: Actor, village: str, *, barred: bool = False) -> None:
    """Refuse whoever is not of the township that has the lead, and its near relatives."""
    if not actor.holds(TOWNSHIP_ROLES) or not actor.covers(village):
        raise StepRefused("线索由所在乡镇（街道）办理", code="role")
    _check_near(barred)


def check_closing(
    actor: Actor, village: str, reason: str, *, closed: bool, number: str = "", barred: bool = False
) -> None:
    """Refuse to close a lead twice, without a reason, from another township, or one that became an application."""
    check_township(actor, village, barred=barred)
    _check_open(closed, number)
    if not reason.strip():
        raise StepRefused("还没有写办结的原因", code="missing")


def one_household(village: str, key: str, other_village: str, other_key: str) -> bool:
    """Say whether two leads look like one household: the same village and the same name, where there is one."""
    return bool(key) and (village, key) == (other_village, other_key)


def check_joining(
    actor: Actor,
    village: str,
    *,
    same: bool,
    onto: str,
    closed: bool,
    number: str = "",
    barred: bool = False,
) -> None:
    """Refuse to close a lead onto the case of another (`onto`, its number) that is not of the same household.

    `same`: both are of one household, as far as leads can tell. Closing is the township's, as ever.
    """
    check_township(actor, village, barred=barred)
    _check_open(closed, number)
    if not onto:
        raise StepRefused("另一条还没有转成申请，先把那一条转成申请", code="order")
    if not same:
        raise StepRefused("两条线索不是同村同名，不能并到一件。不办的，写明原因办结", code="scope")


def check_splitting(actor: Actor, village: str, reason: str, *, joined: bool, barred: bool = False) -> None:
    """Refuse to take a lead off the case it was joined to, unless whoever does it may read it, and says why it is another's."""
    check_staff(actor, village)
    _check_near(barred)
    if not joined:
        raise StepRefused("这条线索没有并到别的件上，不用拆", code="order")
    if not reason.strip():
        raise StepRefused("还没有写为什么不是同一家", code="missing")


def check_assigning(
    actor: Actor, village: str, to: Actor, *, alone: bool, near: bool, closed: bool, number: str = ""
) -> None:
    """Refuse to give a lead to somebody else, unless nobody at home may deal with it (`alone`); the county's act.

    `to` must take applications in somewhere, and not be near to the household himself (`near`).
    """
    if not actor.holds((COUNTY,)) or not actor.covers(village):
        raise StepRefused("指派线索由县里办", code="role")
    _check_open(closed, number)
    if not alone:
        raise StepRefused("那里还有人能办这条线索，不用指派", code="order")
    if not to.holds((WAYS[WINDOW],)):
        raise StepRefused(f"要指派给{names((WAYS[WINDOW],))}的人，请重新选", code="invalid")
    if near:
        raise StepRefused("这个人也要回避，请另选一个", code="invalid")


def check_staff(actor: Actor, village: str) -> None:
    """Refuse whoever has nothing to do with the leads of that village."""
    if not actor.holds((VILLAGE, *TOWNSHIP_ROLES)) or not actor.covers(village):
        raise StepRefused("线索由本村（社区）和所在乡镇（街道）办理", code="role")


def way_in(actor: Actor, village: str) -> str:
    """Return how this officer makes an application of a lead of that village; empty where he may not."""
    if not actor.covers(village):
        return ""
    return next((way for way, role in WAYS.items() if actor.holds((role,))), "")


def check_turning(
    actor: Actor, village: str, *, closed: bool, number: str = "", barred: bool = False, to: str = ""
) -> str:
    """Return how the lead becomes an application (`TAKE` or `WINDOW`); `to` is the village that the form says now.

    `number` is that of the application it became already. Raises `StepRefused` for another hand, a near
    relative, a lead that has ended, and a household that belongs to somebody else's village.
    """
    way = way_in(actor, village)
    if not way:
        raise StepRefused(
            f"线索由本村的{names((VILLAGE,))}或者乡镇的{names(('acceptor',))}转成申请", code="role"
        )
    _check_near(barred)
    _check_open(closed, number)
    if to and not actor.covers(to):
        raise StepRefused("申请里选的村（社区）不归您管，请改回来，或者请那里的人来办", code="scope")
    return way


def check_authority(way: str, reason: str, evidence: str, *, agreed: bool) -> None:
    """Refuse to file for somebody who has not agreed, or, in the village, without a reason and evidence (SY-A1.1e)."""
    if not agreed:
        raise StepRefused("本人没有同意，就不能替他申请。他不想申请的，写明原因办结这条线索", code="consent")
    if way == TAKE and not (reason.strip() and evidence.strip()):
        raise StepRefused("为什么代办、凭什么代办，都要写", code="missing")


def _check_near(barred: bool) -> None:
    if barred:
        raise StepRefused("这一户像是您自己家，或者您近亲属家，您要回避，请转给别的同事", code="relative")


def _check_open(closed: bool, number: str) -> None:
    if number:
        raise StepRefused(f"这条线索已经转成申请了：{number}", code="order")
    if closed:
        raise StepRefused("这条线索已经办结了", code="order")
