"""Policy pages: the document, its days of force, and its sections in plain words."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from front.api.schemas.base import Answer, Listing, Out, PlaceRef


class PolicyItem(Out):
    """One policy page in a list."""

    id: int = Field(description="编号，不会改。")
    title: str
    one_sentence: str = Field(description="一句话说清楚。")
    place: PlaceRef
    document_number: str = Field(description="文号；没有就是空的。")
    issuer: str = Field(description="发布机关。")
    issued_on: date | None = Field(description="发布日期。")
    effective_from: date = Field(description="生效日（当天算）。")
    effective_until: date | None = Field(description="失效日（当天还有效）。")
    expired: bool = Field(description="真：文件今天已经失效，留着供查阅。")
    revision: int | None = Field(description="现在这一稿的编号；编辑发布一次变一次。")
    published_at: datetime | None = Field(description="现在这一稿的发布时间。")
    programmes: list[str] = Field(description="这份文件管的项目的编号。")
    page: str = Field(description="网页的网址。")
    url: str = Field(description="本接口里的网址。")


class Section(Out):
    """One section, as HTML without scripts or styles, and as plain text."""

    key: str = Field(description="英文代号：who_may、what_you_get、how_to_apply、whom_to_ask。")
    title: str
    html: str
    text: str


class Original(Out):
    """The document itself as a file."""

    title: str
    url: str


class PolicyList(Listing):
    """A page of the policy library, those in force first."""

    items: list[PolicyItem]


class Policy(PolicyItem, Answer):
    """One policy page with all its words."""

    sections: list[Section]
    original: Original | None = Field(description="原文文件；没有就是空的。")
