"""Recognise private numbers among digits: which windows of a run are identity numbers, accounts or phones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from policies.rules.contact_numbers import luhn_ok
from policies.rules.digit_runs import Run
from policies.rules.identity import ID_CHECK, check_id

Kind = Literal["id", "id15", "account", "mobile"]
Subject = Literal["id", "account", "phone"]

# Provinces and prefectures as they are coded, generously: counties come and go, people's numbers stay.
# 77: invented people; 71, 81, 82, 83: Taiwan, Hong Kong, Macau; 9: foreigners' residence cards.
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])"
_REGION = rf"(?:{_PROVINCE}(?:0[1-9]|[1-4]\d|5[0-3]|90)\d\d|77\d{{4}}|(?:71|8[1-3])0000|9{_PROVINCE}\d{{3}})"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_BIRTH = rf"(?:19\d\d|20[0-3]\d){_MONTH_DAY}"
# Looking ahead without consuming finds overlapping windows too.
_ID = re.compile(rf"(?={_REGION}{_BIRTH}\d{{3}}[\dX])")
ID_HEAD = re.compile(_REGION + _BIRTH)
_ID_15 = re.compile(rf"{_REGION}\d\d{_MONTH_DAY}\d{{3}}")
# The second alternative are invented people's phones; the bare 10 000 000 000 is an amount.
_PHONE = re.compile(r"1[3-9]\d{9}|1000000(?!0000)\d{4}")
# Issuers of cards on which assistance is paid (UnionPay 62 and the banks' older series); 0000: invented people.
ISSUER = re.compile(r"62|9558|9559|4367|4563|4270|4033|6013|6033|0000")

# Where people put a gap in an identity number: after the region's parts, the year, month, day, the sequence.
_ID_SEAMS = frozenset({2, 3, 4, 6, 10, 12, 14, 17})
_PHONE_SHAPES = frozenset({(3, 4, 4), (3, 3, 5), (4, 4, 3), (3, 8), (7, 4)})
_ABROAD = {13: "86", 15: "0086"}  # how a phone is dialled from outside, by the length of the whole
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 16, 19


class Around(Protocol):
    """What is written around a run; asked only when the digits alone do not tell."""

    def near(self, subject: Subject, run: Run, start: int, end: int) -> bool:
        """Say whether words close to the window announce such a number."""
        ...

    def anywhere(self, subject: Subject) -> bool:
        """Say whether such numbers are spoken of anywhere in the text."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a run that is a private number; `rounded`: a spreadsheet has turned its last digits into zeros."""

    kind: Kind
    start: int
    end: int
    rounded: bool = False


def windows(run: Run, around: Around) -> list[Window]:
    """Return the private numbers of a run, in order and without overlap.

    Identity numbers go first, then accounts, then phones: a phone inside an account is not one.
    """
    found: list[Window] = []
    for finder in (_ids, _accounts, _old_ids, _phones):
        for window in finder(run, around):
            if all(window.end <= other.start or other.end <= window.start for other in found):
                found.append(window)
    return sorted(found, key=lambda window: window.start)


def _ids(run: Run, _around: Around) -> Iterator[Window]:
    starts = [match.start() for match in _ID.finditer(run.digits)]
    # A number that stands alone wins over one that begins inside a longer row of digits.
    for start in sorted(starts, key=lambda start: (not run.aligned(start, start + 18), start)):
        end = start + 18
        whole = not run.inner(start, end)
        if not whole and not (run.aligned(start, end) and _id_shape(run, start, end)):
            continue
        problem = check_id(run.digits[start:end])
        if problem is None:
            yield Window("id", start, end)
        elif (
            problem == ID_CHECK
            and whole
            and run.aligned(start, end)
            and run.digits[start + 15 : end] == "000"
        ):
            yield Window("id", start, end, rounded=True)


def _id_shape(run: Run, start: int, end: int) -> bool:
    """Say whether somebody would write one number with these gaps, rather than several numbers in a row."""
    sizes = run.sizes(start, end)
    if len(sizes) == 2:
        return True
    one_kind = len(run.kinds(start, end) - {"newline"}) <= 1
    seams = _ID_SEAMS.issuperset(run.cuts[i] - start for i in run.inner(start, end))
    if sizes == (6, 8, 4) and "cell" not in run.kinds(start, end):
        return True  # region, birth date, sequence: nobody puts three other numbers like this
    return one_kind and (seams or _even(sizes) or (len(sizes) == 3 and run.isolated(start, end)))


def _even(sizes: tuple[int, ...]) -> bool:
    """Say whether the groups have one size, up to a shorter last one."""
    return len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _old_ids(run: Run, around: Around) -> Iterator[Window]:
    for start, end in run.groups():
        if end - start == 15 and _ID_15.match(run.digits, start) and around.near("id", run, start, end):
            yield Window("id15", start, end)


def _accounts(run: Run, around: Around) -> Iterator[Window]:
    if len(run.digits) < _SHORTEST_ACCOUNT:
        return
    for start, end in _spans(run, _SHORTEST_ACCOUNT, _LONGEST_ACCOUNT):
        sizes = run.sizes(start, end)
        digits = run.digits[start:end]
        # One digit over and over fills a form, and no bank gives it out.
        if not _account_shape(run, start, end, sizes) or digits[-1] == "X" or len(set(digits)) == 1:
            continue
        checked = luhn_ok(digits)
        known = checked and ISSUER.match(digits) is not None
        spoken_of = checked and len(sizes) == 1 and around.anywhere("account")
        if known or spoken_of or around.near("account", run, start, end):
            yield Window("account", start, end)


def _account_shape(run: Run, start: int, end: int, sizes: tuple[int, ...]) -> bool:
    if len(sizes) == 1:
        return True
    if len(sizes) == 2:
        return sizes[0] == 6 or run.kinds(start, end) == {"newline"}
    if sizes[0] not in (1, 4) or not _even(sizes) or len(run.kinds(start, end)) > 1:
        return False
    return sizes[0] == 4 or run.isolated(start, end)


def _phones(run: Run, around: Around) -> Iterator[Window]:
    if not _PHONE.search(run.digits):
        return
    for start, end in _spans(run, 11, 15):
        whole = not run.inner(start, end)
        if whole and (abroad := _ABROAD.get(end - start)) and run.digits.startswith(abroad, start):
            start += len(abroad)
        if end - start != 11 or not _PHONE.fullmatch(run.digits, start, end):
            continue
        if whole or _phone_shape(run, start, end) or around.near("phone", run, start, end):
            yield Window("mobile", start, end)


def _phone_shape(run: Run, start: int, end: int) -> bool:
    kinds, sizes = run.kinds(start, end), run.sizes(start, end)
    if len(kinds) > 1 or kinds & {"newline", "cell"} or not run.isolated(start, end):
        return False
    return sizes in _PHONE_SHAPES or _even(sizes)


def _spans(run: Run, shortest: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the windows that begin and end at an edge and have a length in range; for each start the longest first."""
    edges = (0, *run.cuts, len(run.digits))
    for start in edges:
        first, behind = bisect_left(edges, start + shortest), bisect_right(edges, start + longest)
        for end in reversed(edges[first:behind]):
            yield start, end
