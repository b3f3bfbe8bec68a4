"""Programmes of a place: what the version in force says, in plain words and with its clauses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from front.api.schemas.base import Answer, Listing, Out, PlaceRef, VersionRef


class ProgrammeItem(Out):
    """One programme in a list."""

    id: str = Field(description="编号：地方/项目，不会改。")
    place: PlaceRef
    code: str = Field(description="项目的代号。")
    name: str
    short: str = Field(description="简称。")
    summary: str = Field(description="一句话说清楚；那一天没有有效的规定就是空的。")
    version: VersionRef | None = Field(description="那一天有效的一版；没有就是空的。")
    newest: VersionRef = Field(description="生效日最晚的一版，不管那一天有没有效。")
    page: str = Field(description="网页的网址。")
    url: str = Field(description="本接口里的网址。")


class Source(Out):
    """The document a version comes from, as printed."""

    title: str
    number: str = Field(description="文号。")
    issuer: str = Field(description="发布机关。")
    issued: str = Field(description="发布日期，照原文写。")


class MaterialLine(Out):
    """One paper of the checklist for a household of which nothing is known yet."""

    id: str = Field(description="编号：地方/项目/材料，不会改。")
    code: str
    name: str
    group: str = Field(description="applicant 您来准备；signed 您来签；shared 我们去查。")
    why: str = Field(description="为什么要。")
    where: str = Field(description="从哪里来。")
    without: str = Field(description="拿不到怎么办。")
    substitutes: list[str] = Field(description="用什么代替也行。")
    needed: str = Field(description="什么情况才要。")
    clause: str = Field(description="依据的条款。")
    ref: str = Field(description="条款的短编号。")


class NotNeeded(Out):
    """A paper that nobody may ask for."""

    code: str
    name: str
    instead: str = Field(description="改由谁来查。")
    clause: str
    ref: str


class Choice(Out):
    """One answer of a question."""

    code: str
    label: str


class Question(Out):
    """One question of the screener, in the order it is asked."""

    key: str
    label: str
    ask: str = Field(description="问的话。")
    why: str = Field(description="为什么问。")
    type: str = Field(description="choice、multi、yesno、number、place 等。")
    choices: list[Choice]
    sensitivity: str = Field(description="open 哪里都能问；personal、private 只在本站的表单里问。")
    when: str = Field(description="什么情况才问；空的是都问。")
    condition: dict[str, Any] | None = Field(description="同一个条件，给程序算；空的是都问。")
    clause: str
    ref: str


class Step(Out):
    """One step in the place's own order."""

    kind: str = Field(description="英文代号。")
    name: str = Field(description="本地的叫法。")
    text: str = Field(description="用平常话说。")
    roles: list[str] = Field(description="由谁来办。")
    after: list[str] = Field(description="在哪些步骤之后。")
    clause: str
    ref: str


class Clock(Out):
    """One limit. `limit` is empty where the document states none."""

    name: str
    label: str
    limit: int | None
    unit: str = Field(description="workday 工作日；day 天；hour 小时。")
    extended_limit: int | None = Field(description="可以延长到多少。")
    text: str = Field(description="用平常话说。")
    clause: str
    ref: str


class NoticeTitle(Out):
    """One written notice of the programme."""

    kind: str
    title: str
    clause: str
    ref: str


class PostingDays(Out):
    """For how long a posting hangs."""

    label: str
    value: str
    clause: str


class Standard(Out):
    """A standard in force, and the part of the place it holds in; a narrower part goes before a wider one."""

    scope: str = Field(description="空：整个地方；urban 城镇；rural 农村；其他是乡镇的代码。")
    where: str
    label: str
    value: str = Field(description="元，每人每月。")
    clause: str


class Rules(Out):
    """What the version in force says."""

    source: Source
    materials: list[MaterialLine]
    not_needed: list[NotNeeded]
    questions: list[Question]
    steps: list[Step]
    clocks: list[Clock]
    posting_days: PostingDays | None
    standards: list[Standard]
    notices: list[NoticeTitle]


class ProgrammeList(Listing):
    """A page of programmes as they stand on a day."""

    on: date = Field(description="问的是哪一天。")
    law: str = Field(description="规则戳：任何规则改动都会变。")
    items: list[ProgrammeItem]


class Programme(ProgrammeItem, Answer):
    """One programme as it stands on a day; `rules` is empty where nothing is in force."""

    on: date = Field(description="问的是哪一天。")
    law: str = Field(description="规则戳：任何规则改动都会变。")
    rules: Rules | None


class VersionItem(VersionRef):
    """One published version of a programme."""

    published_at: datetime
    replaced: bool = Field(description="真：从第一天起就被更正的一版代替。")
    source_title: str
    source_number: str


class VersionList(Listing):
    """All published versions of a programme, newest first."""

    programme: str = Field(description="项目的编号。")
    items: list[VersionItem]


class MaterialItem(MaterialLine):
    """One paper with the programme and version that ask for it."""

    programme: str = Field(description="项目的编号。")
    programme_name: str
    version: VersionRef
    url: str = Field(description="本接口里的网址。")


class MaterialList(Listing):
    """A page of the papers that the programmes in force on a day ask for."""

    on: date = Field(description="问的是哪一天。")
    law: str = Field(description="规则戳：任何规则改动都会变。")
    items: list[MaterialItem]


class Material(MaterialItem, Answer):
    """One paper of one programme."""

    on: date = Field(description="问的是哪一天。")
    law: str = Field(description="规则戳：任何规则改动都会变。")
