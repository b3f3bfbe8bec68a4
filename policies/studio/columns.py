"""Columns of the lists in the staff shell."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from policies.models import ParameterValue
from policies.studio.values import in_words, say
from policies.studio.words import Said

YES, NO = _("是"), _("否")


class YesNoColumn(Column):
    """A yes or a no, said in a word."""

    def __init__(self, name: str, label: Said, yes: Said = YES, no: Said = NO) -> None:
        super().__init__(name, label=label, sort_key=name)
        self.yes, self.no = yes, no

    def get_value(self, instance: Any) -> str:
        return str(self.yes if getattr(instance, self.name) else self.no)


class StatedColumn(Column):
    """The value of the place in words, or that its document is silent."""

    def get_value(self, instance: Any) -> str:
        assert isinstance(instance, ParameterValue)
        return gettext("未载明") if instance.value is None else in_words(instance, instance.value)


class AdoptColumn(Column):
    """The national value with its clause; beside a silence, the way to take it over."""

    def get_value(self, instance: Any) -> SafeString | str:
        assert isinstance(instance, ParameterValue)
        if not instance.national_value:
            return ""
        said = format_html("{} <small>{}</small>", say(instance), instance.national_clause)
        if instance.value is not None:
            return said
        address = reverse("studio_adopt", args=[instance.pk])
        return format_html(
            '{} <a class="button button-small" href="{}">{}</a>', said, address, gettext("采用")
        )
