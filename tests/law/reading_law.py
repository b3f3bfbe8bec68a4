"""How law tests read a pack: the programme, its values, and what its clocks make of a day."""

from dataclasses import dataclass
from datetime import date

from policies.actions.pack_files import read_pack
from policies.calendar_seed import seed_calendar
from policies.rules.disclosure import Checklist, checklist
from policies.rules.packs import Pack
from policies.rules.parameters import ParameterTable
from policies.rules.programme import Clock, ProgrammeSpec, Step
from policies.rules.workdays import add_days, add_workdays

ANY_DAY = date(2025, 3, 3)
ADULT = {"adult": True, "minor": False}
MINOR = {"adult": False, "minor": True}


@dataclass(frozen=True)
class Law:
    """One programme of one place, as a test reads it."""

    pack: Pack
    spec: ProgrammeSpec
    values: ParameterTable

    def step(self, kind: str) -> Step:
        found = self.spec.step(kind)
        assert found is not None, f"{self.spec.code} states no step {kind}"
        return found

    def clock(self, name: str) -> Clock:
        found = self.spec.clock(name)
        assert found is not None, f"{self.spec.code} states no clock {name}"
        return found

    def cited(self, kind: str, option: str) -> str:
        """The obligation under which an option of a step stands."""
        return self.step(kind).option("cites")[option]["ref"]

    def length(self, name: str, *, extended: bool = False) -> int | None:
        """The length of a clock, from the clock itself or from the parameter it names."""
        clock = self.clock(name)
        if extended:
            return clock.extended_limit
        return self.values.number(clock.parameter, ANY_DAY) if clock.parameter else clock.limit

    def due(self, name: str, day: date, *, extended: bool = False) -> date:
        """The last day of a clock that starts on `day`."""
        length = self.length(name, extended=extended)
        assert length is not None, f"{name} has no length"
        if self.clock(name).unit == "workday":
            return add_workdays(seed_calendar(), day, length).day
        return add_days(day, length).day

    def silent(self, *keys: str) -> bool:
        """Say whether the place declares all of these as not stated, and no clock of that name has a length."""
        declared = {silence.key for silence in self.spec.silences}
        timed = {clock.name for clock in self.spec.clocks if clock.limit is not None}
        return set(keys) <= declared and not set(keys) & timed

    def unset(self, *keys: str) -> bool:
        """Say whether the place knows these values and leaves them all empty."""
        known = {row.key for row in self.values.rows}
        return set(keys) <= known and all(self.values.get(key, ANY_DAY) is None for key in keys)

    def papers(self, *members: dict, **facts: object) -> Checklist:
        return checklist(self.spec, {"members": len(members), **facts}, members)


def law(place: str, programme: str) -> Law:
    """Read one programme of a pack."""
    pack = read_pack(place)
    return Law(pack, pack.spec(programme), ParameterTable(pack.rows(programme)))


def copies(items: Checklist) -> dict[str, int]:
    """What the applicant brings, and how many of each."""
    return {item.code: item.count for item in items.applicant}
