"""The register of assistance certificates (救助证): given, stamped every review, replaced, destroyed by two people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from casework.rules.certificate import TYPED, WHY


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
    voided_on = models.DateField("作废日期", null=True)
    void_why = models.CharField("为什么作废", max_length=8, choices=list(WHY.items()), blank=True)
    void_reason = models.CharField("作废的经过", max_length=1000, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, verbose_name="补发、更正自", related_name="replaced_by"
    )

    class Meta:
        verbose_name = "救助证"
        verbose_name_plural = "救助证"
        ordering = ["review_due", "pk"]
        constraints = [
            # No number is given twice; one that was only written down wrongly was never on a certificate.
            models.UniqueConstraint(
                fields=["place", "number"], condition=~Q(void_why=TYPED), name="one_certificate_per_number"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(destroyed_on=None, voided_on=None),
                name="one_certificate_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(voided_on=None, void_why="", void_reason="")
                | (Q(voided_on__isnull=False, destroyed_on=None) & ~Q(void_why="") & ~Q(void_reason="")),
                name="void_certificate_says_why",
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
