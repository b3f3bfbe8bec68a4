"""The entrance: what there is and where, how long an answer keeps, whom to ring."""

from __future__ import annotations

from pydantic import Field

from front.api.schemas.base import Answer, Out


class Resource(Out):
    """One kind of thing and the address of its list."""

    name: str = Field(description="英文名。")
    title: str = Field(description="中文名。")
    url: str = Field(description="清单的网址。")


class Contact(Out):
    """The office that answers, as on every public page."""

    county: str = Field(description="县（市、区）。")
    office: str = Field(description="窗口名称。")
    phone: str = Field(description="咨询电话。")
    emergency_phone: str = Field(description="急难电话。")
    supervision_phone: str = Field(description="县级监督电话。")
    address: str = Field(description="地址。")
    hours: str = Field(description="办公时间。")


class Entry(Answer):
    """The entrance of the interface."""

    law: str = Field(description="规则戳：任何规则改动都会变。")
    openapi: str = Field(description="接口文档的网址。")
    keep_seconds: int = Field(description="一份答复可以存多少秒；请不要问得比这更勤。")
    contact: Contact
    resources: list[Resource]
