"""The chat in the staff shell: sayings for the editors, calls for the window, bindings for the county."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from casework.desk.menu import AboveVillageItem, CountyItem
from intake_bot.desk.asking import MAY_TEACH, AskView, UnansweredPanel
from intake_bot.desk.bindings import BindingsView
from intake_bot.desk.calls import CallsView
from intake_bot.models import Alias, Unanswered


class TeachersItem(MenuItem):
    """A line of the menu for who keeps the sayings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_TEACH))


class AliasViewSet(SnippetViewSet):
    model = Alias
    icon = "comment"
    menu_label = _("群众说法")
    list_display = ["phrase", "intent"]
    list_filter = ["intent"]
    list_per_page = 50
    search_fields = ["phrase"]
    panels = [FieldPanel("phrase"), FieldPanel("intent")]


class UnansweredViewSet(SnippetViewSet):
    model = Unanswered
    icon = "help"
    menu_label = _("没答上来的")
    list_display = ["text", "day", "count", "settled_at"]
    list_filter = ["day"]
    panels = [
        FieldPanel("text", read_only=True),
        FieldPanel("day", read_only=True),
        FieldPanel("count", read_only=True),
        FieldPanel("settled_at", read_only=True),
        FieldPanel("alias", read_only=True),
    ]


class SayingsGroup(SnippetViewSetGroup):
    items = (AliasViewSet, UnansweredViewSet)
    menu_label = _("机器人说法")
    menu_icon = "comment"
    menu_name = "sayings"
    menu_order = 320

    def get_submenu_items(self) -> list[MenuItem]:
        """Put the question desk in front of its tables."""
        return [
            TeachersItem(_("问一问"), reverse_lazy("chat_ask"), name="chat-ask", icon_name="help", order=0),
            *super().get_submenu_items(),
        ]


register_snippet(SayingsGroup)


@hooks.register("register_admin_urls")
def chat_addresses() -> list[Any]:
    """Hang the chat's rooms under `/cms/`."""
    return [
        path("chat/ask/", AskView.as_view(), name="chat_ask"),
        path("chat/calls/", CallsView.as_view(), name="chat_calls"),
        path("chat/bindings/", BindingsView.as_view(), name="chat_bindings"),
    ]


@hooks.register("register_admin_menu_item")
def calls_item() -> MenuItem:
    """Who waits for a call."""
    return AboveVillageItem(
        _("等人回话"), reverse_lazy("chat_calls"), name="chat-calls", icon_name="comment", order=55
    )


@hooks.register("register_admin_menu_item")
def bindings_item() -> MenuItem:
    """Which chat belongs to which village officer."""
    return CountyItem(
        _("村里的聊天"), reverse_lazy("chat_bindings"), name="chat-bindings", icon_name="user", order=420
    )


@hooks.register("construct_homepage_panels")
def unanswered_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show the editors what the chat could not answer this week."""
    if request.user.has_perm(MAY_TEACH):
        panels.append(UnansweredPanel())
