"""A lead of the village: whom it is about, what was seen, and how it ended; the telephone is sealed."""

from __future__ import annotations

import uuid

from django.db import models

from casework.sealing import Sealed


class Lead(models.Model):
    """One household in need that somebody of the village told the township about.

    `name_key` and `phone_index` only tell whose near relative this may be. `barred` are the officers who said so of
    themselves; `related` that the one who filed it is among them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    village = models.ForeignKey("policies.Unit", models.PROTECT, related_name="leads")
    name = models.CharField("姓名", max_length=60)
    name_key = models.CharField(max_length=60, default="", editable=False)
    phone_sealed = models.BinaryField(default=b"")
    phone_index = models.CharField(max_length=64, null=True, editable=False)
    seen = models.TextField("看到的情况", max_length=2000)
    by = models.ForeignKey("casework.Officer", models.PROTECT, related_name="+")
    related = models.BooleanField("报的人是近亲属", default=False)
    barred = models.ManyToManyField("casework.Officer", related_name="+")
    at = models.DateTimeField("时间")
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("办结原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "线索"
        verbose_name_plural = "线索"
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.village} {self.at:%Y-%m-%d}"

    @property
    def place(self) -> str:
        """Where the telephone is sealed to."""
        return f"lead.phone.{self.pk}"

    @property
    def phone(self) -> Sealed:
        """The sealed telephone; opening it is written down by `actions.leads`."""
        return Sealed(bytes(self.phone_sealed), self.place)


class LeadFiling(models.Model):
    """The application that a lead became: one a lead and one a case, written once (YC-3.1.3)."""

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="filing")
    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="from_lead")
    by = models.ForeignKey("casework.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "线索转成的申请"
        verbose_name_plural = "线索转成的申请"

    def __str__(self) -> str:
        return f"{self.lead} {self.case}"
