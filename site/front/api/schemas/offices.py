"""The office directory: county, townships and villages, where they are and whom to ring."""

from __future__ import annotations

from pydantic import Field

from front.api.schemas.base import Answer, Listing, Out, PlaceRef


class OfficeItem(Out):
    """One office. Telephones are those of offices, never of people."""

    code: str = Field(description="单位代码，不会改；以上级单位的代码开头。")
    name: str
    short_name: str
    level: str = Field(description="county 县；township 乡镇（街道）；village 村（社区）。")
    place: PlaceRef
    parent: str = Field(description="上级单位的代码；县没有上级，是空的。")
    phone: str = Field(description="咨询电话；没有填就是空的。")
    address: str = Field(description="地址；没有填就是空的。")
    covered: bool = Field(description="真：审批权下放到了它（村随它的乡镇看）；假：由县里审批。")
    supervision_phone: str = Field(description="监督电话。")
    url: str = Field(description="本接口里的网址。")


class OfficeList(Listing):
    """A page of the directory in the order of codes."""

    items: list[OfficeItem]


class Office(OfficeItem, Answer):
    """One office."""
