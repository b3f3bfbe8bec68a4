"""The desk's lines in the menu of the staff shell: who sees which, and in what order."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from casework.desk import clock
from casework.desk.access import actor_at, has_post, village_only
from casework.desk.certificate.lists import gives_certificates
from casework.desk.law.access import LawItem, TrialItem
from casework.desk.people.access import keeper_at
from casework.desk.results import reports_results
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, RIGHTS, Actor


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


# Whose line it is, what it says, where it leads, its name, its icon and its place.
LINES = (
    (PostItem, _("今天要办"), "desk_queue", "desk-queue", "tasks", 10),
    (PostItem, _("没人动的件"), "desk_untouched", "desk-untouched", "history", 15),
    (CountyItem, _("事前、事中、事后"), "desk_supervision", "desk-supervision", "view", 16),
    (PostItem, _("件库"), "desk_cases", "desk-cases", "folder-open-inverse", 20),
    (VisitorItem, _("要入户的"), "desk_visits", "desk-visits", "home", 30),
    (PostItem, _("主动发现的线索"), "desk_leads", "desk-leads", "view", 32),
    (AboveVillageItem, _("信息核对"), "desk_check", "desk-check", "search", 35),
    (AboveVillageItem, _("急难与备用金"), "desk_relief", "desk-relief", "warning", 45),
    (CertificatesItem, _("救助证"), "desk_certificates", "desk-certificates", "doc-full", 46),
    (ResultsItem, _("结果报备"), "desk_results", "desk-results", "upload", 47),
    (AboveVillageItem, _("异议与投诉"), "desk_statements", "desk-statements", "comment", 50),
    (LawItem, _("工作日历"), "law_calendar", "law-calendar", "calendar", 310),
    (LawItem, _("参数一览"), "law_parameters", "law-values", "sliders", 315),
    (TrialItem, _("试算"), "law_whatif", "law-whatif", "history", 320),
    (KeepsItem, _("工作人员"), "desk_people", "desk-people", "user", 405),
    (CountyItem, _("近亲属备案"), "desk_kin", "desk-relatives", "group", 410),
    (BelowCountyItem, _("我的近亲属备案"), "desk_kin", "desk-own-kin", "group", 410),
    (AboveVillageItem, _("导出和同意"), "desk_exports", "desk-exports", "download", 411),
    (CountyItem, _("没有办成的"), "desk_refusals", "desk-refusals", "circle-xmark", 412),
    (CountyItem, _("特殊办理"), "desk_special", "desk-special", "clipboard-list", 415),
)


def lines() -> list[MenuItem]:
    """Return the lines, each of which decides for itself who sees it."""
    return [
        whose(label, reverse_lazy(view), name=name, icon_name=icon, order=order)
        for whose, label, view, name, icon, order in LINES
    ]
