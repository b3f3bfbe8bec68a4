"""What may be asked: the filters of each list, with their bounds, and the pages they make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from ninja import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

MOST, USUAL, FARTHEST = 100, 50, 100_000
LARGEST_ID = 2**53 - 1  # what every JSON reader can hold
T = TypeVar("T")


def _day(value: object) -> date:
    """Read 2026-07-01 and nothing else; pydantic would take a number for seconds since 1970."""
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("not a day")
    return date.fromisoformat(value)


Day = Annotated[date | None, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Code = Annotated[str, Field(max_length=40, pattern=r"^[-A-Za-z0-9_]*$")]
Words = Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]
Key = Annotated[int, Path(ge=1, le=LARGEST_ID, description="编号。")]
Slug = Annotated[str, Path(max_length=40, pattern=r"^[-A-Za-z0-9_]+$", description="代号。")]


class Paging(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(frozen=True)

    limit: int = Field(USUAL, ge=1, le=MOST, description="一页最多多少项。")
    offset: int = Field(0, ge=0, le=FARTHEST, description="跳过多少项。")

    def page(self, path: str, found: QuerySet[Any] | Sequence[T]) -> tuple[list[Any], dict[str, Any]]:
        """Return the things of this page, and the fields of `Listing` that say where it lies.

        `path` is the list's own address; the other filters stay in the links.
        """
        count = found.count() if isinstance(found, QuerySet) else len(found)
        following = self.offset + self.limit
        before = max(0, self.offset - self.limit)
        where = {
            "count": count,
            "limit": self.limit,
            "offset": self.offset,
            "next": self._link(path, following) if following < min(count, FARTHEST + 1) else "",
            "previous": self._link(path, before) if self.offset > 0 else "",
        }
        return list(found[self.offset : following]), where

    def _link(self, path: str, offset: int) -> str:
        asked = {**self.model_dump(exclude_defaults=True), "limit": self.limit, "offset": offset}
        return f"{path}?{urlencode(sorted((key, str(value)) for key, value in asked.items()))}"


class OnDay(BaseModel):
    """As things stand on which day."""

    on: Day = Field(None, description="哪一天的规定，写作 2026-07-01；不写就是今天。")


class PolicyFilter(Paging):
    """Which policy pages."""

    place: Code = Field("", description="地方的代号。")
    q: Words = Field("", description="标题、文号或一句话里的字。")


class ProgrammeFilter(Paging, OnDay):
    """Which programmes."""

    place: Code = Field("", description="地方的代号。")


class MaterialFilter(Paging, OnDay):
    """Which papers."""

    place: Code = Field("", description="地方的代号。")
    programme: Code = Field("", description="项目的代号。")
    group: Literal["", "applicant", "signed", "shared"] = Field("", description="谁来办。")
    q: Words = Field("", description="材料名称里的字。")


class OfficeFilter(Paging):
    """Which offices."""

    place: Code = Field("", description="地方的代号。")
    level: Literal["", "county", "township", "village"] = Field("", description="哪一级。")
    parent: Code = Field("", description="上级单位的代码。")
    q: Words = Field("", description="名称里的字。")


class PublicationFilter(Paging):
    """Which postings or rosters. There is no search by name: a roster is read, not asked about a person."""

    place: Code = Field("", description="地方的代号。")
    unit: Code = Field("", description="村或乡镇的单位代码。")
    programme: Code = Field("", description="项目的代号。")
