"""Packs that were handed in through the staff shell: who, when, which bytes, and whether they were taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PackImport(models.Model):
    """One archive, kept as it came, so that later anybody can see where an office or a value came from."""

    place = models.CharField(_("地方"), max_length=40)
    sha256 = models.CharField(_("指纹"), max_length=64)
    archive = models.BinaryField(_("压缩包"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("谁导入的")
    )
    at = models.DateTimeField(_("什么时候读的"))
    taken_in_at = models.DateTimeField(_("什么时候导入的"), null=True, blank=True)
    changes = models.PositiveIntegerField(_("改了几处"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("导入的规则包")
        verbose_name_plural = _("导入的规则包")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.sha256[:12]}"
