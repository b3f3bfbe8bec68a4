"""People and households: numbers and accounts are sealed, and found again only by a keyed index."""

from __future__ import annotations

import uuid

from django.db import models

from casework.sealing import Sealed, blind_index, seal

SEALED_FIELDS = ("id_number", "phone", "account")


class Person(models.Model):
    """One resident. The plain columns hold what a queue needs; everything private is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("姓名", max_length=60)
    birth = models.DateField("出生日期")
    id_number_sealed = models.BinaryField(default=b"")
    id_number_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone_sealed = models.BinaryField(default=b"")
    account_sealed = models.BinaryField(default=b"")
    account_index = models.CharField(max_length=64, null=True, editable=False, db_index=True)
    account_tail = models.CharField("账号尾号", max_length=4, blank=True)

    class Meta:
        verbose_name = "居民"
        verbose_name_plural = "居民"

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Person {self.pk}>"

    def put(self, field: str, text: str) -> None:
        """Seal a private value into the row (not saved yet); `text` is already normalised."""
        setattr(self, f"{field}_sealed", seal(text, self._place(field)))
        if field in ("id_number", "account"):
            setattr(self, f"{field}_index", blind_index(text, field) if text else None)
        if field == "account":
            self.account_tail = text[-4:]

    def sealed(self, field: str) -> Sealed:
        """Return the sealed value; opening it is the business of `casework.actions.reveal`."""
        return Sealed(getattr(self, f"{field}_sealed"), self._place(field))

    def _place(self, field: str) -> str:
        return f"person.{field}.{self.pk}"


class Household(models.Model):
    """People who live together and apply together, in one village."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("policies.Unit", on_delete=models.PROTECT, related_name="households")
    group = models.CharField("村民小组", max_length=40, blank=True)

    class Meta:
        verbose_name = "家庭"
        verbose_name_plural = "家庭"

    def __str__(self) -> str:
        return f"{self.unit}一户"


class HouseholdMember(models.Model):
    """A person in a household, under the short key that rules and events use."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    key = models.CharField(max_length=8)
    relation = models.CharField("与申请人关系", max_length=20, blank=True)
    disability = models.CharField("残疾类别等级", max_length=20, blank=True)
    registered = models.CharField("户籍在外地", max_length=60, blank=True)
    applicant = models.BooleanField("申请人", default=False)
    left_on = models.DateField("离开日期", null=True, blank=True)

    class Meta:
        verbose_name = "家庭成员"
        verbose_name_plural = "家庭成员"
        ordering = ["household_id", "key"]
        constraints = [
            models.UniqueConstraint(fields=["household", "key"], name="one_key_per_household"),
            models.UniqueConstraint(fields=["household", "person"], name="one_membership_per_household"),
            models.UniqueConstraint(
                fields=["household"], condition=models.Q(applicant=True), name="one_applicant_per_household"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}({self.relation or '申请人'})"


class Reveal(models.Model):
    """Somebody looked at a private number: who, whose, which, when and why. Never the number."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="reveals", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reveals")
    field = models.CharField(max_length=20)
    officer = models.ForeignKey("casework.Officer", on_delete=models.PROTECT, related_name="reveals")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = "查看记录"
        verbose_name_plural = "查看记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.officer} {self.field} {self.at:%Y-%m-%d %H:%M}"
