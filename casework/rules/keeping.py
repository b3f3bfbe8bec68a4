"""Who may keep the office's people, and when two records are one human: nobody appoints himself, a merge wants the document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from casework.rules.incompatible import Pair, Post, clash
from casework.rules.refusal import StepRefused

EVERYWHERE = ("",)
"""The units of the keeper of the accounts: every code begins with nothing."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whoever keeps the list: a county officer within its units, or the keeper of the accounts for all of them.

    `identities` are the officer ids he himself acts under; the keeper of the accounts has none.
    """

    login: int | None = None
    name: str = ""
    identities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def keeps(self, unit: str) -> bool:
        """Say whether a unit lies within his."""
        return any(unit.startswith(own) for own in self.units)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an officer: its id, the blind index of his number, his posts, and whether it was merged away."""

    id: str
    index: str = ""
    posts: tuple[Post, ...] = ()
    merged: bool = False


def check_keeper(keeper: Keeper, officers: Collection[str], units: Iterable[str]) -> None:
    """Refuse who keeps no list, whoever is one of these officers himself, and a unit that lies elsewhere."""
    if not keeper.units:
        raise StepRefused("工作人员由县里或者账号管理员登记", code="role")
    if any(one in officers for one in keeper.identities):
        raise StepRefused("自己的岗位、证件和记录要由别人来登记", code="self")
    if not all(keeper.keeps(unit) for unit in units):
        raise StepRefused("这个单位不在您管的地方", code="scope")


def check_end(until: date, since: date | None, today: date) -> None:
    """Refuse a last day that would rewrite the past: what was done under the post stays done under it."""
    if since is not None and until < since:
        raise StepRefused("任职止不能早于任职起", code="invalid")
    if (today - until).days > 1:
        raise StepRefused("最早只能写到昨天：以前的事是在这个岗位上办的，改不了", code="invalid")


def check_merge(kept: Record, gone: Record, index: str, pairs: Iterable[Pair]) -> None:
    """Refuse a merge of two humans, of a record merged already, and of posts that one human may not hold (T52, HX-2b).

    `index` is the blind index of the number read from the document once more: it is the one of exactly one of the two.
    """
    if kept.id == gone.id or kept.merged or gone.merged:
        raise StepRefused("这两条记录不能并：已经并过，或者就是同一条", code="order")
    if kept.index and gone.index:
        raise StepRefused("两条记录登记的证件不一样，是两个人，不能并", code="other")
    if not kept.index and not gone.index:
        raise StepRefused("先给其中一条登记证件，再并", code="missing")
    if index not in (kept.index, gone.index):
        raise StepRefused("身份证号和登记的对不上，不能并", code="other")
    rows = tuple(pairs)
    for post in gone.posts:
        found = clash(post, kept.posts, rows)
        if found is not None:
            raise StepRefused(f"{found.why}。先免掉其中一个岗位，再并", code="clash", clause=found.clause)


def later(one: date | None, other: date | None) -> date | None:
    """Return the later of two last days, where None is open and so the latest."""
    return None if one is None or other is None else max(one, other)
