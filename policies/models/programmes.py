"""Programmes and their frozen versions: a version is written once, and its end may only come nearer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from policies.models.places import Jurisdiction
from policies.studio import blocks, body
from policies.studio.fields import PartField
from policies.write_wall import Guarded

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Revision


class FrozenError(TypeError):
    """Somebody tried to change or delete a published version."""


class Programme(
    Guarded, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
    """One programme of one place: the draft that editors write, above the versions that were published.

    The row says what the newest version says; what is being written stands in revisions until it is published.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("地方")
    )
    code = models.SlugField(
        _("代号"), max_length=40, help_text=_("例如 dibao、tekun、temporary。发布以后不能改。")
    )
    name = models.CharField(_("名称"), max_length=60, help_text=_("全名,例如 最低生活保障。"))
    short = models.CharField(_("简称"), max_length=30, blank=True, help_text=_("名册上用,例如 低保。"))
    summary = models.TextField(
        _("一句话说清楚"), blank=True, help_text=_("例如:家里人均收入低于低保标准的,每月发一笔生活费。")
    )
    effective_from = models.DateField(_("从哪天起施行"), null=True, blank=True)
    effective_until = models.DateField(
        _("到哪天止"), null=True, blank=True, help_text=_("文件没有写有效期的,空着。")
    )
    source_title = models.CharField(_("文件"), max_length=200, blank=True)
    source_number = models.CharField(_("文号"), max_length=80, blank=True)
    source_issuer = models.CharField(_("发布机关"), max_length=100, blank=True)
    source_issued = models.CharField(_("发布日期"), max_length=40, blank=True, help_text=_("照印的写。"))
    source_note = models.CharField(_("备注"), max_length=300, blank=True)
    words = PartField([("word", blocks.WORD)], verbose_name=_("本地的叫法"))
    materials = PartField([("material", blocks.MATERIAL)], verbose_name=_("材料"))
    banned = PartField([("proof", blocks.PROOF)], verbose_name=_("不得索要的证明"))
    questions = PartField([("question", blocks.QUESTION)], verbose_name=_("问题"))
    steps = PartField(blocks.STEPS, verbose_name=_("步骤"))
    clocks = PartField([("clock", blocks.CLOCK)], verbose_name=_("时限"))
    silences = PartField([("silence", blocks.SILENCE)], verbose_name=_("文件没有载明的"))
    notices = PartField([("notice", blocks.NOTICE)], verbose_name=_("文书"))
    papers = PartField([("paper", blocks.PAPER)], verbose_name=_("表单"))
    posting_title = models.CharField(_("公示的标题"), max_length=100, blank=True)
    posting_columns = PartField([("column", blocks.COLUMN)], verbose_name=_("公示的栏目"))
    roster_columns = PartField([("column", blocks.COLUMN)], verbose_name=_("名册的栏目"))
    expected = models.JSONField(_("样板家庭的预期"), default=dict, blank=True, editable=False)
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="programme",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="programme",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = _("救助项目")
        verbose_name_plural = _("救助项目")
        ordering = ["jurisdiction", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code"],
                name="policies_programme_once_a_place",
                violation_error_message=_("这个地方已经有这个项目了。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction.short_name} {self.name}"

    @property
    def revisions(self) -> Any:
        """The drafts of the programme, newest first."""
        return self._revisions

    def draft_body(self) -> dict[str, Any]:
        """Return the canonical body that this draft says; whether it may be published is the validator's matter."""
        columns = {
            field.name: field.value_from_object(self)
            for field in self._meta.concrete_fields
            if field.name not in ("jurisdiction", "code")
        }
        for field in self._meta.concrete_fields:
            if isinstance(field, PartField):
                columns[field.name] = field.get_prep_value(columns[field.name])
        return body.to_body(columns, place=self.jurisdiction.code, code=self.code)

    def take_body(self, data: Mapping[str, Any]) -> None:
        """Let the draft say what a canonical body says; raise `SpecError` where the form has no place for it."""
        for name, value in body.to_columns(data).items():
            field = self._meta.get_field(name)
            assert isinstance(field, models.Field)
            empty = None if field.null else ""
            setattr(self, name, empty if value is None else field.to_python(value))

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """The doors at which a draft can be looked at."""
        from policies.studio import previews

        return previews.modes()

    @property
    def default_preview_mode(self) -> str:
        """The chat: what most people will meet first."""
        modes = self.preview_modes
        return next((mode for mode, _ in modes if mode == "chat"), modes[0][0])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Render the draft at one of the doors."""
        from policies.studio import previews

        return previews.show(self, request, mode_name)

    def publish(self, revision: Revision, user: User | None = None, **kwargs: Any) -> None:
        """Publish a draft: freeze it as a version first, or refuse with every reason (`NotPublishable`)."""
        from policies.actions.drafts import publish_draft

        publish_draft(
            programme=self, revision=revision, user=user, at=timezone.now(), then=super().publish, **kwargs
        )


class VersionQuerySet(models.QuerySet["ProgrammeVersion"]):
    """Versions can be read; changing and deleting them is refused before the database refuses it."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError(_("已经发布的版本不能改,要改就发布新的一版。"))

    def delete(self) -> NoReturn:
        raise FrozenError(_("已经发布的版本不能删。"))

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError(_("已经发布的版本不能改,要改就发布新的一版。"))

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
        Programme, on_delete=models.PROTECT, related_name="versions", verbose_name=_("项目")
    )
    number = models.PositiveIntegerField(_("版次"))
    effective_from = models.DateField(_("生效日"))
    effective_until = models.DateField(_("失效日"), null=True, blank=True)
    body = models.TextField(_("内容"), help_text=_("规范化的 JSON,不可更改。"))
    sha256 = models.CharField(_("指纹"), max_length=64)
    source_title = models.CharField(_("文件"), max_length=200)
    source_number = models.CharField(_("文号"), max_length=80, blank=True)
    source_issuer = models.CharField(_("发布机关"), max_length=100, blank=True)
    source_issued = models.CharField(_("发布日期"), max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("发布时间"))

    objects = VersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("项目版本")
        verbose_name_plural = _("项目版本")
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="policies_version_number_once"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(publisher__isnull=True) | ~Q(author=F("publisher")),
                name="policies_version_two_people",
                violation_error_message=_("起草和发布要两个人。"),
            ),
        ]
        indexes = [models.Index(fields=["programme", "effective_from"], name="policies_version_by_day")]

    def __str__(self) -> str:
        return gettext("%(programme)s 第 %(number)d 版") % {
            "programme": self.programme_id,
            "number": self.number,
        }

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
            raise FrozenError(_("已经发布的版本不能改,要改就发布新的一版。"))
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError(_("已经发布的版本不能删。"))
