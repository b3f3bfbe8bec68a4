"""Policy pages as the library shows them: live, not restricted, those in force first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from ninja import Query, Router
from wagtail.rich_text import expand_db_html

from front.api.addresses import POLICIES
from front.api.asking import Key, PolicyFilter
from front.api.moments import Moment
from front.api.schemas.base import PlaceRef
from front.api.schemas.policies import Original, Policy, PolicyItem, PolicyList, Section
from policies.models import PolicyPage, Programme

router = Router(tags=["政策"])
SECTIONS = (
    ("who_may", "谁能领"),
    ("what_you_get", "给多少、给什么"),
    ("how_to_apply", "怎么办"),
    ("whom_to_ask", "问谁"),
)


@router.get("/", response=PolicyList, operation_id="listPolicies", summary="政策清单，有效的在前")
def policies(request: HttpRequest, response: HttpResponse, asked: Query[PolicyFilter]) -> PolicyList:
    """List the live pages."""
    moment = Moment.here()
    found = _live(moment)
    if asked.place:
        found = found.filter(jurisdiction__code=asked.place)
    if words := asked.q.strip():
        found = found.filter(
            Q(title__icontains=words) | Q(one_sentence__icontains=words) | Q(document_number__icontains=words)
        )
    pages, where = asked.page(POLICIES, found)
    governed = _programmes(pages)
    moment.keep(response)
    items = [PolicyItem(**_fields(page, request, moment, governed[page.pk])) for page in pages]
    return PolicyList(**moment.head(), **where, items=items)


@router.get("/{int:id}/", response=Policy, operation_id="getPolicy", summary="一份政策的全文")
def policy(request: HttpRequest, response: HttpResponse, id: Key) -> Policy:  # noqa: A002 - name of the parameter
    """Show one live page."""
    moment = Moment.here()
    page = _live(moment).filter(pk=id).first()
    if page is None:
        raise Http404
    moment.keep(response)
    moment.changed(response, page.last_published_at)
    original = page.original
    return Policy(
        **moment.head(),
        **_fields(page, request, moment, _programmes([page])[page.pk]),
        sections=[_section(key, title, getattr(page, key)) for key, title in SECTIONS],
        original=Original(title=original.title, url=original.url) if original else None,
    )


def _live(moment: Moment) -> QuerySet[PolicyPage]:
    expired = Case(
        When(effective_until__lt=moment.today, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    pages = PolicyPage.objects.live().public().select_related("jurisdiction", "original")
    found: QuerySet[PolicyPage] = pages.annotate(over=expired).order_by(
        "over", "-effective_from", "title", "pk"
    )
    return found


def _programmes(pages: Iterable[PolicyPage]) -> dict[int, list[str]]:
    """Return the ids of the published programmes of each page, with one query for all of them."""
    found: dict[int, list[str]] = defaultdict(list)
    keys = [page.pk for page in pages]
    published = Programme.objects.filter(policy_pages__in=keys, versions__isnull=False).distinct()
    governed = published.order_by("jurisdiction__code", "code")
    for page, place, code in governed.values_list("policy_pages", "jurisdiction__code", "code"):
        found[page].append(f"{place}/{code}")
    return found


def _fields(page: PolicyPage, request: HttpRequest, moment: Moment, programmes: list[str]) -> dict[str, Any]:
    return {
        "id": page.pk,
        "title": page.title,
        "one_sentence": page.one_sentence,
        "place": PlaceRef(code=page.jurisdiction.code, name=page.jurisdiction.short_name),
        "document_number": page.document_number,
        "issuer": page.issuer,
        "issued_on": page.issued_on,
        "effective_from": page.effective_from,
        "effective_until": page.effective_until,
        "expired": page.expired_on(moment.today),
        "revision": page.live_revision_id,
        "published_at": page.last_published_at,
        "programmes": programmes,
        "page": page.get_url(request) or "",
        "url": f"{POLICIES}{page.pk}/",
    }


def _section(key: str, title: str, source: str) -> Section:
    html = expand_db_html(source)
    text = strip_tags(html.replace("</p>", "</p>\n").replace("</li>", "</li>\n")).strip()
    return Section(key=key, title=title, html=html, text=text)
