"""The rule book of a case: the pinned programme, the values of the place, and the working-day calendar."""

from __future__ import annotations

from dataclasses import dataclass

from policies.rules.parameters import ParameterTable
from policies.rules.programme import ProgrammeSpec
from policies.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Everything a rule may ask of the law; `version` is the id of the frozen `ProgrammeVersion`."""

    spec: ProgrammeSpec
    parameters: ParameterTable
    calendar: Calendar
    version: str = ""
