"""What a county may decide about its chat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="comment")
class ChatSettings(BaseGenericSetting):
    """One row. Telegram stores abroad: letting it carry names and telephone numbers is a knowing decision."""

    place = models.CharField(
        _("辖区代号"), max_length=40, blank=True, help_text=_("空着就用第一个有村(社区)的辖区。")
    )
    telegram_carries_personal = models.BooleanField(
        _("Telegram 里可以问姓名电话"),
        default=False,
        help_text=_("Telegram 的服务器在境外。打勾前请先做个人信息出境的评估。证件号、卡号任何时候都不问。"),
    )
    web_carries_personal = models.BooleanField(_("网页聊天里可以问家里的情况"), default=False)
    kept_days = models.PositiveSmallIntegerField(_("聊天留几天"), default=30, help_text=_("过了就自动删掉。"))

    panels: ClassVar[list[Panel]] = [
        FieldPanel("place"),
        FieldPanel("web_carries_personal"),
        FieldPanel("telegram_carries_personal"),
        FieldPanel("kept_days"),
    ]

    class Meta:
        verbose_name = _("聊天设置")

    def __str__(self) -> str:
        return gettext("聊天设置")
