"""A name that was lodged with a wrong character is put right (decision 27): never a number, never another person."""

from __future__ import annotations

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.refusal import StepRefused

MOST = 60


def correct_name(ask: Ask) -> Outcome:
    """The acceptor puts a member's name right, from a paper that he has before him, and says how it came to be wrong.

    `old` is the name as the case knows it. No fact of the case is a name: what was signed, posted and decided stands.
    """
    member = str(ask.data.get("member") or "")
    if member not in {one.key for one in ask.facts.members}:
        raise StepRefused("还没有选是谁的名字，请在这一家的人里选", code="missing")
    name = ask.words("name", "正确的名字")
    if len(name) > MOST or any(letter.isdigit() for letter in name):
        raise StepRefused(f"名字里不能有数字，也不能超过 {MOST} 个字，请对着证件再看一遍", code="invalid")
    if name == ask.data.get("old"):
        raise StepRefused("和原来的名字一个字也不差，不用更正", code="same")
    paper, reason = ask.words("paper", "照哪份证件改的"), ask.words("reason", "怎么写错的")
    kept = {"member": member, "old": ask.data.get("old"), "new": name, "paper": paper, "reason": reason}
    return Outcome(moved(ask), kept)
