"""What the desk keeps for its people: forms begun, who has a case open, views of the queue worth a name."""

from __future__ import annotations

from django.db import models


class DeskDraft(models.Model):
    """A form of an act half filled in, of one officer on one case; sealed, and gone once the act is done."""

    officer = models.ForeignKey("casework.Officer", on_delete=models.CASCADE, related_name="desk_drafts")
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="desk_drafts")
    verb = models.CharField("哪一步", max_length=24)
    body_sealed = models.BinaryField(default=b"")
    at = models.DateTimeField("存于")

    class Meta:
        verbose_name = "没填完的表"
        verbose_name_plural = "没填完的表"
        constraints = [
            models.UniqueConstraint(fields=["officer", "case", "verb"], name="one_desk_draft_an_act")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    @property
    def place(self) -> str:
        """What the seal is bound to."""
        return f"deskdraft.body.{self.officer_id}.{self.case_id}.{self.verb}"


class CaseLook(models.Model):
    """When an officer first and last had a case open, and at which act; nothing of what he read."""

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="looks")
    officer = models.ForeignKey("casework.Officer", on_delete=models.CASCADE, related_name="looks")
    verb = models.CharField("在填哪一步", max_length=24, blank=True)
    first_at = models.DateTimeField("第一次打开")
    at = models.DateTimeField("最近一次打开")

    class Meta:
        verbose_name = "打开过"
        verbose_name_plural = "打开过"
        constraints = [models.UniqueConstraint(fields=["case", "officer"], name="one_look_an_officer")]

    def __str__(self) -> str:
        return f"{self.officer} {self.at:%Y-%m-%d %H:%M}"


class SavedView(models.Model):
    """A narrowed queue under a name: an officer's own, or shared with everybody of his office."""

    owner = models.ForeignKey("casework.Officer", on_delete=models.CASCADE, related_name="saved_views")
    unit = models.ForeignKey(
        "policies.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    name = models.CharField("叫什么", max_length=20)
    query = models.CharField("筛选", max_length=300)
    at = models.DateTimeField("存于")

    class Meta:
        verbose_name = "常用筛选"
        verbose_name_plural = "常用筛选"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
