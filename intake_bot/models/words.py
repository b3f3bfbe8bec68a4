"""How people say things, kept by the editors; and what nobody understood this week."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake_bot.dialogue.matching import fold
from intake_bot.dialogue.wording import wording
from policies.rules.private_numbers import scan


def meanings() -> list[tuple[str, str]]:
    """Return what a saying can mean, in the words that are offered to people."""
    words = wording("zh-hans")
    return [(name, words.say(f"meant.{name}")) for name in words.keys("meant")]


class Alias(models.Model):
    """One way of saying something, and what it means."""

    phrase = models.CharField(
        _("说法"), max_length=60, unique=True, help_text=_("群众怎么说就怎么写,例如:吃低保。")
    )
    intent = models.CharField(_("意思"), max_length=20, choices=meanings)

    class Meta:
        verbose_name = _("群众说法")
        verbose_name_plural = _("群众说法")
        ordering = ["intent", "phrase"]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        """Refuse a saying that means two things, one without a word in it, and a private number."""
        if scan(self.phrase):
            raise ValidationError({"phrase": _("里面像是有证件号、卡号或者电话,请去掉。")})
        folded = fold(self.phrase)
        if not folded:
            raise ValidationError({"phrase": _("写几个字。")})
        others = Alias.objects.exclude(pk=self.pk).exclude(intent=self.intent)
        if any(fold(phrase) == folded for phrase in others.values_list("phrase", flat=True)):
            raise ValidationError({"phrase": _("这个说法已经有别的意思了。")})


class Unanswered(models.Model):
    """A sentence nobody understood, without private numbers, counted by day."""

    text = models.CharField(_("原话"), max_length=80)
    day = models.DateField(_("哪天"))
    count = models.PositiveIntegerField(_("次数"), default=1)
    settled_at = models.DateTimeField(_("处理"), null=True, blank=True)
    alias = models.ForeignKey(
        Alias, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("加的说法")
    )

    class Meta:
        verbose_name = _("没答上来的")
        verbose_name_plural = _("没答上来的")
        ordering = ["-day", "-count"]
        constraints = [models.UniqueConstraint(fields=["text", "day"], name="unanswered_once_a_day")]

    def __str__(self) -> str:
        return self.text
