"""A scene: one case under the law of one place, a cast of five, and a clock that moves when told. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from casework.rules import codec, flow
from casework.rules.asking import SHANGHAI, Ask, Outcome
from casework.rules.facts import Facts, Member
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.actions.pack_files import read_pack
from policies.calendar_seed import seed_calendar
from policies.rules.parameters import Parameter, ParameterTable
from policies.rules.rulebook import RuleBook

UNIT = "770101001901"
TOWN = (UNIT[:9],)
CAST = {
    "赵": Actor("zhao", "赵", ("village",), (UNIT,)),
    "刘": Actor("liu", "刘", ("acceptor",), TOWN),
    "陈": Actor("chen", "陈", ("surveyor",), TOWN),
    "包": Actor("bao", "包", ("cadre",), TOWN),
    "李": Actor("li", "李", ("reviewer",), TOWN),
    "孙": Actor("sun", "孙", ("approver",), TOWN),
    "周": Actor("zhou", "周", ("approver", "reviewer", "acceptor"), TOWN),
    "镇长": Actor("zhen", "镇长", ("township_head",), TOWN),
    "县里": Actor("xian", "县里", ("county",), (UNIT[:6],)),
    "": Actor(),
}
COUPLE = (Member("m1", date(1970, 1, 1)), Member("m2", date(1972, 1, 1), "妻"))
CHILD = Member("m3", date(2015, 1, 1), "子")


@cache
def book(place: str, programme: str = "dibao", **settings: str) -> RuleBook:
    """The rule book of a pack; `settings` are what a county would configure where the document is silent."""
    pack = read_pack(place)
    table = ParameterTable(pack.rows(programme))
    rows = [Parameter(key, table.label(key), value, programme=programme) for key, value in settings.items()]
    return RuleBook(pack.spec(programme), table.with_rows(rows), seed_calendar(), "1")


def person(name: str) -> dict[str, Any]:
    """Somebody of the cast as rules of composition look at him."""
    return {"officer": CAST[name].officer, "roles": list(CAST[name].roles)}


KIN = {"relation": "兄弟姐妹", "relations": ["兄弟姐妹"]}
"""What kin somebody is declared to be, where a scene is not about it; and what the place lets one choose."""
HELD = {"for": 1, "against": 0}
"""The votes of an appraisal, where a scene is not about them."""


class Scene:
    """One case on stage."""

    def __init__(
        self,
        place: str = "shangyu",
        programme: str = "dibao",
        at: datetime = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI),
        members: tuple[Member, ...] = COUPLE,
        **settings: str,
    ) -> None:
        self.book = book(place, programme, **settings)
        self.facts = Facts(programme=programme, unit=UNIT, members=members)
        self.at = at

    @property
    def today(self) -> date:
        return self.at.astimezone(SHANGHAI).date()

    def ask(self, verb: str = "accept", by: str = "", /, **data: Any) -> Ask:
        return Ask(verb, self.facts, self.book, CAST[by], self.at, data)

    def wait(self, days: int) -> Scene:
        self.at += timedelta(days=days)
        return self

    def know(self, **facts: Any) -> Scene:
        """Put the case where the scene begins."""
        self.facts = replace(self.facts, **facts)
        return self

    def do(self, verb: str, by: str = "", /, **data: Any) -> Outcome:
        """An act that the rules allow; its facts survive the journey through the database's JSON.

        Whoever approves gives his reasons in words, whether or not the place asks for them.
        """
        data = {"basis": "符合条件"} | data if verb == "confirm" else data
        outcome = flow.decide(verb, self.facts, self.book, CAST[by], self.at, data)
        assert codec.from_json(Facts, codec.to_json(outcome.facts)) == outcome.facts
        self.facts = outcome.facts
        return outcome

    def no(self, verb: str, by: str = "", /, **data: Any) -> StepRefused:
        """An act that the rules refuse; returns the refusal, and nothing has changed."""
        before = codec.to_json(self.facts)
        with pytest.raises(StepRefused) as caught:
            flow.decide(verb, self.facts, self.book, CAST[by], self.at, data)
        assert codec.to_json(self.facts) == before
        assert caught.value.reason
        return caught.value

    def stage(self) -> str:
        return flow.stage(self.facts, self.book, self.today)

    # -- the ordinary way -------------------------------------------------------

    def lodged(self) -> Scene:
        self.do("submit", channel="window", supplied="all", signed="all", authorised="all")
        return self

    def accepted(self) -> Scene:
        self.lodged().do("accept", "刘")
        return self

    def surveyed(self) -> Scene:
        self.accepted()
        return self.inquired()

    def inquired(self) -> Scene:
        self.do("request_check", "刘")
        self.do("check_report", result="within", number="核1")
        self.do("visit", "陈", who=[person("陈"), person("赵")])
        return self

    def opined(self, amount: int = 50_000) -> Scene:
        self.surveyed().do("first_opinion", "李", grant=True, amount=amount)
        return self

    def posted(self) -> Scene:
        self.opined().do("post", "李", where=["board"])
        return self

    def confirmed(self, amount: int = 50_000) -> Scene:
        self.posted().wait(8).do("confirm", "孙", amount=amount)
        return self
