"""What every answer has in common, and what a list is."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Out(BaseModel):
    """A closed shape: a field that is not declared cannot leave, and no model is read into it."""

    model_config = ConfigDict(extra="forbid", from_attributes=False)


class Answer(Out):
    """What stands at the head of every answer."""

    api: str = Field(description="接口的版本；第一个数字变了才会不兼容。")
    demo: bool = Field(description="真：这是演示数据，人和事都是编的，展示时要写明。")
    as_of: date = Field(description="这份答复是哪一天的（北京时间）。")


class Listing(Answer):
    """A page of a list. `next` and `previous` are addresses on this site, empty at either end."""

    count: int = Field(description="一共多少项。")
    limit: int = Field(description="这一页最多多少项。")
    offset: int = Field(description="从第几项起，0 是第一项。")
    next: str = Field(description="下一页的网址；没有就是空的。")
    previous: str = Field(description="上一页的网址；没有就是空的。")


class PlaceRef(Out):
    """A place by its code."""

    code: str = Field(description="地方的代号。")
    name: str = Field(description="地方的简称。")


class VersionRef(Out):
    """Which version of a programme, with its fingerprint and its days of force."""

    number: int = Field(description="第几版。")
    sha256: str = Field(description="这一版内容的指纹；内容不变，指纹不变。")
    effective_from: date = Field(description="生效日（当天算）。")
    effective_until: date | None = Field(description="失效日（当天还有效）；没有写就是空的。")
    in_force: bool = Field(description="在所问的那一天是不是有效。")
