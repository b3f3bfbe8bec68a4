"""The first wall against leaks: what editors write may not hold a private number, whichever way it comes in."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save

from policies.rules.private_numbers import MARK, scan

KINDS = {"id": "身份证号", "id15": "身份证号", "account": "银行账号", "mobile": "手机号"}
# Keys under which machines keep their own marks; people write nothing there.
MARKS = frozenset({"id", "pk", "uuid", "sha256", "csrfmiddlewaretoken", "block_id"})
PHONES = frozenset({"phone", "hotline", "county_phone"})
"""Fields that hold the telephone of an office: a mobile is no secret there, everything else still is."""


class PrivateNumber(ValidationError):
    """Somebody's number stands in a text that others will read; the message says which kind, never the number."""


def found(value: Any, *, key: str = "") -> tuple[str, ...]:
    """Return the kinds of private numbers in a value of any shape, in Chinese."""
    allowed = _OfficePhones()
    kinds = [
        KINDS[finding.kind]
        for name, text in texts(value, key)
        for finding in scan(text, allow=allowed)
        if not (finding.kind == "mobile" and name in PHONES)
    ]
    return tuple(dict.fromkeys(kinds))


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a value with the key it stands under; JSON inside a text is opened."""
    if key in MARKS:
        return
    if isinstance(value, str):
        if MARK.fullmatch(value):
            return
        opened = _opened(value)
        if opened is None:
            yield key, value
        else:
            yield from texts(opened, key)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from texts(item, str(name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item, key)


def _opened(text: str) -> Any:
    if not text.startswith(("[", "{")):
        return None
    try:
        opened = json.loads(text)
    except ValueError:
        return None
    return opened if isinstance(opened, dict | list) else None


def sentence(kinds: tuple[str, ...], where: str = "") -> str:
    """Say what is wrong and what to do; the number itself is not repeated."""
    place = f"“{where}”里" if where else "里面"
    return f"{place}有{'、'.join(kinds)}，没有保存。请删掉它再存：公开的页面和规定里不能有任何人的号码。"


def refuse(instance: models.Model) -> None:
    """Raise `PrivateNumber`, field by field, where a row holds a private number."""
    errors = {}
    for field in instance._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField | models.JSONField) and not hasattr(
            field, "stream_block"
        ):
            continue
        value = field.value_from_object(instance)
        kinds = found(_plain(field, value), key=field.name)
        if kinds:
            errors[field.name] = sentence(kinds, str(field.verbose_name))
    if errors:
        raise PrivateNumber(errors)


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if hasattr(field, "stream_block"):
        return field.get_prep_value(value)
    if field.name == "data" and isinstance(value, str):
        # The state of a form, as the browser sent it for autosave and preview.
        return {name: text for name, text in parse_qsl(value) if not name.endswith("-id")}
    return value


class _OfficePhones(Container[str]):
    """The offices' telephones, digits only; looked up when a number has been found, which is rare."""

    def __contains__(self, digits: object) -> bool:
        return digits in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        jurisdiction, unit = apps.get_model("policies.Jurisdiction"), apps.get_model("policies.Unit")
        said = set(unit.objects.exclude(phone="").values_list("phone", flat=True))
        said |= set(jurisdiction.objects.exclude(hotline="").values_list("hotline", flat=True))
        return frozenset("".join(filter(str.isdigit, phone)) for phone in said)


class Guarded(models.Model):
    """A model whose forms say on the right field that a number may not stand there."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        refuse(self)


def _before_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any) -> None:
    if not raw:
        refuse(instance)


def guard(model: type[models.Model]) -> None:
    """Refuse every save of a model that would keep a private number, also one that no form has seen."""
    pre_save.connect(_before_save, sender=model, dispatch_uid=f"policies.write_wall.{model._meta.label}")
