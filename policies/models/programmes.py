"""Programmes and their frozen versions: a version is written once, and its end may only come nearer."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from wagtail.models import DraftStateMixin, RevisionMixin

from policies.models.places import Jurisdiction


class FrozenError(TypeError):
    """Somebody tried to change or delete a published version."""


class Programme(DraftStateMixin, RevisionMixin, models.Model):
    """One programme of one place, under which its versions stand."""

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="programmes", verbose_name="地方"
    )
    code = models.SlugField("代号", max_length=40, help_text="例如 dibao、tekun、temporary。")
    name = models.CharField("名称", max_length=60)
    short = models.CharField("简称", max_length=30, blank=True)
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="programme",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = "救助项目"
        verbose_name_plural = "救助项目"
        ordering = ["jurisdiction", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code"],
                name="policies_programme_once_a_place",
                violation_error_message="这个地方已经有这个项目了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction.short_name} {self.name}"

    @property
    def revisions(self) -> Any:
        """The drafts of the programme, newest first."""
        return self._revisions


class VersionQuerySet(models.QuerySet["ProgrammeVersion"]):
    """Versions can be read; changing and deleting them is refused before the database refuses it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError("已经发布的版本不能改,要改就发布新的一版。")

    def delete(self) -> NoReturn:
        raise FrozenError("已经发布的版本不能删。")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("已经发布的版本不能改,要改就发布新的一版。")

    def in_force(self, day: date) -> VersionQuerySet:
        """Return the versions in force on a day (both ends included)."""
        return self.filter(effective_from__lte=day).filter(
            Q(effective_until__isnull=True) | Q(effective_until__gte=day)
        )

    def end_on(self, last_day: date) -> int:
        """Let the selected versions end earlier, which is the one change a successor may make."""
        return super().update(effective_until=last_day)


class ProgrammeVersion(models.Model):
    """The law as it ran: canonical JSON, its sha256, and from when to when it is in force.

    A version whose end lies before its beginning was replaced from its first day on; cases that pinned it keep it.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="versions", verbose_name="项目"
    )
    number = models.PositiveIntegerField("版次")
    effective_from = models.DateField("生效日")
    effective_until = models.DateField("失效日", null=True, blank=True)
    body = models.TextField("内容", help_text="规范化的 JSON,不可更改。")
    sha256 = models.CharField("指纹", max_length=64)
    source_title = models.CharField("文件", max_length=200)
    source_number = models.CharField("文号", max_length=80, blank=True)
    source_issuer = models.CharField("发布机关", max_length=100, blank=True)
    source_issued = models.CharField("发布日期", max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("发布时间")

    objects = VersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "项目版本"
        verbose_name_plural = "项目版本"
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="policies_version_number_once"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(publisher__isnull=True) | ~Q(author=F("publisher")),
                name="policies_version_two_people",
                violation_error_message="起草和发布要两个人。",
            ),
        ]
        indexes = [models.Index(fields=["programme", "effective_from"], name="policies_version_by_day")]

    def __str__(self) -> str:
        return f"{self.programme_id} 第 {self.number} 版"

    @property
    def data(self) -> dict[str, Any]:
        """The canonical data of the version, read from its frozen text."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def replaced(self) -> bool:
        """Say whether a correction took its place from the first day on."""
        return self.effective_until is not None and self.effective_until < self.effective_from

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save once; raise `FrozenError` for a second time."""
        if not self._state.adding:
            raise FrozenError("已经发布的版本不能改,要改就发布新的一版。")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("已经发布的版本不能删。")
