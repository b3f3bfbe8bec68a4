"""What went wrong, for machines and people: an English code, a Chinese sentence, and nothing of what was sent."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import Field

from front.api.schemas.base import Out

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
logger = logging.getLogger("front.api")

# code: status, title, and what to do.
PROBLEMS: dict[str, tuple[int, str, str]] = {
    "bad-parameter": (400, "参数不对", "请对照接口文档检查 parameters 里列出的参数。"),
    "unreadable-request": (400, "请求读不懂", "网址里有无法处理的字符或数字，请检查后重试。"),
    "private-number": (
        400,
        "不能查证件号和账号",
        "网址里像是有证件号、账号或手机号。这里没有这些内容，也没有记下。",
    ),
    "not-found": (404, "没有这一项", "没有公开过，或者网址写错了。网址都以 / 结尾。"),
    "gone": (410, "公示已结束", "公示有期限，到期就撤下，内容不再提供。"),
    "method-not-allowed": (405, "只能读", "这个接口只提供查询，请用 GET。"),
    "precondition-failed": (412, "内容已经变了", "请重新取一次最新的内容。"),
    "internal-error": (500, "是我们出错了", "过几分钟再试一次。"),
    "unavailable": (503, "现在忙", "请过几秒再试一次。"),
}
BY_STATUS = {
    400: "unreadable-request",
    404: "not-found",
    405: "method-not-allowed",
    410: "gone",
    412: "precondition-failed",
    503: "unavailable",
}


class Problem(Out):
    """One refusal, in the shape of RFC 9457. `code` is stable; `parameters` names what does not fit."""

    type: str = Field(description="问题的种类：urn:yimen:problem: 后面接 code。")
    title: str = Field(description="一句话。")
    status: int = Field(description="HTTP 状态码。")
    detail: str = Field(description="怎么办。")
    code: str = Field(description="给程序看的英文代号，不会改。")
    parameters: list[str] = Field(description="哪些参数不对；其他问题是空的。")


class Refused(Exception):
    """An answer that is a problem; `code` is one of `PROBLEMS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def problem(code: str, parameters: Sequence[str] = ()) -> HttpResponse:
    """Return the response of a problem. Never cached, and never with anything that was sent."""
    status, title, detail = PROBLEMS[code]
    body = Problem(
        type=f"urn:yimen:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        parameters=list(parameters),
    )
    response = HttpResponse(
        json.dumps(body.model_dump(), ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def problem_of(response: HttpResponse) -> HttpResponse:
    """Return an error page of the house as a problem of the same kind; its `Allow` stays."""
    made = problem(BY_STATUS.get(response.status_code, "internal-error"))
    if response.status_code not in BY_STATUS and response.status_code < 500:
        made = problem("unreadable-request")
    if response.has_header("Allow"):
        made["Allow"] = response["Allow"]
    return made


def register(api: NinjaAPI) -> None:
    """Let every exception of a view end as a problem."""
    api.add_exception_handler(ValidationError, _bad_parameter)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(OperationalError, _busy)
    api.add_exception_handler(Exception, _broken)


def _bad_parameter(request: HttpRequest, error: Any) -> HttpResponse:
    names = {str(part) for each in error.errors for part in each["loc"][-1:]}
    return problem("bad-parameter", sorted(names))


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem("not-found")


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.code)


def _busy(request: HttpRequest, error: Any) -> HttpResponse:
    logger.warning("the database did not answer in time", exc_info=error)
    return problem("unavailable")


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    logger.error("the API broke", exc_info=error)
    return problem("internal-error")
