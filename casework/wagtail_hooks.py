"""The desk in the staff shell: its addresses, its menu for each post, the home page, the look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page
from wagtail.permissions import policy_registry

from casework.desk import clock, menu
from casework.desk.access import actor_at, has_post, village_only
from casework.desk.case_page import LINKS
from casework.desk.home import TodayPanel
from casework.desk.law.urls import urlpatterns as law_addresses
from casework.desk.urls import urlpatterns
from casework.models import Case
from casework.rules import certificate, dishonesty, monitoring
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY
from policies import queries as law
from policies.models import PolicyPage
from policies.studio.page_panels import StalePagesPanel

EDITORS_MENU = ("explorer", "images", "documents", "reports", "law")
EDITORS_PANELS = (
    WorkflowObjectsToModeratePanel,
    UserObjectsInWorkflowModerationPanel,
    RecentEditsPanel,
    LockedPagesPanel,
)
MAY_EDIT = ("policies.change_programme", "wagtailimages.add_image")


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    """Hang the desk under `/cms/`."""
    return [*urlpatterns, *law_addresses]


@hooks.register(LINKS)
def inquiry_link(request: HttpRequest, case: Case) -> list[tuple[str, Any, str]]:
    """Lead from the case to its inquiry page; a village has none."""
    if village_only(actor_at(request)):
        return []
    return [("inquiry", _("看调查、核对、对照"), reverse("desk_inquiry", args=[case.pk]))]


@hooks.register(LINKS)
def certificate_link(request: HttpRequest, case: Case) -> list[tuple[str, Any, str]]:
    """Lead from a decided case to the register of certificates, where its programme states them."""
    book = law.rulebook(case.version_id, getattr(case, "law", None), unit=case.unit_id)
    decided = not case.open and certificate.stated(book, day_of(clock.now())) is not None
    if not decided or village_only(actor_at(request)):
        return []
    return [("decision", _("救助证登记"), reverse("desk_certificates"))]


@hooks.register(LINKS)
def monitoring_link(request: HttpRequest, case: Case) -> list[tuple[str, Any, str]]:
    """Lead from the case to the mark of the monitoring list, where its programme asks for it or there is one."""
    book = law.rulebook(case.version_id, getattr(case, "law", None), unit=case.unit_id)
    asked = monitoring.asked(book.spec) is not None or getattr(case, "monitored", False)
    if not asked or not actor_at(request).holds(monitoring.KEEPERS):
        return []
    return [("inquiry", _("防止返贫监测"), reverse("desk_monitored", args=[case.pk]))]


@hooks.register(LINKS)
def dishonesty_link(request: HttpRequest, case: Case) -> list[tuple[str, Any, str]]:
    """Lead the county from a decided case to its record of dishonesty, where the programme names what is one."""
    book = law.rulebook(case.version_id, getattr(case, "law", None), unit=case.unit_id)
    kinds, _clause = dishonesty.stated(book.spec)
    if not kinds or case.open or not actor_at(request).holds((COUNTY,)):
        return []
    return [("decision", _("失信记录"), reverse("desk_dishonesty", args=[case.pk]))]


for line in menu.lines():
    hooks.register("register_admin_menu_item", lambda line=line: line)


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[Any]) -> None:
    """Take away what this person has no use for: the workshop of editors, and a manual in English."""
    useless = {"help"}
    if not may_edit(request.user):
        useless |= set(EDITORS_MENU)
    items[:] = [item for item in items if item.name not in useless]


def may_edit(user: Any) -> bool:
    """Say whether somebody edits pages, pictures or the tables of the law."""
    if user.is_superuser or any(user.has_perm(permission) for permission in MAY_EDIT):
        return True
    pages = policy_registry.get_by_type(Page)
    return bool(pages.user_has_any_permission(user, {"add", "change", "publish"}))


@hooks.register("construct_homepage_panels")
def our_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Put the officer's day first, and drop the editors' panels for who edits nothing."""
    if not may_edit(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, EDITORS_PANELS)]
    actor = actor_at(request)
    if has_post(actor):
        panels.insert(0, TodayPanel(request))
    if actor.holds((COUNTY,)) and not request.user.has_perm("policies.change_programme"):
        mine = PolicyPage.objects.live().filter(jurisdiction__units__code__in=actor.units).distinct()
        panels.append(StalePagesPanel(mine, day_of(clock.now()), may_edit=False))


@hooks.register("insert_global_admin_js")
def unsent() -> SafeString:
    """Warn before somebody signs out of a telephone that still keeps visits of his."""
    return format_html(
        '<script src="{}" data-visits="{}" defer></script>', static("desk/unsent.js"), reverse("desk_visits")
    )


@hooks.register("insert_global_admin_css")
def look() -> SafeString:
    """Load the desk's own look."""
    sheets = ((static(sheet),) for sheet in ("desk/desk.css", "desk/day.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)
