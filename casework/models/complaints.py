"""What is done about a complaint: every step with its day, and whom it names; nothing of it is ever rewritten."""

from __future__ import annotations

from django.db import models

from casework.rules.complaint import STEP_NAMES


class ComplaintStep(models.Model):
    """One dated step: looked into, dealt with, answered; passed on, reminded of, tied to a case."""

    statement = models.ForeignKey("casework.Statement", models.PROTECT, related_name="steps")
    kind = models.CharField("哪一步", max_length=8, choices=list(STEP_NAMES.items()))
    words = models.TextField("写了什么", blank=True)
    unit = models.ForeignKey("policies.Unit", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "投诉的办理"
        verbose_name_plural = "投诉的办理"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind"],
                condition=models.Q(kind__in=["verify", "handle", "answer"]),
                name="one_step_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class ComplaintNamed(models.Model):
    """An officer whom a complaint is about: he never reads it (QY-4.2b)."""

    statement = models.ForeignKey("casework.Statement", models.PROTECT, related_name="named")
    officer = models.ForeignKey("casework.Officer", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "投诉涉及的人"
        verbose_name_plural = "投诉涉及的人"
        constraints = [models.UniqueConstraint(fields=["statement", "officer"], name="named_once")]

    def __str__(self) -> str:
        return str(self.officer)
