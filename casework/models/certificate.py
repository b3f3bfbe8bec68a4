"""The register of assistance certificates (救助证): given, stamped every review, destroyed by two people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Certificate(models.Model):
    """One certificate of one household (SY-A1.7e). Written only beside the event of its case that says the same."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="certificates")
    place = models.ForeignKey("policies.Jurisdiction", models.PROTECT, related_name="+")
    number = models.CharField("证上的编号", max_length=40)
    issued_on = models.DateField("发证日期")
    reviewed_on = models.DateField("最近年审", null=True)
    review_due = models.DateField("下次年审", db_index=True)
    destroyed_on = models.DateField("销毁日期", null=True)
    destroyed_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    destroyed_with = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "救助证"
        verbose_name_plural = "救助证"
        ordering = ["review_due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_certificate_per_number"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(destroyed_on=None), name="one_certificate_in_hand"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_on=None, destroyed_by=None, destroyed_with=None)
                | (
                    Q(destroyed_on__isnull=False, destroyed_by__isnull=False, destroyed_with__isnull=False)
                    & ~Q(destroyed_by=F("destroyed_with"))
                ),
                name="certificate_destroyed_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.number
