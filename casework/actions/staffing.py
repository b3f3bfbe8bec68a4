"""Who works here: posts of officers, their login accounts, and the groups that Wagtail asks about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from casework.models import Account, Appointment, Officer
from casework.queries import KEEPS_ACCOUNTS, alike, incompatible, posts_of
from casework.rules.incompatible import KEEPER, Pair, Post, clash
from casework.rules.refusal import StepRefused
from casework.rules.roles import OFFICE_ROLES, VILLAGE
from policies.models import Unit
from policies.models.signing import EDITORS, PUBLISHERS

DESK = "经办"
LOGIN = "django.contrib.auth.backends.ModelBackend"
"""The backend that knows permissions."""
LAW = (
    "programme",
    "parametervalue",
    "unit",
    "jurisdiction",
    "calendarday",
    "calendaryear",
    "unitpaper",
    "training",
)
"""The tables of the law that editors keep; what is published of it is frozen elsewhere."""
OFFICE = ("wagtailadmin", ("access_admin",))
SAYINGS = ("add_alias", "change_alias", "delete_alias", "view_alias", "change_unanswered", "view_unanswered")
"""How people say things to the chat, which editors keep too."""
PAGES = {EDITORS: ("add_page", "change_page"), PUBLISHERS: ("add_page", "change_page", "publish_page")}
FILES = (
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
)


def appoint(
    *, officer: Officer, unit: Unit, role: str, since: date | None = None, until: date | None = None
) -> Appointment:
    """Give an officer a post in a unit (both days included); the same post twice is one post.

    Raises `StepRefused` for an unknown role, a village's post outside a village, or two posts that one human
    may not hold together (HX-2b).
    """
    if role not in OFFICE_ROLES:
        raise StepRefused("没有这个岗位", code="invalid")
    if role == VILLAGE and unit.level != Unit.Level.VILLAGE:
        raise StepRefused("村社经办要设在村（社区）", code="invalid")
    with transaction.atomic():
        Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
        refuse_clash(officer, unit, Post(role, since, until))
        post, _ = Appointment.objects.update_or_create(
            officer=officer, unit=unit, role=role, defaults={"since": since, "until": until}
        )
    return post


def refuse_clash(officer: Officer, unit: Unit, post: Post) -> None:
    """Refuse a post that one human may not hold beside his others, under whichever record, or beside keeping accounts."""
    own = officer.appointments.exclude(unit=unit, role=post.role)
    other = Appointment.objects.filter(officer__in=alike(officer))
    keeps = Account.objects.filter(officer=officer, user__in=_keepers()).exists()
    held = [*posts_of([*own, *other]), *([Post(KEEPER)] if keeps else [])]
    found = clash(post, held, incompatible())
    if found is not None:
        raise StepRefused(f"{found.why}。要换岗，先免掉原来的", code="clash", clause=found.clause)


def clashes() -> list[tuple[Officer, Pair]]:
    """Return every officer who holds two posts that are kept apart, however he came by them; three queries."""
    pairs, found = incompatible(), []
    keeping = set(Account.objects.filter(user__in=_keepers()).values_list("officer", flat=True))
    for officer in Officer.objects.prefetch_related("appointments").order_by("name", "pk"):
        held = posts_of(officer.appointments.all())
        if officer.pk in keeping:
            held.append(Post(KEEPER))
        pair = next((pair for post in held if (pair := clash(post, held, pairs))), None)
        if pair is not None:
            found.append((officer, pair))
    return found


def _keepers() -> Any:
    """Return the logins that may change logins (T39)."""
    return get_user_model().objects.with_perm(KEEPS_ACCOUNTS, backend=LOGIN)


def dismiss(*, post: Appointment, until: date) -> None:
    """End a post on a day, the last one included; the row stays, because events point to its holder."""
    post.until = until
    post.save(update_fields=["until"])


def open_account(*, user: Any, officer: Officer) -> Account:
    """Let a login act as an officer and into the staff shell. One login is one officer for good.

    Raises `StepRefused` when the login belongs to somebody else, or may change logins while he holds a post (T39).
    """
    with transaction.atomic():
        account, _ = Account.objects.get_or_create(user=user, defaults={"officer": officer})
        if account.officer_id != officer.pk:
            raise StepRefused("这个登录账号已经是别人的了", code="duplicate")
        if user.has_perm(KEEPS_ACCOUNTS):
            found = clash(Post(KEEPER), posts_of(officer.appointments.all()), incompatible())
            if found is not None:
                raise StepRefused(found.why, code="clash", clause=found.clause)
        user.groups.add(desk_group())
    return account


def desk_group() -> Group:
    """Return the group that opens the staff shell and nothing else; made when it is missing."""
    group, _ = Group.objects.get_or_create(name=DESK)
    group.permissions.add(*_permissions(*OFFICE))
    return group


def editing_groups() -> tuple[Group, Group]:
    """Return the groups of editors and publishers, made or mended; calling it again changes nothing.

    An editor drafts pages and keeps the tables of the law; a publisher also puts pages before the public.
    """
    with transaction.atomic():
        editors, publishers = (_editing_group(name) for name in (EDITORS, PUBLISHERS))
    return editors, publishers


def _editing_group(name: str) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(*_permissions(*OFFICE))
    for model in LAW:
        group.permissions.add(*_permissions("policies", (f"view_{model}", f"add_{model}", f"change_{model}")))
    group.permissions.add(*_permissions("intake_bot", SAYINGS))
    root = Page.get_first_root_node()
    for permission in _permissions("wagtailcore", PAGES[name]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for app, codes in FILES:
        for permission in _permissions(app, codes):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    return group


def _permissions(app: str, codes: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=codes))
