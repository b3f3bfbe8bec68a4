"""Who may do which act: the roles of the house, and the value that stands for the person acting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

VILLAGE, COUNTY, RESIDENT = "village", "county", "resident"
TOWNSHIP_ROLES = ("acceptor", "surveyor", "reviewer", "approver", "township_head", "cadre")
OFFICE_ROLES = (VILLAGE, *TOWNSHIP_ROLES, COUNTY)

ROLE_NAMES = {
    "village": "村社经办",
    "acceptor": "受理岗",
    "surveyor": "调查岗",
    "reviewer": "初审岗",
    "approver": "审批岗",
    "county": "县民政",
    "township_head": "乡镇主要负责人",
    "cadre": "包片干部",
}

# An empty tuple: done by the household or a resident, or coming in from outside; no office role is asked.
RIGHTS: dict[str, tuple[str, ...]] = {
    "intend": (),
    "authorise": (),
    "sign": (),
    "submit": (),
    "withdraw": (),
    "object": (),
    "defend": (),
    "complain": (),
    "check_report": (),
    "death_match": (),
    "one_hand": (),
    "run_payment": (),
    "confirm_delegation": (),
    "revoke_delegation": (),
    "take": (VILLAGE,),
    "forward": (VILLAGE,),
    "request_missing": ("acceptor",),
    "accept": ("acceptor",),
    "decline": ("acceptor",),
    "visit": ("surveyor", "cadre"),
    "amend": ("surveyor", "cadre"),
    "assess": ("reviewer",),
    "send_check": (*TOWNSHIP_ROLES, COUNTY),
    "look_up": TOWNSHIP_ROLES,
    "enter": TOWNSHIP_ROLES,
    "note": (VILLAGE, *TOWNSHIP_ROLES),
    "resurvey": ("surveyor", "cadre", "reviewer"),
    "first_opinion": ("reviewer",),
    "appraise": ("reviewer",),
    "close_objection": ("reviewer", "approver"),
    "reclassify": ("reviewer",),
    "propose_change": ("reviewer",),
    "confirm": ("approver", COUNTY),
    "refuse": ("approver",),
    "retract": ("approver", COUNTY),
    "elevate": (COUNTY,),
    "close_elevated": (COUNTY,),
    "explain_delay": TOWNSHIP_ROLES,
    "extend": ("approver",),
    "relieve": ("approver",),
    "open_urgent": TOWNSHIP_ROLES,
    "decide_change": ("approver",),
    "spend": ("approver", "township_head"),
    "disclose": TOWNSHIP_ROLES,
    "request_check": TOWNSHIP_ROLES,
    "post": TOWNSHIP_ROLES,
    "repost": TOWNSHIP_ROLES,
    "panel": TOWNSHIP_ROLES,
    "file_plan": TOWNSHIP_ROLES,
    "file": TOWNSHIP_ROLES,
    "backfill": TOWNSHIP_ROLES,
    "attach_receipt": TOWNSHIP_ROLES,
    "notice": TOWNSHIP_ROLES,
    "serve": TOWNSHIP_ROLES,
    "issue_certificate": TOWNSHIP_ROLES,
    "stamp_certificate": TOWNSHIP_ROLES,
    "replace_certificate": TOWNSHIP_ROLES,
    "destroy_certificate": TOWNSHIP_ROLES,
    "lose_certificate": TOWNSHIP_ROLES,
    "correct_name": ("acceptor",),
    "relative": OFFICE_ROLES,
}

AT_THE_WINDOW = {
    "intend": TOWNSHIP_ROLES,
    "authorise": (*TOWNSHIP_ROLES, VILLAGE),
    "sign": (*TOWNSHIP_ROLES, VILLAGE),
    "submit": ("acceptor",),
    "confirm_delegation": TOWNSHIP_ROLES,
    "revoke_delegation": TOWNSHIP_ROLES,
    "check_report": TOWNSHIP_ROLES,
    "defend": TOWNSHIP_ROLES,
}
"""What residents do themselves, or what comes from outside, and who of the office may enter it for them."""

FROM_A_FILE = {"check_report": (COUNTY,)}
"""Who besides may bring in what comes from outside, by a file with many in it."""

MAY_REVEAL = (*TOWNSHIP_ROLES, COUNTY)
"""Who may see a full number of a case of his units, with a reason and for half a minute; every look is kept."""


def rights(verb: str) -> tuple[str, ...]:
    """Return the roles of the office that may do an act, or enter it for whom it is."""
    return RIGHTS.get(verb, ()) or AT_THE_WINDOW.get(verb, ())


@dataclass(frozen=True, slots=True)
class Actor:
    """The human (or the system) behind an act. `officer` is the id of the human, not of a login account.

    `units` are the codes of the units the officer is appointed to; a unit's code starts with its parent's.
    `former` are the ids under which the same human acted before they were found to be one person; `alike` are
    records not merged yet that look like the same human: duties are kept apart from theirs, nothing is gained.
    """

    officer: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def is_staff(self) -> bool:
        """Say whether a member of staff acts (and not a resident or the system itself)."""
        return bool(self.officer)

    @property
    def identities(self) -> tuple[str, ...]:
        """Every id this human has acted under; nobody has none."""
        return (self.officer, *self.former) if self.officer else ()

    @property
    def hands(self) -> tuple[str, ...]:
        """Every id whose acts may be this human's: what one of them did, he may not do over."""
        return (*self.identities, *self.alike) if self.officer else ()

    def one_of(self, officers: Collection[str]) -> bool:
        """Say whether this human is among these officers, under whichever id."""
        return any(one in officers for one in self.hands)

    def holds(self, roles: tuple[str, ...]) -> bool:
        """Say whether the actor holds one of these roles."""
        return any(role in self.roles for role in roles)

    def covers(self, unit: str) -> bool:
        """Say whether a unit lies within one of the actor's units; a unit without code lies in all."""
        return not unit or any(unit.startswith(own) for own in self.units)


def names(roles: tuple[str, ...]) -> str:
    """Return the Chinese names of roles, for a refusal."""
    return "、".join(ROLE_NAMES.get(role, role) for role in roles)
