"""The box “now” of a case: the one act to do, the few that are likely besides, and the rest by kind in a drawer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from casework.desk import words
from casework.desk.acts import ACTS, step_name
from casework.desk.situation import Situation
from casework.rules.roles import ROLE_NAMES, rights

ELSEWHERE = ("relative", "explain_delay", "retract", "correct_name")
"""Acts that have a place of their own on the page and stand in no list of buttons."""

LIKELY = 3
"""How many acts stand beside the one to do now; more are read by nobody."""

KINDS: tuple[tuple[Any, frozenset[str]], ...] = (
    (
        _("决定"),
        frozenset(
            {"relieve", "accept", "decline", "first_opinion", "panel", "confirm", "refuse"}
            | {"close_objection", "decide_change", "close_elevated"}
        ),
    ),
    (
        _("登记"),
        frozenset(
            {
                "take",
                "forward",
                "confirm_delegation",
                "revoke_delegation",
                "submit",
                "sign",
                "authorise",
                "backfill",
                "attach_receipt",
                "spend",
                "defend",
                "enter",
            }
            | {"open_urgent"}
        ),
    ),
    (
        _("调查"),
        frozenset(
            {"request_check", "check_report", "visit", "resurvey", "appraise", "assess", "look_up", "note"}
        ),
    ),
    (
        _("文书"),
        frozenset({"disclose", "request_missing", "post", "repost", "file_plan", "file"})
        | {"issue_certificate", "stamp_certificate", "destroy_certificate", "lose_certificate"},
    ),
    (
        _("更正"),
        frozenset(
            {
                "amend",
                "reclassify",
                "extend",
                "elevate",
                "propose_change",
                "replace_certificate",
            }
        ),
    ),
)
"""What each act of the drawer is about, in the words of its heading."""


def now_box(situation: Situation) -> dict[str, Any]:
    """Return the one act to do now, the likely others, the rest by kind, what everybody waits for, and what fell."""
    agenda = situation.agenda
    others = [verb for verb in agenda.others if verb not in ELSEWHERE]
    # One more button is shorter to read than a drawer with one button in it.
    likely = others if len(others) <= LIKELY + 1 else others[:LIKELY]
    waiting = agenda.waiting
    return {
        "primary": button(agenda.primary, situation) if agenda.primary else None,
        "likely": [button(verb, situation) for verb in likely],
        "rest": by_kind([button(verb, situation) for verb in others[len(likely) :]]),
        "relative": button("relative", situation) if "relative" in agenda.others else None,
        "misspelt": button("correct_name", situation) if "correct_name" in agenda.others else None,
        "upcoming": step_name(agenda.upcoming),
        "by": words.listed(_now(ROLE_NAMES[role]) for role in rights(agenda.upcoming))
        if agenda.upcoming
        else "",
        "waiting": situation.say(waiting.reason) if waiting else "",
        "fell": situation.say(agenda.fell),
        "waiting_clause": waiting.clause if waiting else "",
    }


def by_kind(buttons: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the buttons of the drawer under their headings; a heading without buttons is left out."""
    grouped = [(str(label), [one for one in buttons if one["verb"] in verbs]) for label, verbs in KINDS]
    return [(label, found) for label, found in grouped if found]


def button(verb: str, situation: Situation) -> dict[str, Any]:
    """Return one act as a button: its address, its words, and the hint under it."""
    act = ACTS[verb]
    label, opinion = act.button, situation.facts.opinion
    if verb == "confirm" and opinion and opinion.amount is not None:
        once = situation.book.spec.pays_once
        label = (_now("批，一次性 %s") if once else _now("批，每月 %s")) % words.yuan(opinion.amount)
    return {
        "url": reverse(act.page, args=[situation.case.pk])
        if act.page
        else reverse("desk_act", args=[situation.case.pk, verb]),
        "label": label,
        "step": act.step,
        "hint": act.hint,
        "verb": verb,
    }
