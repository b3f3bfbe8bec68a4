"""A lead: whom it is about, what was seen, who told of it and how it ended; telephones are sealed."""

from __future__ import annotations

import uuid

from django.db import models

from casework.rules.lead import CAME_BY, DESK
from casework.sealing import Sealed


class Lead(models.Model):
    """One household in need that somebody told the township about: an officer of the village, or a resident in the chat.

    A resident is nobody (`by` is None); where he left a telephone, only the township opens it, and
    it goes when the lead has ended. `name_key` and
    `phone_index` only tell whose near relative this may be, and which leads are of one household. `barred` are the
    officers who said so of themselves; `related` that the one who filed it is among them. `onto` is the case of
    another lead of the same household; `assigned` is who deals with it where everybody at home stands aside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    village = models.ForeignKey("policies.Unit", models.PROTECT, related_name="leads")
    name = models.CharField("姓名", max_length=60, blank=True)
    name_key = models.CharField(max_length=60, default="", editable=False)
    phone_sealed = models.BinaryField(default=b"")
    phone_index = models.CharField(max_length=64, null=True, editable=False)
    seen = models.TextField("看到的情况", max_length=2000)
    urgent = models.BooleanField("急", default=False)
    channel = models.CharField("来路", max_length=12, choices=CAME_BY, default=DESK)
    by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    teller_sealed = models.BinaryField(default=b"")
    related = models.BooleanField("报的人是近亲属", default=False)
    barred = models.ManyToManyField("casework.Officer", related_name="+")
    at = models.DateTimeField("时间")
    assigned = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    onto = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="more_leads")
    reason = models.CharField("办结原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "线索"
        verbose_name_plural = "线索"
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["village", "name_key"], name="leads_of_one_household")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | ~models.Q(channel=DESK), name="the_desk_names_itself"
            )
        ]

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

    @property
    def teller_place(self) -> str:
        """Where the telephone of the resident who told of it is sealed to."""
        return f"lead.teller.{self.pk}"

    @property
    def teller(self) -> Sealed:
        """The telephone a resident left for questions, sealed; a village never opens it."""
        return Sealed(bytes(self.teller_sealed), self.teller_place)


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
