"""Written notices and every attempt to serve them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from notices.rules.proofs import PROOF_NAMES
from notices.rules.service import METHOD_NAMES

KINDS = [
    ("acceptance", "受理告知书"),
    ("missing", "补正告知书"),
    ("refusal", "不予批准告知书"),
    ("advance", "事先告知书"),
    ("decision", "决定书"),
]
STATES = [
    ("issued", "等送达"),
    ("under_way", "邮寄中"),
    ("failed", "没有送到"),
    ("served", "已送达"),
    ("void", "作废"),
]
VOID = "void"


class Notice(models.Model):
    """A letter to one household: numbered without gaps, its text frozen, its service recorded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="notices")
    cause = models.ForeignKey("casework.Event", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField("种类", max_length=12, choices=KINDS)
    form = models.CharField("式样", max_length=24)
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="notices")
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    number = models.CharField("文号", max_length=60, unique=True)
    title = models.CharField("标题", max_length=80)
    addressee = models.CharField("收件人", max_length=60)
    version = models.ForeignKey("policies.ProgrammeVersion", on_delete=models.PROTECT, related_name="notices")
    template_hash = models.CharField("式样指纹", max_length=64)
    clause = models.CharField("依据", max_length=200, blank=True)
    text = models.TextField("正文")
    plain = models.TextField("说得简单些", blank=True)
    text_hash = models.CharField("正文指纹", max_length=64)
    stub_hash = models.CharField("存根指纹", max_length=64)
    issued_at = models.DateTimeField("签发时间")
    issued_by = models.ForeignKey(
        "casework.Officer", on_delete=models.PROTECT, null=True, related_name="issued_notices"
    )
    issuer_name = models.CharField("签发人", max_length=60, blank=True)
    pdf = models.CharField("文件", max_length=100, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField("送达", max_length=10, choices=STATES, default="issued")
    served_on = models.DateField("送达日期", null=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, verbose_name="替代", related_name="replaced_by"
    )
    void_reason = models.CharField("哪里写错了", max_length=400, blank=True)

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "kind"], condition=~Q(state=VOID), name="one_notice_per_act_and_kind"
            ),
            models.CheckConstraint(
                condition=(Q(state=VOID) & ~Q(void_reason="")) | (~Q(state=VOID) & Q(void_reason="")),
                name="void_notice_says_why",
            ),
            models.UniqueConstraint(fields=["unit", "year", "kind", "serial"], name="one_notice_per_number"),
            models.CheckConstraint(
                condition=Q(stub_hash=F("text_hash")), name="stub_says_what_the_letter_says"
            ),
            models.CheckConstraint(
                condition=Q(state="served", served_on__isnull=False)
                | (~Q(state="served") & Q(served_on__isnull=True)),
                name="served_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def misnamed(self) -> bool:
        """Say whether the letter names its addressee as he was first written down, before that was put right."""
        return self.addressee != self.case.applicant_name


class ServiceAttempt(models.Model):
    """One attempt at service: how, by whom, with what proof, and what came of it."""

    OUTCOMES = [("sent", "已寄出"), ("failed", "没有送到"), ("served", "已送达")]

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="attempts")
    method = models.CharField("方式", max_length=8, choices=list(METHOD_NAMES.items()))
    at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=8, choices=OUTCOMES)
    served_on = models.DateField("送达日期", null=True)
    servers = models.JSONField("送达人", default=list)
    signer = models.CharField("签收人身份", max_length=12, blank=True)
    signed_by = models.CharField("签收人", max_length=60, blank=True)
    refused_to_sign = models.BooleanField("拒绝签收", default=False)
    recording = models.BooleanField("拍照录像录音", default=False)
    witness = models.CharField("见证人", max_length=60, blank=True)
    witness_for = models.CharField("见证人代表", max_length=12, blank=True)
    waybill = models.CharField("邮件单号", max_length=40, blank=True)
    address_confirmed = models.BooleanField("地址已确认", default=False)
    recorded_by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    clause = models.CharField("依据", max_length=200, blank=True)
    place = models.CharField("送达地点", max_length=120, blank=True)
    reason = models.CharField("没有签收的事由", max_length=200, blank=True)
    witness_post = models.CharField("见证人单位和职务", max_length=60, blank=True)

    class Meta:
        verbose_name = "送达记录"
        verbose_name_plural = "送达记录"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(outcome="served"), name="served_only_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="served", served_on__isnull=False)
                | (~Q(outcome="served") & Q(served_on__isnull=True)),
                name="served_attempt_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.get_outcome_display()}"


class ServiceProof(models.Model):
    """One photo, recording or scanned receipt of an attempt, in private storage; never on a public page."""

    KINDS = list(PROOF_NAMES.items())

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(ServiceAttempt, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField("种类", max_length=8, choices=KINDS)
    name = models.CharField("存放名", max_length=80, unique=True)
    content_type = models.CharField("类型", max_length=30)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "送达凭证"
        verbose_name_plural = "送达凭证"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
