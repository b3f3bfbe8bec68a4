"""Papers of the offices: the letter by which a township decides, its own plan; and the register of training."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policies.models.places import Jurisdiction, Unit
from policies.models.programmes import Programme
from policies.rules.mandate import Letter
from policies.write_wall import Guarded


class UnitPaper(Guarded):
    """One paper of one office: a letter of delegation with its dates (HX-A2), or its detailed plan (HX-7.1)."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("委托书")
        PLAN = "plan", _("实施方案(细则)")

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="papers", verbose_name=_("哪个单位")
    )
    kind = models.CharField(_("哪种文件"), max_length=10, choices=Kind)
    number = models.CharField(
        _("文号或编号"), max_length=80, help_text=_("例如 花民委〔2024〕7号;没有文号的写名称。")
    )
    since = models.DateField(_("从哪天起"), help_text=_("委托书写的起日;方案写印发的日子。"))
    until = models.DateField(_("到哪天止"), null=True, blank=True, help_text=_("文件没有写的,空着。"))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扫描件"),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("单位文件")
        verbose_name_plural = _("单位文件")
        ordering = ["unit__code", "kind", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="policies_unit_paper_ends_after_start",
                violation_error_message=_("止日不能早于起日。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()} {self.number}"

    def as_letter(self) -> Letter:
        """Return the row as the frozen value that rules read."""
        return Letter(self.number, self.since, self.until)


class Training(Guarded):
    """One training of those who apply the rules (YI-3d): when, what about, how many came."""

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="trainings", verbose_name=_("地方")
    )
    held_on = models.DateField(_("哪天培训的"))
    title = models.CharField(
        _("讲什么"), max_length=120, help_text=_("例如:新的低保办法,镇街经办和村协管员。")
    )
    attendees = models.PositiveSmallIntegerField(_("来了几个人"))
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="+", verbose_name=_("哪些项目"), help_text=_("都不选:全部项目。")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("培训")
        verbose_name_plural = _("培训")
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attendees__gte=1),
                name="policies_training_was_attended",
                violation_error_message=_("一个人也没有来的,不算培训过。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.title}"


def training_days(programme: Programme) -> tuple[date, ...]:
    """Return the days on which people were trained for a programme, for all programmes included."""
    held = Training.objects.filter(jurisdiction=programme.jurisdiction_id)
    mine = (
        held.filter(Q(programmes=None) | Q(programmes=programme.pk))
        if programme.pk
        else held.filter(programmes=None)
    )
    return tuple(mine.values_list("held_on", flat=True))
