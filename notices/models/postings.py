"""What the public sees: publications and their rows, which have columns only for what may be shown."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from notices.rules.posting import SHANGHAI, Window, end_of
from notices.rules.projection import Shown

# Five digits in a row, in either width, are the beginning of a number that has no business here.
LONG_NUMBER = "[0-9０-９]{5}"
TEXT_COLUMNS = ("display_name", "village", "group", "programme", "support_mode", "reason_class", "mask_label")


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications as time allows them to be seen."""

    def up(self, now: datetime) -> PublicationQuerySet:
        """Keep what may be shown at that moment: begun, not taken down, last day (Asia/Shanghai) not over."""
        day = now.astimezone(SHANGHAI).date()
        return self.filter(visible_from__lte=now, withheld=False).filter(
            Q(taken_down_at=None) | Q(taken_down_at__gt=now),
            Q(last_day=None) | Q(last_day__gte=day),
        )


class Publication(models.Model):
    """A posting of one case, the standing roster of a village and programme, or the announcement that serves a letter."""

    KINDS = [("posting", "公示"), ("roster", "长期公示"), ("announcement", "送达公告")]
    SUBJECTS = [
        ("review", "拟批准"),
        ("result", "审批结果"),
        ("stop", "终止"),
        ("service", "公告送达"),
        ("", "在享名单"),
    ]

    kind = models.CharField("种类", max_length=12, choices=KINDS)
    subject = models.CharField("内容", max_length=8, choices=SUBJECTS, blank=True)
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="publications")
    programme = models.ForeignKey("policies.Programme", on_delete=models.PROTECT, related_name="publications")
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    cause = models.OneToOneField(
        "casework.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="publication"
    )
    notice = models.OneToOneField(
        "notices.Notice", on_delete=models.PROTECT, null=True, blank=True, related_name="announcement"
    )
    title = models.CharField("标题", max_length=120)
    text = models.TextField("公告正文", blank=True)
    columns = models.JSONField("栏目", default=list)
    basis = models.CharField("依据", max_length=200, blank=True)
    visible_from = models.DateTimeField("张贴")
    last_day = models.DateField("最后一天", null=True, blank=True)
    taken_down_at = models.DateTimeField("撤下", null=True, blank=True)
    withheld = models.BooleanField("扣下", default=False, help_text="里面像是有私密号码,没有发布。")
    sha256 = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField("办结", null=True, blank=True)
    done_by = models.ForeignKey(
        "casework.Officer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "公示"
        verbose_name_plural = "公示"
        ordering = ["-visible_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "programme"], condition=Q(kind="roster"), name="one_roster_per_village"
            ),
            models.CheckConstraint(
                condition=Q(kind="roster", case__isnull=True)
                | Q(kind__in=["posting", "announcement"], case__isnull=False, last_day__isnull=False),
                name="posting_of_a_case_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.unit}"

    @property
    def window(self) -> Window:
        """From when to when it may be shown."""
        return Window(self.visible_from, self.last_day, self.taken_down_at)

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/public/{self.pk}/"

    def up(self, now: datetime) -> bool:
        """Say whether it may be shown at that moment."""
        return not self.withheld and self.window.up(now)

    @property
    def end(self) -> datetime | None:
        """The midnight after its last day, or None."""
        return end_of(self.last_day)


def _no_number(column: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(**{f"{column}__regex": LONG_NUMBER}), name=f"public_{column}_has_no_number"
    )


class PublicRow(models.Model):
    """One line that anybody may read. Masked when written; nothing here leads back to a person."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="rows")
    serial = models.PositiveIntegerField("序号")
    display_name = models.CharField("姓名", max_length=60, blank=True)
    village = models.CharField("村(社区)", max_length=60, blank=True)
    group = models.CharField("村民小组", max_length=40, blank=True)
    programme = models.CharField("项目", max_length=60, blank=True)
    persons = models.PositiveSmallIntegerField("人数", null=True)
    amount_fen = models.BigIntegerField("金额(分)", null=True)
    care_fen = models.BigIntegerField("照料护理费(分)", null=True)
    support_mode = models.CharField("供养方式", max_length=30, blank=True)
    reason_class = models.CharField("困难类型", max_length=30, blank=True)
    first_month = models.CharField("开始月份", max_length=7, blank=True)
    from_day = models.DateField("起")
    until_day = models.DateField("止", null=True)
    mask_label = models.CharField("隐去说明", max_length=30, blank=True)

    class Meta:
        verbose_name = "公示行"
        verbose_name_plural = "公示行"
        ordering = ["publication_id", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "serial"], name="one_row_per_serial"),
            models.CheckConstraint(
                condition=Q(first_month="") | Q(first_month__regex="^[0-9]{4}-[0-9]{2}$"),
                name="public_first_month_is_a_month",
            ),
            *(_no_number(column) for column in TEXT_COLUMNS),
        ]

    def __str__(self) -> str:
        return f"第 {self.serial} 行"

    def as_shown(self) -> Shown:
        """Return the row as the value its cells are made from."""
        return Shown(
            self.display_name,
            self.village,
            self.programme,
            self.persons,
            self.amount_fen,
            self.care_fen,
            self.support_mode,
            self.reason_class,
            self.first_month,
            self.mask_label,
        )
