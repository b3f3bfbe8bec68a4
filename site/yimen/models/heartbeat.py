"""Who of the background processes was alive, and when last; `doctor` reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Heartbeat(models.Model):
    """One row per kind of process: `beat` rings the bell, `worker` has heard it."""

    process = models.CharField("进程", max_length=20, primary_key=True)
    at = models.DateTimeField("最近一次")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "心跳"
        verbose_name_plural = "心跳"

    def __str__(self) -> str:
        return f"{self.process} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def mark(cls, process: str, *, at: datetime) -> None:
        """Note that a process of this kind lives."""
        cls.objects.update_or_create(process=process, defaults={"at": at})
