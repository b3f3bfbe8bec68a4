"""How often the leak scanner cries wolf. Counts, never times: at most one in 100 000 random strings."""

import random

import pytest

from policies.rules.private_numbers import scan


def kinds(text: str) -> list[str]:
    return [finding.kind for finding in scan(text)]


def test_at_most_one_in_a_hundred_thousand_random_strings():
    chance = random.Random(7)
    alarms = sum("id" in kinds("".join(chance.choices("0123456789", k=18))) for _ in range(200_000))
    assert alarms <= 2


def test_no_order_number_is_taken_for_a_person():
    chance = random.Random(8)
    numbers = (
        f"2025{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randrange(10**10):010d}"
        for _ in range(50_000)
    )
    assert sum(bool(scan(number)) for number in numbers) == 0


def test_random_fifteen_digits_alone_are_nobody():
    chance = random.Random(9)
    assert sum(bool(scan("".join(chance.choices("0123456789", k=15)))) for _ in range(50_000)) == 0


@pytest.mark.parametrize(
    ("between", "line"), [(" ", "\n"), (",", "\n"), ("\t", "\n"), ("</td><td>", "</td></tr>\n<tr><td>")]
)
def test_tables_of_numbers_are_tables(between, line):
    """Four to nine columns, thirty rows: serial numbers, amounts, counts."""
    chance = random.Random(10)
    alarms = 0
    for _ in range(200):
        widths = [chance.randint(1, 7) for _ in range(chance.randint(4, 9))]
        rows = (between.join(str(chance.randrange(10**width)) for width in widths) for _ in range(30))
        alarms += len(scan(line.join(rows)))
    assert alarms == 0


def test_a_masked_roster_is_clean():
    rows = "".join(
        f"<tr><td>{i}</td><td>张*明</td><td>东关村</td><td>{i % 6 + 1}</td><td>******************</td>"
        f"<td>{i * 37 % 3000}.00</td><td>2025-03-{i % 28 + 1:02d}</td></tr>\n"
        for i in range(400)
    )
    assert scan(rows) == ()
