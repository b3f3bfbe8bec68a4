"""Everything of the law that is kept: places and offices, programmes and their versions, values, days, pages."""

from policies.models.calendar import CalendarDay, CalendarYear
from policies.models.imports import PackImport
from policies.models.pages import PolicyIndexPage, PolicyPage
from policies.models.papers import Training, UnitPaper
from policies.models.parameters import ParameterValue
from policies.models.places import Jurisdiction, Unit
from policies.models.programmes import FrozenError, Programme, ProgrammeVersion
from policies.models.signing import DraftApproval, SecondPersonTask
from policies.models.stamps import LawStamp

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "DraftApproval",
    "FrozenError",
    "Jurisdiction",
    "LawStamp",
    "PackImport",
    "ParameterValue",
    "PolicyIndexPage",
    "PolicyPage",
    "Programme",
    "ProgrammeVersion",
    "SecondPersonTask",
    "Training",
    "Unit",
    "UnitPaper",
]
