"""The law in the staff shell: programmes with their versions, values, the working-day table, places and offices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from policies.models import (
    CalendarDay,
    CalendarYear,
    Jurisdiction,
    ParameterValue,
    Programme,
    Training,
    Unit,
    UnitPaper,
)
from policies.models.parameters import ALWAYS
from policies.rules.parameters import AREAS
from policies.step_up import step_up
from policies.studio import packs
from policies.studio.columns import AdoptColumn, StatedColumn, YesNoColumn
from policies.studio.copying import ProgrammeCopyView
from policies.studio.page_panels import StalePagesPanel, pages_of
from policies.studio.panels import PLACE, PROGRAMME, TRAINING, UNIT, UNIT_PAPER, VALUE
from policies.studio.papers import PapersView
from policies.studio.values import AdoptView
from policies.studio.views import ReviewView, choose_household


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "clipboard-list"
    menu_label = _("救助项目")
    list_display = [
        "name",
        "jurisdiction",
        "code",
        YesNoColumn("live", _("发布了没有"), _("发布了"), _("还在起草")),
    ]
    list_filter = ["jurisdiction"]
    search_fields = ["name", "short"]
    edit_handler = PROGRAMME
    copy_view_class = ProgrammeCopyView


class ParameterViewSet(SnippetViewSet):
    model = ParameterValue
    icon = "sliders"
    menu_label = _("参数")
    list_display = [
        "label",
        "jurisdiction",
        Column("about", label=_("项目"), accessor=lambda row: row.called or row.programme),
        Column(
            "part", label=_("用在哪里"), accessor=lambda row: AREAS.get(row.scope) or row.town or row.scope
        ),
        StatedColumn("stated", label=_("本地的数值")),
        AdoptColumn("national_value", label=_("国家的数值")),
        Column(
            "since",
            label=_("从哪天起"),
            accessor=lambda row: "" if row.since == ALWAYS else row.since,
            sort_key="since",
        ),
        "clause",
    ]
    list_filter = ["jurisdiction", "programme", "origin"]
    list_per_page = 50
    search_fields = ["label", "key", "clause"]
    edit_handler = VALUE

    def get_queryset(self, request: HttpRequest) -> QuerySet[ParameterValue]:
        """Load the names of the township and of the programme beside a value that holds in one only."""
        town = Unit.objects.filter(code=OuterRef("scope")).values("name")[:1]
        named = Programme.objects.filter(jurisdiction=OuterRef("jurisdiction"), code=OuterRef("programme"))
        return ParameterValue.objects.annotate(town=Subquery(town), called=Subquery(named.values("name")[:1]))


class CalendarDayViewSet(SnippetViewSet):
    model = CalendarDay
    icon = "calendar"
    menu_label = _("节假日与调休")
    list_display = ["date", "name", YesNoColumn("working", _("上班"), _("上班"), _("放假")), "source"]
    list_filter = ["working"]
    ordering = ["-date"]
    panels = [FieldPanel("date"), FieldPanel("name"), FieldPanel("working"), FieldPanel("source")]


class CalendarYearViewSet(SnippetViewSet):
    model = CalendarYear
    icon = "calendar-check"
    menu_label = _("已录全的年份")
    list_display = ["year", YesNoColumn("complete", _("已录全")), "source"]
    panels = [FieldPanel("year"), FieldPanel("complete"), FieldPanel("source")]


class JurisdictionViewSet(SnippetViewSet):
    model = Jurisdiction
    icon = "globe"
    menu_label = _("地方")
    list_display = ["name", "code", "region_code", "hotline"]
    edit_handler = PLACE


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "home"
    menu_label = _("单位")
    list_display = ["name", "code", "level", "area", "phone", YesNoColumn("covered", _("承接审批权"))]
    list_filter = ["jurisdiction", "level", "area", "covered"]
    list_per_page = 50
    search_fields = ["name", "code"]
    edit_handler = UNIT


class UnitPaperViewSet(SnippetViewSet):
    model = UnitPaper
    icon = "doc-full-inverse"
    menu_label = _("单位文件")
    list_display = ["unit", "kind", "number", "since", "until"]
    list_filter = ["unit__jurisdiction", "kind"]
    list_per_page = 50
    search_fields = ["number", "unit__name"]
    edit_handler = UNIT_PAPER


class TrainingViewSet(SnippetViewSet):
    model = Training
    icon = "group"
    menu_label = _("培训")
    list_display = ["held_on", "title", "jurisdiction", "attendees"]
    list_filter = ["jurisdiction"]
    edit_handler = TRAINING


class LawGroup(SnippetViewSetGroup):
    items = (
        ProgrammeViewSet,
        ParameterViewSet,
        CalendarDayViewSet,
        CalendarYearViewSet,
        UnitViewSet,
        JurisdictionViewSet,
        UnitPaperViewSet,
        TrainingViewSet,
    )
    menu_label = _("规则")
    menu_icon = "list-ul"
    menu_name = "law"
    menu_order = 300

    def get_submenu_items(self) -> list[MenuItem]:
        """Put the packs behind the tables they fill."""
        return [
            *super().get_submenu_items(),
            PacksItem(
                _("谁还缺文件"), reverse_lazy("studio_papers"), name="papers", icon_name="warning", order=80
            ),
            PacksItem(
                _("规则包"), reverse_lazy("studio_packs"), name="packs", icon_name="download", order=90
            ),
        ]


class PacksItem(MenuItem):
    """A line of the menu for who keeps the tables of the law."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perms(packs.RIGHTS))


