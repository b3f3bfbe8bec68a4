"""What proves that a posting hung: photos of the board, and the very bytes that the public page showed."""

from __future__ import annotations

from django.db import models


class PostingPhoto(models.Model):
    """A photo of the board while the posting hung, in private storage; never on a public page."""

    publication = models.ForeignKey("notices.Publication", on_delete=models.PROTECT, related_name="photos")
    taken_on = models.DateField("哪天拍的")
    name = models.CharField("存放名", max_length=80, unique=True)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "公示照片"
        verbose_name_plural = "公示照片"
        ordering = ["taken_on", "pk"]

    def __str__(self) -> str:
        return f"{self.taken_on:%Y-%m-%d}"


class PostingSnapshot(models.Model):
    """The page of a publication as it was shown from a moment on: its bytes are kept and never change (QY-3.1.1s)."""

    publication = models.ForeignKey("notices.Publication", on_delete=models.PROTECT, related_name="snapshots")
    at = models.DateTimeField("从什么时候起")
    sha256 = models.CharField(max_length=64)
    name = models.CharField("存放名", max_length=80, unique=True)

    class Meta:
        verbose_name = "公示留底"
        verbose_name_plural = "公示留底"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "sha256"], name="one_snapshot_of_the_same_bytes")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sha256[:8]}"
