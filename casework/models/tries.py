"""How often somebody has tried something lately: counted here, so that all web processes count together."""

from django.db import models


class Tries(models.Model):
    """One thing tried from one place. The key is a keyed hash: neither an address nor a code is readable here."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField("次数")
    until = models.BigIntegerField("计到", db_index=True, help_text="秒,1970 年起;过了就从头计。")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "尝试次数"
        verbose_name_plural = "尝试次数"

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.count}"
