"""Invented households: names from a list, numbers of province 77, ages and trouble by a seeded draw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from random import Random

from casework.rules.lodgement import PersonDraft
from policies.rules.identity import demo_id
from yimen.demo.county import data
from yimen.demo.property import in_turn

REGION = "770101"
ACCOUNT = "0000"


class Registry:
    """Gives out people, nobody twice."""

    def __init__(self, seed: int, today: date) -> None:
        self.draw = Random(seed)  # noqa: S311 - invented people, not secrets
        self.today = today
        self._serial = count(1)
        self._names = self._all_names()
        self.belongings = in_turn(self.draw)

    def _all_names(self) -> Iterator[str]:
        names = [f"{surname}{given}" for surname in data()["surnames"] for given in data()["given"]]
        self.draw.shuffle(names)
        return iter(names)

    def household(self, *, alone: bool = False) -> tuple[PersonDraft, ...]:
        """Return a household of one to four; the first is the applicant and has a phone and an account."""
        size = 1 if alone else self.draw.choice((1, 1, 2, 2, 2, 3, 3, 4))
        elder = self.draw.randint(38, 78)
        applicant = self._person("m1", elder, "", phone=True)
        others = []
        for number in range(2, size + 1):
            age, relation = (elder - 2, "配偶") if number == 2 else (max(6, elder - 28 - 3 * number), "子女")
            others.append(self._person(f"m{number}", age, relation))
        return (applicant, *others)

    def _person(self, key: str, age: int, relation: str, *, phone: bool = False) -> PersonDraft:
        serial = next(self._serial)
        birth = date(self.today.year - age, self.draw.randint(1, 12), self.draw.randint(1, 28))
        return PersonDraft(
            key=key,
            name=next(self._names),
            birth=birth,
            id_number=demo_id(REGION, birth, serial % 1000),
            phone=f"1000000{serial % 10000:04d}" if phone else "",
            account=f"{ACCOUNT}{serial:015d}" if phone else "",
            relation=relation,
            disability="4级肢体" if self.draw.random() < 0.1 else "",
        )
