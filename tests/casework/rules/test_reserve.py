"""The reserve: its floor, how it stands, and what it may be spent on in places that say different things."""

from datetime import date

import pytest

from casework.rules import reserve
from casework.rules.facts import Decision
from casework.rules.refusal import StepRefused
from policies.rules.parameters import Parameter
from tests.casework.rules.scene import Scene, book

DAY = date(2025, 10, 5)
TOWN = "330604001"


def table(people=None, place="shangyu"):
    found = book(place, "temporary").parameters
    if people is None:
        return found
    return found.with_rows([Parameter("registered_population", "户籍人口", people, scope=TOWN)])


def test_two_yuan_for_every_registered_person_of_this_very_township():
    """SY-4.4g: 38,417 people make a floor of ¥76,834.00; ¥76,833.99 is flagged."""
    least = reserve.floor(table("38417"), TOWN, DAY)

    assert least == 7_683_400
    assert reserve.standing(7_683_400, least) == "well"
    assert reserve.standing(7_683_399, least) == "low"
    assert reserve.floor(table("38417"), "330604002", DAY) is None


def test_no_floor_is_counted_where_something_is_not_stated():
    assert reserve.floor(table(), TOWN, DAY) is None
    assert reserve.floor(table("38417", place="qinyuan"), TOWN, DAY) is None
    assert reserve.standing(100, None) == "unknown"
    assert reserve.standing(-1, None) == "overdrawn"


@pytest.mark.parametrize(
    ("kind", "amount", "note"),
    [
        ("relief", -100, "x"),
        ("deposit", 0, "x"),
        ("deposit", -100, "x"),
        ("correction", 0, "x"),
        ("deposit", 5, " "),
    ],
)
def test_by_hand_only_money_in_and_corrections_with_their_reason(kind, amount, note):
    with pytest.raises(StepRefused):
        reserve.check_entry(kind, amount, note)


def test_money_in_and_a_correction_down_are_entered():
    reserve.check_entry("deposit", 100, "财政拨付")
    reserve.check_entry("correction", -100, "多记了一笔")


def granted(place, amount=80_000):
    scene = Scene(place, "temporary", standard="1000", township_limit="5000")
    return scene.know(stage="confirmed", decision=Decision(True, scene.at, amount=amount))


def test_ordinary_temporary_aid_is_not_paid_from_a_reserve_for_emergencies():
    """SY-4.4h: a separate item, for emergencies only."""
    refusal = granted("shangyu").no("spend", "孙")

    assert refusal.code == "purpose"
    assert "只能用于急难先行救助" in refusal.reason
    assert refusal.clause == "四(四)"


def test_where_the_reserve_pays_approved_aid_it_goes_into_the_account_once():
    """QY-3.1.2d: collective approval, filed, paid into the person's account; cash is refused."""
    scene = granted("qinyuan")

    assert scene.no("spend", "孙", channel="cash").code == "channel"
    assert scene.do("spend", "孙").data == {"amount": 80_000, "channel": "account"}
    assert scene.facts.spent == 80_000
    assert scene.no("spend", "孙").code == "order"


def test_nothing_is_paid_before_it_is_approved_or_where_nobody_says_so():
    assert Scene("qinyuan", "temporary").no("spend", "孙").code == "order"
    assert granted("qinyuan", amount=None).no("spend", "孙").code == "order"
    assert granted("huaxi").no("spend", "孙").clause == ""


def test_cash_and_goods_are_signed_for():
    """SY-5b: cash without reason is refused; with reason and signed receipt it is given."""
    scene = Scene("shangyu", "temporary", standard="1000").know(emergency=True)
    cash = {"amount": 50_000, "channel": "cash"}

    assert scene.no("relieve", "孙", **cash).code == "missing"
    assert "收条" in scene.no("relieve", "孙", **cash, reason="没有账户", receipt=" ").reason
    kept = scene.do("relieve", "孙", **cash, reason="没有账户", receipt="张三 10月5日").data

    assert kept["receipt"] == "张三 10月5日"
    assert reserve.draws(scene.ask("relieve"))
