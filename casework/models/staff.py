"""The humans who act for the state: one officer, his login accounts, and the posts he holds."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from casework.rules.roles import OFFICE_ROLES, ROLE_NAMES


class Officer(models.Model):
    """One human. Duties are kept apart by human, not by account (one number, one officer).

    `former` are the ids under which the same human acted before his records were merged into this one. Records with
    one `twin_key` were found to be one human by his document and are not merged yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("姓名", max_length=60)
    id_index = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    phone_index = models.CharField(max_length=64, null=True, blank=True, editable=False, db_index=True)
    twin_key = models.CharField(max_length=64, null=True, blank=True, editable=False, db_index=True)
    former = models.JSONField("并入的编号", default=list, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        return self.name


class Account(models.Model):
    """A login account of an officer."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_account"
    )
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        verbose_name = "登录账号"
        verbose_name_plural = "登录账号"

    def __str__(self) -> str:
        return f"{self.officer}({self.user})"


class Appointment(models.Model):
    """A post: which officer holds which role in which unit, since when and until when."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(
        "岗位", max_length=20, choices=[(role, ROLE_NAMES[role]) for role in OFFICE_ROLES]
    )
    since = models.DateField("任职起", null=True, blank=True)
    until = models.DateField("任职止", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        constraints = [models.UniqueConstraint(fields=["officer", "unit", "role"], name="one_post_once")]

    def __str__(self) -> str:
        return f"{self.officer} {self.get_role_display()} {self.unit}"

    def held_on(self, day: date) -> bool:
        """Say whether the post is held on a day, its first and its last included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
