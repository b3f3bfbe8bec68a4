"""From a case to a public line: allowed columns only, minors never named, chosen labels and never typed words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.facts import Benefit, Decision, Facts, Member, Opinion
from notices.rules.projection import ColumnRefused, Shown, cells, check_columns, project
from policies.actions.pack_files import read_pack
from policies.rules.masks import NameMask
from policies.rules.programme import Choice, Cite, Column, Question
from policies.rules.wording import PUBLIC_COLUMNS

AT = datetime(2025, 9, 26, 10, tzinfo=SHANGHAI)
DAY = AT.date()
ALL = tuple(Column(key, label, Cite()) for key, label in PUBLIC_COLUMNS.items())
MODE = Question(
    "support_mode",
    "application",
    "方式",
    "",
    "",
    "choice",
    (Choice("home", "分散供养"),),
    "open",
    None,
    Cite(),
)
FACTS = Facts(
    members=(Member("m1", date(1970, 1, 1)), Member("m2", date(2015, 1, 1))),
    circumstances={"support_mode": "home", "reason_class": "家里有人得了病"},
    opinion=Opinion(True, AT, 90_000),
    decision=Decision(True, AT, amount=100_000, care=50_000),
    benefit=Benefit(110_000, 60_000, "2025-10"),
)


def show(columns=ALL, subject="", facts=FACTS, birth=date(1970, 1, 1), **more) -> Shown:
    spec = read_pack("shangyu").spec("dibao")
    spec = replace(spec, questions=(*spec.questions, MODE))
    return project(
        facts, spec, columns, name="欧阳小明", birth=birth, village="青石村", subject=subject, day=DAY, **more
    )


def test_every_column_when_every_column_is_allowed():
    assert show() == Shown(
        "欧阳小明", "青石村", read_pack("shangyu").spec("dibao").short, 2, 110_000, 60_000, "分散供养", "", "2025-10",
        "身份证号已隐去",
    )  # fmt: skip


def test_a_column_that_is_not_listed_stays_empty():
    assert show(ALL[:1]) == Shown(display_name="欧阳小明", mask_label="身份证号已隐去")


@pytest.mark.parametrize("key", ["id_number", "phone", "account", "illness", "address"])
def test_a_column_no_law_allows_is_refused_sy_a1_7b(key):
    with pytest.raises(ColumnRefused, match=key):
        check_columns([Column(key, "", Cite())])
    with pytest.raises(ColumnRefused):
        show((*ALL, Column(key, "", Cite())))


@pytest.mark.parametrize(
    ("subject", "amount", "care"),
    [("review", 90_000, None), ("result", 100_000, 50_000), ("stop", 110_000, 60_000), ("", 110_000, 60_000)],
)
def test_which_amount_is_meant(subject, amount, care):
    shown = show(subject=subject)
    assert (shown.amount_fen, shown.care_fen) == (amount, care)


@pytest.mark.parametrize("subject", ["review", "result", ""])
def test_no_amount_where_none_is_settled(subject):
    shown = show(subject=subject, facts=Facts())
    assert (shown.amount_fen, shown.care_fen, shown.first_month) == (None, None, "")


def test_of_age_on_the_birthday_itself():
    assert show(birth=date(2007, 9, 26)).display_name == "欧阳小明"
    assert show(birth=date(2007, 9, 27)).display_name == "欧阳某"


def test_the_place_may_hide_names_but_never_show_a_minors():
    assert show(names=NameMask.SURNAME).display_name == "欧阳某"
    assert show(names=NameMask.FULL, birth=date(2015, 1, 1)).display_name == "欧阳某"


def test_the_cells_stand_in_the_order_of_the_columns():
    columns = [(column.key, column.label) for column in reversed(ALL)]
    assert cells(show(), columns)[:3] == ("2025-10", "", "分散供养")
    assert cells(Shown(), columns) == ("",) * len(columns)
    assert cells(show(), [("amount", "金额"), ("members", "人数")]) == ("1,100.00", "2")
