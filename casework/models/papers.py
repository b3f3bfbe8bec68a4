"""Papers of a case: the frozen one-time disclosure, evidence, the arithmetic, and what people said."""

from __future__ import annotations

import uuid

from django.db import models

from policies.rules import money


class Disclosure(models.Model):
    """The one-time disclosure: a numbered receipt of everything this household was told to bring. Frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("清单编号", max_length=40, unique=True)
    token = models.CharField(max_length=48, unique=True)
    version = models.ForeignKey(
        "policies.ProgrammeVersion", on_delete=models.PROTECT, related_name="disclosures"
    )
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, null=True, related_name="disclosures")
    items = models.JSONField("清单")
    facts = models.JSONField("按什么情况列的", default=dict)
    content_hash = models.CharField(max_length=64)
    channel = models.CharField("来路", max_length=20)
    given_at = models.DateTimeField("告知时间")

    class Meta:
        verbose_name = "一次性告知"
        verbose_name_plural = "一次性告知"
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return self.number


class Attachment(models.Model):
    """A photo or file of evidence, kept outside MEDIA under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="attachments")
    lodgement = models.ForeignKey("casework.Lodgement", models.PROTECT, null=True, related_name="attachments")
    owner = models.CharField("草稿", max_length=64, blank=True, db_index=True)
    material = models.CharField("材料", max_length=40)
    member = models.CharField("哪位成员", max_length=8, blank=True)
    name = models.CharField("存放名", max_length=80, unique=True)
    kind = models.CharField("类型", max_length=20)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("上传时间")
    taken_at = models.DateTimeField("拍摄时间", null=True)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.material} {self.at:%Y-%m-%d}"


class Calculation(models.Model):
    """The arithmetic behind an amount, row by row, as it stood when it was signed."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="calculations")
    at = models.DateTimeField()
    by = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    inputs = models.JSONField("填报", default=dict)
    rows = models.JSONField("算式", default=list)
    result = models.BigIntegerField("结果(分)")
    eligible = models.BooleanField("低于标准")

    class Meta:
        verbose_name = "测算"
        verbose_name_plural = "测算"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{money.typed(self.result)} 元"


class Statement(models.Model):
    """What a resident said about a case (objection, defence, complaint); the village never reads it."""

    KINDS = [("objection", "异议"), ("defence", "陈述申辩"), ("complaint", "投诉")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="statements")
    unit = models.ForeignKey("policies.Unit", models.PROTECT, null=True, related_name="statements")
    kind = models.CharField(max_length=12, choices=KINDS)
    number = models.CharField("编号", max_length=40, unique=True)
    topic = models.CharField("情况", max_length=40, blank=True)
    words = models.TextField("说的话")
    contact_sealed = models.BinaryField(default=b"")
    code_index = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField("时间")
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "异议与投诉"
        verbose_name_plural = "异议与投诉"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.number
