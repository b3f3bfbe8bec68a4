"""An unfinished application: everything typed is one sealed value, and it goes away by itself."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

from django.db import models

from casework.rules.codec import from_json, to_json
from casework.rules.lead import CHANNEL as LEAD
from casework.rules.lead import CHANNELS
from casework.sealing import seal, unseal
from front.rules.draft import DraftData

# Longer than a weekend, shorter than forgotten.
KEPT = timedelta(days=7)


class ApplicationDraft(models.Model):
    """One household's application in the making. It belongs to one browser session, never to an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField("辖区", max_length=40, blank=True)
    programme = models.CharField("项目", max_length=40, blank=True)
    sealed = models.BinaryField(default=b"")
    disclosure = models.ForeignKey(
        "casework.Disclosure", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handoff = models.ForeignKey(
        "casework.Handoff", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receipt = models.BinaryField(default=b"")
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField("开始时间")
    touched_at = models.DateTimeField("最近填写", db_index=True)

    class Meta:
        verbose_name = "没交的申请"
        verbose_name_plural = "没交的申请"

    def __str__(self) -> str:
        return f"草稿 {self.pk}"

    @property
    def channel(self) -> str:
        """By which door the application comes in: the site, a chat, or an officer with a lead before him."""
        if self.handoff is None:
            return "web"
        return CHANNELS[self.handoff.purpose] if self.handoff.channel == LEAD else "bot"

    def data(self) -> DraftData:
        """Open what was typed."""
        if not self.sealed:
            return DraftData()
        return from_json(DraftData, json.loads(unseal(self.sealed, self._where())))

    def put(self, data: DraftData) -> None:
        """Seal what was typed into the row (not saved yet)."""
        self.sealed = seal(json.dumps(to_json(data), ensure_ascii=False), self._where())

    def keep_receipt(self, number: str, code: str, token: str) -> None:
        """Seal the receipt into the row and forget what was typed (not saved yet)."""
        self.sealed = b""
        self.receipt = seal(json.dumps([number, code, token]), f"draft.receipt.{self.pk}")

    def kept_receipt(self) -> tuple[str, str, str] | None:
        """Open the receipt: number, tracking code, token; None before the application was lodged."""
        if not self.receipt:
            return None
        number, code, token = json.loads(unseal(self.receipt, f"draft.receipt.{self.pk}"))
        return number, code, token

    def _where(self) -> str:
        return f"draft.sealed.{self.pk}"
