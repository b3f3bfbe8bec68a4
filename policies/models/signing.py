"""Two people for every change of the law: who agreed to a scheduled draft, and the step of the workflow."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision

EDITORS, PUBLISHERS = "编辑", "发布人"
"""The two groups, by the names that the migrations gave them."""


class DraftApproval(models.Model):
    """Who agreed that a draft takes force at its hour: the clock has no name to sign with."""

    revision = models.OneToOneField(
        Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("草稿")
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("发布人")
    )
    at = models.DateTimeField(_("同意的时间"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("草稿的批准")
        verbose_name_plural = _("草稿的批准")

    def __str__(self) -> str:
        return f"{self.revision_id} {self.publisher_id}"


class SecondPersonTask(AbstractGroupApprovalTask):
    """The publisher's step: whoever wrote a part of the draft may send it back, and may not approve it."""

    class Meta:
        verbose_name = _("发布人审核(不能审自己写的)")
        verbose_name_plural = _("发布人审核(不能审自己写的)")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer approval only to another person, and only for a draft that may be published."""
        from policies.actions.drafts import objections

        offered: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        revision = obj.get_latest_revision() if hasattr(obj, "draft_body") else None
        if revision is None or not objections(revision.as_object(), revision, user):
            return offered
        return [action for action in offered if action[0] != "approve"]

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is, for whoever builds a workflow."""
        return gettext("由另一个人核对后发布;自己写的自己不能发。")
