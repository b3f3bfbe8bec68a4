"""The register of near relatives: whom a member of staff has declared, found again only by a keyed index."""

from __future__ import annotations

from django.db import models


class Relative(models.Model):
    """One declared relative of one officer (QY-4.2a). The identity number is not kept, only its blind index.

    By `name_key` he is looked for where no identity number is known yet: among the leads of the villages.
    """

    officer = models.ForeignKey("casework.Officer", models.PROTECT, related_name="relatives")
    name = models.CharField("亲属姓名", max_length=60)
    name_key = models.CharField(max_length=60, default="", editable=False)
    person_index = models.CharField(max_length=64, db_index=True, editable=False)
    relation = models.CharField("什么亲", max_length=24)
    since = models.DateField("备案日期")
    until = models.DateField("终止日期", null=True, blank=True)
    declared_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "近亲属备案"
        verbose_name_plural = "近亲属备案"
        ordering = ["officer__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "person_index"],
                condition=models.Q(until=None),
                name="one_declaration_per_relative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer}的亲属"
