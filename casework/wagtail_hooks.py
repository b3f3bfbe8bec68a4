"""The desk in the staff shell: its addresses, its menu for each post, the home page, the look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page
from wagtail.permissions import policy_registry

from casework.desk import clock
from casework.desk.access import actor_at, has_post, village_only
from casework.desk.case_page import LINKS
from casework.desk.certificate.lists import gives_certificates
from casework.desk.home import TodayPanel
from casework.desk.law.access import LawItem, TrialItem
from casework.desk.law.urls import urlpatterns as law_addresses
from casework.desk.people.access import keeper_at
from casework.desk.results import reports_results
from casework.desk.urls import urlpatterns
from casework.models import Case
from casework.rules import certificate, dishonesty, monitoring
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, RIGHTS, Actor
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


class PostItem(MenuItem):
    """A line of the menu that only some posts see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the line to whoever holds a post today."""
        actor = actor_at(request)
        return has_post(actor) and self.suits(actor)

    def suits(self, actor: Actor) -> bool:
        """Say whether the line is of use to this officer."""
        return True


class AboveVillageItem(PostItem):
    """A line that villages do not see."""

    def suits(self, actor: Actor) -> bool:
        return not village_only(actor)


class CertificatesItem(PostItem):
    """A line of township and county where the place's document gives certificates."""

    def suits(self, actor: Actor) -> bool:
        return not village_only(actor) and gives_certificates(actor, day_of(clock.now()))


class ResultsItem(PostItem):
    """A line of township and county where the place's document wants results reported or papers bound."""

    def suits(self, actor: Actor) -> bool:
        return not village_only(actor) and reports_results(actor, day_of(clock.now()))


class VisitorItem(PostItem):
    """A line of those who visit households."""

    def suits(self, actor: Actor) -> bool:
        return actor.holds(RIGHTS["visit"])


class BelowCountyItem(PostItem):
    """A line of townships and villages."""

    def suits(self, actor: Actor) -> bool:
        return not actor.holds((COUNTY,))


class CountyItem(PostItem):
    """A line of the county."""

    def suits(self, actor: Actor) -> bool:
        return actor.holds((COUNTY,))


class KeepsItem(MenuItem):
    """A line of the county and of the keeper of the accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the line to whoever keeps the office's people."""
        return bool(keeper_at(request).units)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    """Hang the desk under `/cms/`."""
    return [*urlpatterns, *law_addresses]


@hooks.register("register_admin_menu_item")
def today_item() -> MenuItem:
    """The queue."""
    return PostItem(_("今天要办"), reverse_lazy("desk_queue"), name="desk-queue", icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")
def cases_item() -> MenuItem:
    """All cases."""
    return PostItem(
        _("件库"), reverse_lazy("desk_cases"), name="desk-cases", icon_name="folder-open-inverse", order=20
    )


@hooks.register("register_admin_menu_item")
def visits_item() -> MenuItem:
    """The households that wait for a visit."""
    return VisitorItem(
        _("要入户的"), reverse_lazy("desk_visits"), name="desk-visits", icon_name="home", order=30
    )


@hooks.register("register_admin_menu_item")
def check_item() -> MenuItem:
    """The files of the means check."""
    return AboveVillageItem(
        _("信息核对"), reverse_lazy("desk_check"), name="desk-check", icon_name="search", order=35
    )


@hooks.register("register_admin_menu_item")
def relief_item() -> MenuItem:
    """Emergencies and the reserves."""
    return AboveVillageItem(
        _("急难与备用金"), reverse_lazy("desk_relief"), name="desk-relief", icon_name="warning", order=45
    )


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


@hooks.register("register_admin_menu_item")
def certificates_item() -> MenuItem:
    """The register of certificates, where the place states them."""
    return CertificatesItem(
        _("救助证"),
        reverse_lazy("desk_certificates"),
        name="desk-certificates",
        icon_name="doc-full",
        order=45,
    )


@hooks.register("register_admin_menu_item")
def results_item() -> MenuItem:
    """What was decided and has to be reported, where the place says so."""
    return ResultsItem(
        _("结果报备"), reverse_lazy("desk_results"), name="desk-results", icon_name="upload", order=46
    )


@hooks.register("register_admin_menu_item")
def statements_item() -> MenuItem:
    """Objections and complaints."""
    return AboveVillageItem(
        _("异议与投诉"),
        reverse_lazy("desk_statements"),
        name="desk-statements",
        icon_name="comment",
        order=50,
    )


@hooks.register("register_admin_menu_item")
def leads_item() -> MenuItem:
    """What the villages saw."""
    return PostItem(
        _("主动发现的线索"), reverse_lazy("desk_leads"), name="desk-leads", icon_name="view", order=32
    )


@hooks.register("register_admin_menu_item")
def relatives_item() -> MenuItem:
    """The register of near relatives, as the county keeps it."""
    return CountyItem(
        _("近亲属备案"), reverse_lazy("desk_kin"), name="desk-relatives", icon_name="group", order=410
    )


@hooks.register("register_admin_menu_item")
def own_relatives_item() -> MenuItem:
    """One's own declarations."""
    return BelowCountyItem(
        _("我的近亲属备案"), reverse_lazy("desk_kin"), name="desk-own-kin", icon_name="group", order=410
    )


@hooks.register("register_admin_menu_item")
def people_item() -> MenuItem:
    """The office's people."""
    return KeepsItem(
        _("工作人员"), reverse_lazy("desk_people"), name="desk-people", icon_name="user", order=405
    )


@hooks.register("register_admin_menu_item")
def exports_item() -> MenuItem:
    """Lists that left, and long ones that wait for a second person."""
    return AboveVillageItem(
        _("导出和同意"), reverse_lazy("desk_exports"), name="desk-exports", icon_name="download", order=411
    )


@hooks.register("register_admin_menu_item")
def refusals_item() -> MenuItem:
    """What was refused, and to whom."""
    return CountyItem(
        _("没有办成的"),
        reverse_lazy("desk_refusals"),
        name="desk-refusals",
        icon_name="circle-xmark",
        order=412,
    )


@hooks.register("register_admin_menu_item")
def untouched_item() -> MenuItem:
    """What nobody has done anything about."""
    return PostItem(
        _("没人动的件"), reverse_lazy("desk_untouched"), name="desk-untouched", icon_name="history", order=15
    )


@hooks.register("register_admin_menu_item")
def supervision_item() -> MenuItem:
    """Before, during and after, township by township."""
    return CountyItem(
        _("事前、事中、事后"),
        reverse_lazy("desk_supervision"),
        name="desk-supervision",
        icon_name="view",
        order=16,
    )


@hooks.register("register_admin_menu_item")
def special_item() -> MenuItem:
    """What was decided by a way of its own."""
    return CountyItem(
        _("特殊办理"),
        reverse_lazy("desk_special"),
        name="desk-special",
        icon_name="clipboard-list",
        order=415,
    )


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    """The working-day table."""
    return LawItem(
        _("工作日历"), reverse_lazy("law_calendar"), name="law-calendar", icon_name="calendar", order=310
    )


@hooks.register("register_admin_menu_item")
def values_item() -> MenuItem:
    """The values of the place."""
    return LawItem(
        _("参数一览"), reverse_lazy("law_parameters"), name="law-values", icon_name="sliders", order=315
    )


@hooks.register("register_admin_menu_item")
def trials_item() -> MenuItem:
    """Trials of another standard; reviewers see them when one was handed down."""
    return TrialItem(_("试算"), reverse_lazy("law_whatif"), name="law-whatif", icon_name="history", order=320)


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
