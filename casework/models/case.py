"""The case: the fold of its events in columns that a queue and the database's constraints need."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.rules import codec
from casework.rules.facts import Facts

if TYPE_CHECKING:
    from casework.rules.roles import Actor

STAGES = [
    ("draft", _("意愿登记")),
    ("taken", _("村里代收")),
    ("submitted", _("等受理")),
    ("returned", _("等补材料")),
    ("accepted", _("已受理")),
    ("surveyed", _("已入户")),
    ("opined", _("已初审")),
    ("posted", _("公示中")),
    ("objected", _("有异议")),
    ("confirmed", _("已批准")),
    ("refused", _("未批准")),
    ("active", _("正在发放")),
    ("changing", _("调整中")),
    ("ended", _("已终止")),
    ("withdrawn", _("已撤回")),
]
OPEN_STAGES = (
    "draft",
    "taken",
    "submitted",
    "returned",
    "accepted",
    "surveyed",
    "opined",
    "posted",
    "objected",
)


class Lodgement(models.Model):
    """The application as it was handed over, from any channel, frozen; private numbers are in `Person` only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey("casework.Household", on_delete=models.PROTECT, related_name="lodgements")
    channel = models.CharField("来路", max_length=20)
    draft = models.JSONField("申请内容")
    content_hash = models.CharField(max_length=64)
    lodged_at = models.DateTimeField("提交时间")
    filed_by = models.ForeignKey(
        "casework.Officer", on_delete=models.PROTECT, null=True, blank=True, related_name="filings"
    )
    disclosure = models.ForeignKey(
        "casework.Disclosure", on_delete=models.PROTECT, null=True, blank=True, related_name="lodgements"
    )

    class Meta:
        verbose_name = "申请"
        verbose_name_plural = "申请"

    def __str__(self) -> str:
        return f"申请 {self.pk}"


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as a person may see them, and as a queue orders them."""

    def for_actor(self, actor: Actor) -> CaseQuerySet:
        """Keep the cases of the actor's units, without those of his own relatives; nobody sees none."""
        within = Q(pk__in=[])
        for unit in actor.units:
            within |= Q(unit__code__startswith=unit)
        return self.filter(within).exclude(barred__officer__in=actor.hands)

    def open(self) -> CaseQuerySet:
        """Keep the cases that wait for a decision."""
        return self.filter(open=True)


class Case(models.Model):
    """One application under one programme. Written only by `casework.ledger`, by compare-and-set on `seq`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("受理编号", max_length=40, unique=True)
    programme = models.ForeignKey("policies.Programme", on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey("policies.ProgrammeVersion", on_delete=models.PROTECT, related_name="cases")
    household = models.ForeignKey("casework.Household", on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="cases")
    lodgement = models.ForeignKey(Lodgement, on_delete=models.PROTECT, related_name="cases")
    applicant_name = models.CharField("申请人", max_length=60)
    stage = models.CharField("在哪一步", max_length=12, choices=STAGES, default="draft", db_index=True)
    facts = models.JSONField(default=dict)
    seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    open = models.BooleanField("未决定", default=True)
    accepted_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    opined_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField("每月金额(分)", null=True)
    first_month = models.CharField("首发月份", max_length=7, blank=True)
    last_month = models.CharField("末发月份", max_length=7, blank=True)
    next_due = models.DateTimeField("最近时限", null=True, db_index=True)
    emergency = models.BooleanField("急难", default=False)
    flags = models.CharField("提醒", max_length=120, blank=True)
    code_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    token = models.CharField(max_length=48, unique=True, editable=False)
    opened_at = models.DateTimeField("登记时间")
    touched_at = models.DateTimeField("最近一步")

    objects = CaseQuerySet.as_manager()

    law_stamp: str | None = None
    """The stamp of the law when `ledger.load` read the row; None on a row loaded otherwise."""
    _read: tuple[Any, Facts] | None = None

    class Meta:
        verbose_name = "办件"
        verbose_name_plural = "办件"
        ordering = ["-opened_at"]
        constraints = [
            # The fourth promise, said again where no code can go round it. NULLs compare to nothing.
            models.CheckConstraint(condition=~Q(accepted_by=F("opined_by")), name="acceptor_is_not_reviewer"),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("confirmed_by")), name="acceptor_is_not_approver"
            ),
            models.CheckConstraint(
                condition=~Q(opined_by=F("confirmed_by")), name="reviewer_is_not_approver"
            ),
            models.UniqueConstraint(
                fields=["household", "programme"], condition=Q(open=True), name="one_open_case_per_programme"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="amount_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["unit", "open", "next_due"], name="queue_order")]

    def __str__(self) -> str:
        return self.number

    def known(self) -> Facts:
        """Return the facts of the case as rules see them, read once for as long as the column stays."""
        if self._read is None or self._read[0] is not self.facts:
            self._read = (self.facts, codec.from_json(Facts, self.facts))
        return self._read[1]


class Barred(models.Model):
    """An officer barred from a case because a near relative stands in its household."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="barred")
    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "officer"], name="barred_once")]

    def __str__(self) -> str:
        return f"{self.officer} 回避 {self.case}"
