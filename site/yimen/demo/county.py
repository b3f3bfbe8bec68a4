"""The county of the demo: law, villages, offices with their people and accounts, contact and policy pages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from casework.actions.staffing import appoint, editing_groups, open_account
from casework.models import Officer
from casework.queries import actor_of
from casework.rules.roles import COUNTY, ROLE_NAMES, Actor
from front.models import OfficeContact
from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, PolicyIndexPage, PolicyPage, Programme, Unit

DATA_FILE = Path(__file__).with_name("county.toml")
CLAUSE = "演示数据"


@cache
def data() -> Mapping[str, Any]:
    """Return the invented county as data."""
    return tomllib.loads(DATA_FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Office:
    """One township at work: its villages and the officer of each role, by id."""

    township: Unit
    villages: tuple[Unit, ...]
    officers: Mapping[str, tuple[str, ...]]

    def actor(self, role: str, day: date, which: int = 0) -> Actor:
        """Return the officer of a role as he acts on a day."""
        officer = Officer.objects.get(pk=self.officers[role][which])
        return actor_of(str(officer.pk), officer.name, day)


def exists() -> bool:
    """Say whether the demo county has been made already."""
    return get_user_model().objects.filter(username=data()["officers"][0]["account"]).exists()


def accounts() -> tuple[tuple[str, str], ...]:
    """Return every demo login with what it is for."""
    posts = [
        (post["account"], f"{ROLE_NAMES[post['role']]} {post['names'][0]}") for post in data()["officers"]
    ]
    county = data()["county_officer"]
    editors = [(person["account"], person["name"]) for person in data()["editors"]]
    return (
        *posts,
        (county["account"], f"{ROLE_NAMES[COUNTY]} {county['name']}"),
        *editors,
        ("admin", "系统管理员"),
    )


def build(at: datetime) -> tuple[Office, ...]:
    """Make law, offices, people, accounts and pages; return the offices."""
    load_calendar()
    place = _law(at)
    offices = tuple(_office(place, number) for number in range(len(data()["villages"])))
    _county_officer(place)
    _editors()
    _pages(place)
    return offices


def _law(at: datetime) -> Jurisdiction:
    load_pack(pack=read_pack(data()["place"]), at=at)
    place = Jurisdiction.objects.get(code=data()["place"])
    set_parameter(
        place=place,
        key="standard",
        value=data()["standard"],
        since=date(at.year - 3, 1, 1),
        clause=CLAUSE,
        reason="演示用的整数",
    )
    place.hotline = data()["contact"]["supervision_phone"]
    place.save(update_fields=["hotline"])
    return place


def _office(place: Jurisdiction, number: int) -> Office:
    townships = Unit.objects.filter(jurisdiction=place, level=Unit.Level.TOWNSHIP, covered=True)
    township = townships.order_by("code")[number]
    township.phone = data()["contact"]["phone"]
    township.save(update_fields=["phone"])
    names = data()["villages"][number]["names"]
    villages = tuple(_village(township, name, serial) for serial, name in enumerate(names, start=1))
    officers: dict[str, tuple[str, ...]] = {}
    for post in data()["officers"]:
        role, each = post["role"], len(villages) if post["role"] == "village" else 1
        chosen = post["names"][number * each : (number + 1) * each]
        units = villages if role == "village" else (township,)
        officers[role] = tuple(
            _officer(name, unit, role, post["account"] if number == serial == 0 else "")
            for serial, (name, unit) in enumerate(zip(chosen, units, strict=True))
        )
    return Office(township, villages, officers)


def _village(township: Unit, name: str, serial: int) -> Unit:
    short = name.removesuffix("村").removesuffix("社区")
    return Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level=Unit.Level.VILLAGE,
        code=f"{township.code}{200 + serial}",
        name=name,
        short_name=short,
        phone=data()["contact"]["phone"],
    )


def _officer(name: str, unit: Unit, role: str, account: str) -> str:
    officer = Officer.objects.create(name=name)
    appoint(officer=officer, unit=unit, role=role)
    if account:
        open_account(user=_user(account, name), officer=officer)
    return str(officer.pk)


def _user(account: str, name: str, **rights: bool) -> Any:
    user, made = get_user_model().objects.get_or_create(
        username=account, defaults={"first_name": name, **rights}
    )
    if made:
        user.set_password(data()["password"])
        user.save()
    return user


def _county_officer(place: Jurisdiction) -> None:
    chosen = data()["county_officer"]
    county = Unit.objects.get(jurisdiction=place, level=Unit.Level.COUNTY)
    _officer(chosen["name"], county, COUNTY, chosen["account"])


def _editors() -> None:
    editors, publishers = editing_groups()
    for person in data()["editors"]:
        _user(person["account"], person["name"]).groups.add(publishers if person["publisher"] else editors)
    _user("admin", "系统管理员", is_superuser=True, is_staff=True)


def _pages(place: Jurisdiction) -> None:
    contact = OfficeContact.load()
    for field, value in data()["contact"].items():
        setattr(contact, field, value)
    contact.save()
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_page if site else Page.get_first_root_node()
    index = root.add_child(instance=PolicyIndexPage(title="政策", slug="policies", locale=root.locale))
    source = read_pack(place.code).programmes[0]["source"]
    page = PolicyPage(
        title=source["title"],
        slug="devolution",
        jurisdiction=place,
        document_number=source["number"],
        issuer=source["issuer"],
        effective_from=date.fromisoformat(str(read_pack(place.code).programmes[0]["effective_from"])),
        one_sentence="低保、低边、特困和小额临时救助，在乡镇(街道)就能批。",
        who_may="<p>家里人均收入低于低保标准、财产符合规定的家庭和个人。</p>",
        what_you_get="<p>按项目发生活费、照料费或者一次性救助。</p>",
        how_to_apply="<p>到乡镇便民窗口、在网上，或者请村里代办。</p>",
        whom_to_ask=f"<p>社会救助窗口 {data()['contact']['phone']}。</p>",
        locale=root.locale,
    )
    index.add_child(instance=page)
    page.programmes.set(Programme.objects.filter(jurisdiction=place))
    page.save_revision().publish()
