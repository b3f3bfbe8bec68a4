"""An editor, a publisher, and the drafts they pass to each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from policies.models import Programme
from tests.support.second_factor import confirm_once_for_all


@pytest.fixture
def editor(db: None) -> User:
    """小温 writes."""
    user = User.objects.create_user("wen", first_name="小温")
    user.groups.add(Group.objects.get(name="编辑"))
    return user


@pytest.fixture
def publisher(db: None) -> User:
    """老陆 publishes."""
    user = User.objects.create_user("lu", first_name="老陆")
    user.groups.add(Group.objects.get(name="发布人"))
    return user


@pytest.fixture
def dibao(shangyu) -> Programme:
    return Programme.objects.get(jurisdiction=shangyu, code="dibao")


class Desk:
    """What the editor's browser does: open the form, change something, send everything back."""

    def __init__(self, client: Any, user: User, programme: Programme) -> None:
        client.force_login(user)
        confirm_once_for_all(client, user)
        self.client, self.programme = client, programme
        self.address = reverse("wagtailsnippets_policies_programme:edit", args=[programme.pk])

    def form(self) -> dict[str, Any]:
        """Return what an untouched form sends."""
        page = self.client.get(self.address)
        assert page.status_code == 200, page
        return sent(page.context["form"])

    def send(self, action: str = "", **changed: Any) -> Any:
        data = {**self.form(), **changed}
        if action:
            data[f"action-{action}"] = "1"
        return self.client.post(self.address, data)


def sent(form: Any) -> dict[str, Any]:
    """Return the POST data of a bound edit form, block by block, as the browser would send it."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        block = getattr(field, "block", None)
        if block is not None:
            data |= _stream(name, block, value)
        elif value is not None:
            data[name] = value if isinstance(value, str) else str(value)
    return data


def _stream(prefix: str, block: Any, value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}-count": str(len(value))}
    for number, child in enumerate(value):
        at = f"{prefix}-{number}"
        found |= {
            f"{at}-deleted": "",
            f"{at}-order": str(number),
            f"{at}-type": child.block_type,
            f"{at}-id": "",
        }
        found |= _block(f"{at}-value", child.block, child.value)
    return found


def _block(prefix: str, block: Any, value: Any) -> dict[str, Any]:
    if hasattr(block, "child_blocks"):
        found = {}
        for name, child in block.child_blocks.items():
            found |= _block(f"{prefix}-{name}", child, value[name])
        return found
    if hasattr(block, "child_block"):
        found = {f"{prefix}-count": str(len(value))}
        for number, item in enumerate(value):
            at = f"{prefix}-{number}"
            found |= {f"{at}-deleted": "", f"{at}-order": str(number), f"{at}-id": ""}
            found |= _block(f"{at}-value", block.child_block, item)
        return found
    if value in (None, "", False, []):
        return {}
    return {prefix: value if isinstance(value, list) else str(value)}


@pytest.fixture
def desk(client, editor, dibao) -> Desk:
    return Desk(client, editor, dibao)
