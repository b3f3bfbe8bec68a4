"""The API put together, and its addresses below `/api/`."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from ninja.renderers import JSONRenderer

from front.api import problems
from front.api.document import ABOUT, DocumentedAPI, openapi
from front.api.moments import VERSION
from front.api.routers import entry, materials, offices, policies, programmes, publications


class PlainRenderer(JSONRenderer):
    """Chinese as it is, not as escapes: half the bytes."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


api = DocumentedAPI(
    title="一门 公开数据接口",
    version=VERSION,
    description=ABOUT,
    urls_namespace="api",
    # The page with the document would load scripts from another host; ours has none.
    docs_url=None,
    openapi_url=None,
    renderer=PlainRenderer(),
    servers=[{"url": "/", "description": "本站"}],
)
problems.register(api)
for prefix, router in (
    ("/", entry.router),
    ("/policies", policies.router),
    ("/programmes", programmes.router),
    ("/materials", materials.router),
    ("/offices", offices.router),
    ("/", publications.router),
):
    api.add_router(prefix, router)


def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer for every address that is none: 404 as a problem, never a page and never a redirect."""
    return problems.problem("not-found")


urlpatterns = [
    path("openapi.json", partial(openapi, api=api), name="openapi"),
    path("", api.urls),
    re_path(r"^.*$", nowhere),
]
