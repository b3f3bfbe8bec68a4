"""A list, or a whole programme, as one short message: the same number and version as the page and the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from policies.rules.disclosure import Checklist, ChecklistItem
from policies.rules.programme import ProgrammeSpec

MOST_CHARACTERS = 600
LONGEST_HEAD = 200


def short_text(found: Checklist, *, number: str, since: date, address: str) -> str:
    """Return the list in at most 600 characters. `since` is the first day of the version, `address` its page.

    What the household brings and signs comes first and whole; what it need not bring, and what the office
    looks up, shrink to a count where there is no room, and only then the rest is left to the page, said so.
    """
    foot = f"拿不到的，跟窗口说，先交别的。\n清单编号 {number}，按 {since:%Y-%m-%d} 起施行的办法。\n{address}"
    must = (_brings(found.applicant), _signs(found))
    return _fitted("材料清单（一次说全）", must, (_shared(found), _banned(found)), foot)


def policy_text(spec: ProgrammeSpec, found: Checklist, *, version: int, phone: str, address: str) -> str:
    """Return a programme as one message of at most 600 characters, to be forwarded or read out in the village.

    `found` is the list for everybody, conditions included. The message bears the number of the version that the
    page and the printed sheet bear (QY-4.4, YI-4.1b, SY-7.4).
    """
    head = f"{spec.name}:{spec.summary}" if spec.summary else spec.name
    foot = (
        f"办救助不收一分钱。不清楚的，打 {phone}。\n"
        f"第 {version} 版，{spec.effective_from:%Y-%m-%d} 起施行。\n{address}"
    )
    conditional = {material.code for material in spec.materials if material.condition is not None}
    always = [item for item in found.applicant if item.code not in conditional]
    sometimes = _sometimes([item for item in found.applicant if item.code in conditional])
    return _fitted(
        head[:LONGEST_HEAD],
        (_brings(always), _signs(found)),
        (sometimes, _shared(found), _banned(found)),
        foot,
    )


Shrinking = tuple[str, str]
"""A sentence, and the same as a count."""


def _fitted(head: str, must: Sequence[str], may: Sequence[Shrinking], foot: str) -> str:
    """Return head, lists and foot in at most 600 characters, shrinking from the front what nobody has to bring."""
    for shorter in range(len(may) + 1):
        parts = [pair[place < shorter] for place, pair in enumerate(may)]
        text = _lines(head, *must, *parts, foot)
        if len(text) <= MOST_CHARACTERS:
            return text
    return _cut(_lines(*must), foot)


def _cut(lists: str, foot: str) -> str:
    """Keep whole names as far as there is room, and say that the page has the rest."""
    rest = "……没写完，全部在网页上。"
    room = MOST_CHARACTERS - len(foot) - len(rest) - 1
    return f"{lists[:room].rpartition('、')[0]}{rest}\n{foot}"


def _names(items: Iterable[ChecklistItem]) -> str:
    return "、".join(f"{item.name}（{item.count} 份）" if item.count > 1 else item.name for item in items)


def _brings(items: Sequence[ChecklistItem]) -> str:
    return f"您来准备 {len(items)} 样：{_names(items)}。" if items else ""


def _signs(found: Checklist) -> str:
    return f"您来签 {len(found.signed)} 张（我们给表）：{_names(found.signed)}。" if found.signed else ""


def _sometimes(items: Sequence[ChecklistItem]) -> Shrinking:
    if not items:
        return "", ""
    return f"有这种情况才要：{_names(items)}。", f"另有 {len(items)} 样，有那种情况才要。"


def _shared(found: Checklist) -> Shrinking:
    if not found.shared:
        return "", ""
    return (
        f"我们去查，您不用跑：{_names(found.shared)}。",
        f"另有 {len(found.shared)} 样我们去查，您不用跑。",
    )


def _banned(found: Checklist) -> Shrinking:
    if not found.banned:
        return "", ""
    return (
        f"不用带：{'、'.join(proof.name for proof in found.banned)}。",
        f"有 {len(found.banned)} 样证明谁都不许要。",
    )


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
