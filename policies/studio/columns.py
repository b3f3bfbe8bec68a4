"""Columns of the lists in the staff shell."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column

from policies.models import ParameterValue


class AdoptColumn(Column):
    """The national value with its clause; beside a silence, the way to take it over."""

    def get_value(self, instance: Any) -> SafeString | str:
        assert isinstance(instance, ParameterValue)
        if not instance.national_value:
            return ""
        said = format_html("{} <small>{}</small>", instance.national_value, instance.national_clause)
        if instance.value is not None:
            return said
        address = reverse("studio_adopt", args=[instance.pk])
        return format_html('{} <a class="button button-small" href="{}">采用</a>', said, address)
