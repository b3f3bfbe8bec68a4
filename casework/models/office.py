"""What happens in the office beside the cases: refusals, second factors, posts, kin; only ever added to."""

from __future__ import annotations

from django.db import models


class OfficeEvent(models.Model):
    """One thing somebody on the staff did or was refused. `data` holds codes and ids, never what was typed."""

    class Kind(models.TextChoices):
        REFUSED = "refused", "没有办成"
        STEPPED_UP = "stepped_up", "用动态码确认"
        ENROLLED = "enrolled", "绑定动态码"
        RESET = "reset", "解除动态码"
        APPOINTED = "appointed", "设岗"
        DISMISSED = "dismissed", "免岗"
        IDENTIFIED = "identified", "登记证件"
        MERGED = "merged", "并成一个人"
        KIN_DECLARED = "kin_declared", "近亲属备案"
        KIN_ENDED = "kin_ended", "近亲属备案终止"
        LEAD_FILED = "lead_filed", "上报线索"
        LEAD_CLOSED = "lead_closed", "办结线索"
        LEAD_PHONE = "lead_phone", "看线索的电话"
        LEAD_BEGUN = "lead_begun", "照线索开始填申请"
        LEAD_TURNED = "lead_turned", "线索转成申请"
        LEAD_RECUSED = "lead_recused", "线索回避"
        LEAD_TOLD = "lead_told", "群众说的线索"
        LEAD_NAMED = "lead_named", "补线索的姓名"
        LEAD_TELLER = "lead_teller", "看说线索的人的电话"
        LEAD_JOINED = "lead_joined", "线索并到同一件"
        LEAD_SPLIT = "lead_split", "并错的线索拆开"
        LEAD_ASSIGNED = "lead_assigned", "指派线索"
        DISHONESTY_KEPT = "dishonesty_kept", "记失信"
        DISHONESTY_OFF = "dishonesty_off", "撤销失信记录"
        MONITORED = "monitored", "登记返贫监测"
        MONITORED_OFF = "monitored_off", "取消返贫监测"

    kind = models.CharField("事项", max_length=16, choices=Kind.choices, db_index=True)
    at = models.DateTimeField("时间", db_index=True)
    # No foreign key: the row stays as it is when a login is deleted.
    login = models.PositiveBigIntegerField("登录账号", null=True)
    by_name = models.CharField("谁", max_length=60, blank=True)
    officer = models.ForeignKey("casework.Officer", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("原因", max_length=200, blank=True)
    data = models.JSONField("内容", default=dict)

    class Meta:
        verbose_name = "内务记录"
        verbose_name_plural = "内务记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
