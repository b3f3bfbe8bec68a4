"""Packs that were handed in through the staff shell: who, when, which bytes, and whether they were taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PackImport(models.Model):
    """One archive, kept as it came, so that later anybody can see where an office or a value came from."""

    place = models.CharField("地方", max_length=40)
    sha256 = models.CharField("指纹", max_length=64)
    archive = models.BinaryField("压缩包")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="谁导入的"
    )
    at = models.DateTimeField("什么时候读的")
    taken_in_at = models.DateTimeField("什么时候导入的", null=True, blank=True)
    changes = models.PositiveIntegerField("改了几处", default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "导入的规则包"
        verbose_name_plural = "导入的规则包"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.sha256[:12]}"
