"""The OpenAPI document: what ninja knows of the views, completed by what holds for every answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from front.api.moments import Moment
from front.api.problems import MEDIA_TYPE, Problem

ABOUT = """一门（Yimen）的公开数据：政策、救助项目、材料、办事地点、公示和名单。和网页上看到的一样，不多也不少。

只能读；不用登录，不收也不发 cookie；别的网站可以直接取（CORS）。每份答复都有 ETag：带着 If-None-Match 再来，没变就答 304。
答复最多存 5 分钟（看 Cache-Control），请不要问得比这更勤。公示过了最后一天就取不到了，存下的也请一起删掉。
出错时答 application/problem+json：code 是英文代号，title 和 detail 是中文。"""
HEADERS = {
    "ETag": "这份答复的指纹；下次放进 If-None-Match。",
    "Cache-Control": "可以存多少秒；不会超过公示的最后一天。",
}
REFUSALS = {
    400: "参数不对，或者网址里有读不懂的字、像证件号的数字。",
    404: "没有这一项，或者没有公开。",
    405: "只能读。",
    410: "公示已经结束。",
    503: "现在忙，过几秒再试。",
}
FILTERS = ("Filter", "Paging", "OnDay")
EVERYWHERE, OF_ONE_THING, OF_WHAT_ENDS = (400, 405, 503), 404, 410


class DocumentedAPI(NinjaAPI):
    """Ninja with a document in which the refusals, headers and 304 stand too."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the whole document."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        parts = document["components"]
        # Ninja lists the filters too; their fields stand with the parameters already.
        shapes = {name: shape for name, shape in parts["schemas"].items() if not name.endswith(FILTERS)}
        parts["schemas"] = shapes
        parts["schemas"]["Problem"] = Problem.model_json_schema(mode="serialization")
        parts["headers"] = {
            name: {"description": said, "required": True, "schema": {"type": "string"}}
            for name, said in HEADERS.items()
        }
        parts["responses"] = {f"Problem{status}": _refusal(said) for status, said in REFUSALS.items()}
        for path, methods in document["paths"].items():
            for operation in methods.values():
                # The docstring is for us; the summary, in Chinese, is for readers.
                operation.pop("description", None)
                _complete(path, operation["responses"])
        return document


def _refusal(said: str) -> dict[str, Any]:
    return {
        "description": said,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _complete(path: str, responses: dict[Any, Any]) -> None:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    responses[200] |= {"description": "有。", "headers": headers}
    responses[304] = {"description": "没有变，用存下的那份。", "headers": headers}
    ends = "{id}" in path and ("/postings/" in path or "/rosters/" in path)
    also = ([OF_ONE_THING] if "{" in path else []) + ([OF_WHAT_ENDS] if ends else [])
    for status in (*EVERYWHERE, *also):
        responses[status] = {"$ref": f"#/components/responses/Problem{status}"}


def openapi(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Serve the document with the same headers as any answer."""
    response = api.create_response(request, api.get_openapi_schema(), status=200)
    Moment.here().keep(response)
    return response