register_snippet(LawGroup)


@hooks.register("register_admin_urls")
def studio_addresses() -> list[Any]:
    """Hang the studio's own pages under `/cms/`."""
    return [
        path("studio/<int:pk>/review/", ReviewView.as_view(), name="studio_review"),
        path("studio/values/<int:pk>/adopt/", AdoptView.as_view(), name="studio_adopt"),
        path("studio/packs/", packs.PacksView.as_view(), name="studio_packs"),
        path("studio/packs/<int:pk>/", packs.PackView.as_view(), name="studio_pack"),
        path("studio/packs/<slug:place>.zip", packs.PackDownload.as_view(), name="studio_pack_download"),
        path("studio/papers/", PapersView.as_view(), name="studio_papers"),
        path("studio/household/<slug:key>/", choose_household, name="studio_household"),
    ]


@hooks.register("construct_homepage_panels")
def stale_pages(request: HttpRequest, panels: list[Any]) -> None:
    """Show who writes policy pages which of them must be looked at again."""
    if request.user.has_perm("policies.change_programme"):
        panels.append(StalePagesPanel(pages_of(request.user), timezone.localdate(), may_edit=True))


class ReviewItem(ActionMenuItem):
    """The way to publication leads over the page that shows what a draft touches."""

    name = "action-review"
    label = _("看影响、发布")
    icon_name = "view"
    order = 5

    def get_url(self, parent_context: Any) -> str:
        return reverse("studio_review", args=[parent_context["instance"].pk])


@hooks.register("construct_snippet_action_menu")
def publish_after_reading(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """A programme is not published blindly from its form."""
    if context.get("model") is not Programme:
        return
    items[:] = [item for item in items if item.name != "action-publish"]
    if context.get("view") == "edit":
        items.append(ReviewItem())


@hooks.register("before_edit_snippet")
def publish_in_person(request: HttpRequest, instance: Any) -> None:
    """Who publishes or lets a draft pass from the form itself confirms with his phone first, as on the review page."""
    if isinstance(instance, Programme) and _takes_force(request):
        step_up(request, timezone.now(), act="publish")


@hooks.register("before_edit_page")
@hooks.register("before_create_page")
@hooks.register("before_copy_page")
def publish_pages_in_person(request: HttpRequest, *_page: Any) -> None:
    """Who puts a page of the rules before the public confirms with his phone first, like who publishes a programme."""
    if _takes_force(request) or request.POST.get("publish_copies"):
        step_up(request, timezone.now(), act="publish")


@hooks.register("before_bulk_action")
def publish_many_in_person(request: HttpRequest, action: str, *_objects: Any) -> None:
    """Many pages at once are confirmed like one."""
    if action == "publish" and request.method == "POST":
        step_up(request, timezone.now(), act="publish")


def _takes_force(request: HttpRequest) -> bool:
    return "action-publish" in request.POST or (
        "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "approve"
    )


@hooks.register("before_delete_snippet")
def keep_what_is_law(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Published programmes and values of a pack stay; the answer says what to do instead."""
    held = next((reason for one in instances if (reason := _why_it_stays(one))), "")
    if not held:
        return None
    messages.error(request, held)
    return redirect("wagtailadmin_home")


def _why_it_stays(one: Any) -> str:
    if isinstance(one, Programme) and one.versions.exists():
        return gettext("“%(name)s”已经发布过版本，不能删除。") % {"name": one.name}
    if isinstance(one, ParameterValue) and one.origin == ParameterValue.Origin.PACK:
        return gettext("“%(name)s”来自规则包，不能删除。要改，请填上本地的数值和依据。") % {"name": one.label}
    return ""
