"""The staff shell as a whole: the colours of the house before any app adds its own, and the second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from yimen.second_factor.urls import urlpatterns
from yimen.second_factor.views import MAY_KEEP_ACCOUNTS


@hooks.register("insert_global_admin_css", order=-10)
def colours() -> SafeString:
    """Load the colours on every page of the shell, the login included."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/shell.css"))


@hooks.register("insert_editor_js")
def autosave() -> SafeString:
    """Save what was typed while an autosave was under way; Wagtail 8.0.1 takes it as saved."""
    return format_html('<script src="{}" defer></script>', static("studio/autosave.js"))


class KeeperItem(MenuItem):
    """A line for who keeps the accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to who may change users."""
        return bool(request.user.has_perm(MAY_KEEP_ACCOUNTS))


@hooks.register("register_admin_urls")
def second_factor_addresses() -> list[Any]:
    """Hang the second factor under `/cms/`."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def my_phone_item() -> MenuItem:
    """One's own phone."""
    return MenuItem(
        _("我的动态码"), reverse_lazy("second_factor"), name="second-factor", icon_name="key", order=950
    )


@hooks.register("register_settings_menu_item")
def phones_item() -> MenuItem:
    """Everybody's phones."""
    return KeeperItem(
        _("动态码一览"), reverse_lazy("second_factor_all"), name="second-factors", icon_name="key", order=650
    )
