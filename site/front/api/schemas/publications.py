"""Postings and rosters: what hangs now, with the columns that the law allows and no others."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from front.api.schemas.base import Answer, Listing, Out, PlaceRef


class Column(Out):
    """One column of a table, with the place's own heading."""

    key: str
    label: str


class Line(Out):
    """One line. A column that the programme does not publish is empty. Money in fen a month."""

    serial: int = Field(description="序号，从 1 起；名单一变就重排，不代表某个人。")
    name: str | None
    village: str | None
    programme: str | None
    members: int | None
    amount_fen: int | None = Field(description="每月多少分；100 分是 1 元。")
    care_amount_fen: int | None = Field(description="照料护理费，每月多少分。")
    support_mode: str | None
    reason_class: str | None
    first_month: str | None = Field(description="从哪个月起，写作 2026-01。")


class PublicationItem(Out):
    """What a posting and a roster have in common."""

    id: int = Field(description="编号，不会改。")
    title: str
    place: PlaceRef
    unit: str = Field(description="村（社区）的单位代码。")
    unit_name: str = Field(description="乡镇和村的名称。")
    programme: str = Field(description="项目的编号。")
    programme_name: str
    basis: str = Field(description="依据的条款。")
    columns: list[Column]
    visible_from: datetime = Field(description="从什么时候起张贴。")
    last_day: date | None = Field(description="最后一天（当天还能看）；长期公示是空的。")
    page: str = Field(description="网页的网址。")
    poster: str = Field(description="海报（PDF）的网址。")
    speak: str = Field(description="提意见的网址，不用登录。")
    url: str = Field(description="本接口里的网址。")


class PostingItem(PublicationItem):
    """One posting with its lines."""

    subject: str = Field(description="review 拟批准；result 审批结果；stop 终止。")
    subject_name: str
    rows: list[Line]


class PostingList(Listing):
    """A page of the postings that hang now."""

    items: list[PostingItem]


class Posting(PostingItem, Answer):
    """One posting."""


class RosterItem(PublicationItem):
    """One standing roster without its lines."""

    row_count: int = Field(description="名单上现在有多少行。")
    rows_url: str = Field(description="名单各行的网址。")


class RosterList(Listing):
    """A page of the standing rosters."""

    items: list[RosterItem]


class Roster(RosterItem, Answer):
    """One standing roster."""


class LineList(Listing):
    """A page of the lines of a roster."""

    roster: int = Field(description="名单的编号。")
    columns: list[Column]
    items: list[Line]
