"""The one-time disclosure as one short message: the same list, number and version as the page and the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policies.rules.disclosure import Checklist, ChecklistItem

MOST_CHARACTERS = 600


def short_text(found: Checklist, *, number: str, since: date, address: str) -> str:
    """Return the list in at most 600 characters. `since` is the first day of the version, `address` its page.

    What the household brings and signs comes first and whole; what it need not bring, and what the office
    looks up, shrink to a count where there is no room, and only then the rest is left to the page, said so.
    """
    brings = f"您来准备 {len(found.applicant)} 样:{_names(found.applicant)}。" if found.applicant else ""
    signs = f"您来签 {len(found.signed)} 张(我们给表):{_names(found.signed)}。" if found.signed else ""
    foot = f"拿不到的,跟窗口说,先交别的。\n清单编号 {number},按 {since:%Y-%m-%d} 起施行的办法。\n{address}"
    whole = [(_shared(found), _shared_count(found)), (_banned(found), _banned_count(found))]
    for shorter in range(len(whole) + 1):
        parts = [pair[place < shorter] for place, pair in enumerate(whole)]
        text = _lines("材料清单(一次说全)", brings, signs, *parts, foot)
        if len(text) <= MOST_CHARACTERS:
            return text
    return _cut(_lines(brings, signs), foot)


def _cut(lists: str, foot: str) -> str:
    """Keep whole names as far as there is room, and say that the page has the rest."""
    rest = "……没写完,全部在网页上。"
    room = MOST_CHARACTERS - len(foot) - len(rest) - 1
    return f"{lists[:room].rpartition('、')[0]}{rest}\n{foot}"


def _names(items: Iterable[ChecklistItem]) -> str:
    return "、".join(f"{item.name}({item.count} 份)" if item.count > 1 else item.name for item in items)


def _shared(found: Checklist) -> str:
    return f"我们去查,您不用跑:{_names(found.shared)}。" if found.shared else ""


def _shared_count(found: Checklist) -> str:
    return f"另有 {len(found.shared)} 样我们去查,您不用跑。" if found.shared else ""


def _banned(found: Checklist) -> str:
    return f"不用带:{'、'.join(proof.name for proof in found.banned)}。" if found.banned else ""


def _banned_count(found: Checklist) -> str:
    return f"有 {len(found.banned)} 样证明谁都不许要。" if found.banned else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
