"""The one door for packs: a dry-run diff first, then the same diff applied, in one transaction, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from policies.actions.versions import publish_version
from policies.models import Jurisdiction, ParameterValue, Programme, Unit
from policies.rules.invariants import HOUSE, Defect
from policies.rules.packs import Pack, Stated, UnitRow
from policies.rules.parameters import AREAS, Parameter
from policies.rules.programme import digest
from policies.rules.reading import read_spec
from policies.rules.validator import validate

NEW, CHANGED, SAME, KEPT, GONE = "new", "changed", "same", "kept", "gone"
SIGNS = {NEW: "+", CHANGED: "~", SAME: "=", KEPT: "!", GONE: "-"}


class PackRefused(ValueError):
    """A pack breaks an invariant of the law; the message names every defect with its clause."""

    def __init__(self, place: str, defects: tuple[Defect, ...]) -> None:
        self.defects = defects
        super().__init__(f"{place}:" + ";".join(str(defect) for defect in defects))


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a diff: what (place, unit, parameter, programme), which, and what would happen to it.

    `kept` means that the county has its own version or value, which a pack never overwrites.
    """

    what: str
    name: str
    status: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{SIGNS[self.status]} {self.what} {self.name}{':' if self.detail else ''}{self.detail}"


@dataclass(frozen=True, slots=True)
class PackDiff:
    """What loading a pack would do, or did."""

    place: str
    rows: tuple[Difference, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The rows that are not as they are already."""
        return tuple(row for row in self.rows if row.status != SAME)

    @property
    def empty(self) -> bool:
        """Say whether loading does nothing."""
        return all(row.status in (SAME, KEPT) for row in self.rows)


def diff_pack(*, pack: Pack) -> PackDiff:
    """Compare a pack with what is stored and change nothing; raise `PackRefused` for a broken programme."""
    return PackDiff(pack.code, (*diff_ground(pack=pack), *_programme_rows(pack)))


def diff_ground(*, pack: Pack) -> tuple[Difference, ...]:
    """Compare everything but the programmes: the place, its offices, its values; refuse as `diff_pack` does."""
    _refuse_defects(pack)
    _refuse_codes_of_others(pack)
    return (_place_row(pack), *_unit_rows(pack), *_parameter_rows(pack))


def save_ground(pack: Pack) -> Jurisdiction:
    """Save the place, its offices and its values as a pack has them; the county's own values stay."""
    place = _save_place(pack)
    _save_units(pack, place)
    _save_parameters(pack, place)
    return place


def load_pack(*, pack: Pack, at: datetime, over: bool = False) -> PackDiff:
    """Load a pack and return what it changed; loading the same pack again changes nothing.

    A county's own values stay; its own versions stay too unless `over` is true. `at` is kept as the moment
    of publication. Raises `PackRefused` for a broken programme and `SuccessionError` where terms collide.
    """
    with transaction.atomic():
        found = diff_pack(pack=pack)
        place = save_ground(pack)
        for body in pack.programmes:
            _publish(place, body, at, over=over)
    return found


def _refuse_defects(pack: Pack) -> None:
    defects = tuple(defect for body in pack.programmes for defect in validate(read_spec(body)))
    if defects:
        raise PackRefused(pack.code, defects)


def _refuse_codes_of_others(pack: Pack) -> None:
    """No pack may speak for another place: by its region, or by one of its offices."""
    others = Jurisdiction.objects.exclude(code=pack.code)
    if other := others.filter(region_code=pack.jurisdiction["region_code"]).first():
        raise PackRefused(pack.code, (Defect("own_codes", "区划代码", f"已经是{other}的了", HOUSE),))
    taken = Unit.objects.filter(code__in=[row.code for row in pack.units], jurisdiction__in=others)
    if unit := taken.first():
        raise PackRefused(
            pack.code, (Defect("own_codes", f"单位 {unit.code}", f"已经是“{unit}”的代码", HOUSE),)
        )


# -- the place and its offices
PLACE_FIELDS = ("name", "short_name", "level", "bureau", "region_code")


def _place_values(pack: Pack) -> dict[str, Any]:
    values = {field: str(pack.jurisdiction[field]) for field in PLACE_FIELDS}
    return {**values, "words": dict(pack.jurisdiction.get("words", {}))}


def _place_row(pack: Pack) -> Difference:
    stored = Jurisdiction.objects.filter(code=pack.code).first()
    if stored is None:
        return Difference("地方", pack.code, NEW)
    same = all(getattr(stored, field) == value for field, value in _place_values(pack).items())
    return Difference("地方", pack.code, SAME if same else CHANGED)


def _save_place(pack: Pack) -> Jurisdiction:
    values = _place_values(pack)
    place, _ = Jurisdiction.objects.update_or_create(code=pack.code, defaults=values)
    if not place.hotline and pack.jurisdiction.get("hotline"):
        place.hotline = str(pack.jurisdiction["hotline"])
        place.save(update_fields=["hotline"])
    return place


def _unit_rows(pack: Pack) -> Iterator[Difference]:
    stored = {unit.code: unit for unit in Unit.objects.filter(jurisdiction__code=pack.code)}
    for row in pack.units:
        unit = stored.get(row.code)
        if unit is None:
            yield Difference("单位", row.name, NEW)
        else:
            same = (unit.name, unit.level, unit.covered) == (row.name, row.level, row.covered)
            same = same and row.area in ("", unit.area)
            yield Difference("单位", row.name, SAME if same else CHANGED)


def _save_units(pack: Pack, place: Jurisdiction) -> None:
    stored = {unit.code: unit for unit in Unit.objects.filter(jurisdiction=place)}
    for row in pack.units:
        unit = stored.get(row.code) or Unit(jurisdiction=place, code=row.code)
        unit.name, unit.short_name, unit.level, unit.covered = (
            row.name,
            _short(row, place),
            row.level,
            row.covered,
        )
        unit.parent = stored.get(row.parent)
        unit.phone, unit.address = unit.phone or row.phone, unit.address or row.address
        # What a pack does not tell apart, the county may have.
        unit.area = row.area or unit.area
        unit.save()
        stored[row.code] = unit


def _short(row: UnitRow, place: Jurisdiction) -> str:
    return place.short_name if row.level == "county" else row.short_name


# -- values
def _key(stated: Stated) -> tuple[Any, ...]:
    local = stated.local
    return (local.programme, local.key, local.scope, local.since)


def _columns(stated: Stated) -> dict[str, Any]:
    local = stated.local
    return {
        "label": local.label,
        "value": local.value,
        "unit": local.unit,
        "operator": local.operator,
        "rounding": local.rounding,
        "until": local.until,
        "clause": local.cite.clause,
        "ref": local.cite.ref,
        "national_value": stated.national_value,
        "national_clause": stated.national_clause,
    }


def _stored_values(place: str) -> dict[tuple[Any, ...], ParameterValue]:
    rows = ParameterValue.objects.filter(jurisdiction__code=place)
    return {(row.programme, row.key, row.scope, row.since): row for row in rows}


def _value_status(row: ParameterValue | None, stated: Stated) -> str:
    if row is None:
        return NEW
    if row.origin == ParameterValue.Origin.COUNTY:
        return KEPT
    return SAME if all(getattr(row, name) == value for name, value in _columns(stated).items()) else CHANGED


def _parameter_rows(pack: Pack) -> Iterator[Difference]:
    stored = _stored_values(pack.code)
    names = _names(pack)
    for stated in pack.parameters:
        local, status = stated.local, _value_status(stored.pop(_key(stated), None), stated)
        value = "没有载明" if local.value is None else local.value
        yield Difference("参数", _called(local, names), status, value)
    for row in stored.values():
        if row.origin == ParameterValue.Origin.PACK:
            yield Difference("参数", _called(row.as_rule(), names), GONE)


def _names(pack: Pack) -> dict[str, str]:
    """Return what programmes and parts of the place are called, by their codes."""
    programmes = {str(body["code"]): str(body["name"]) for body in pack.programmes}
    return programmes | AREAS | {unit.code: unit.name for unit in pack.units}


def _called(row: Parameter, names: dict[str, str]) -> str:
    """Return a value's name in words, with the programme and the part of the place it is for."""
    parts = [names.get(code, code) for code in (row.programme, row.scope) if code]
    return f"{row.label or row.key}({'、'.join(parts)})" if parts else row.label or row.key


def _save_parameters(pack: Pack, place: Jurisdiction) -> None:
    stored = _stored_values(pack.code)
    for stated in pack.parameters:
        row = stored.pop(_key(stated), None)
        status = _value_status(row, stated)
        if status in (SAME, KEPT):
            continue
        programme, key, scope, since = _key(stated)
        row = row or ParameterValue(
            jurisdiction=place, programme=programme, key=key, scope=scope, since=since
        )
        row.origin = ParameterValue.Origin.PACK
        for name, value in _columns(stated).items():
            setattr(row, name, value)
        row.save()
    gone = [row.pk for row in stored.values() if row.origin == ParameterValue.Origin.PACK]
    if gone:
        ParameterValue.objects.filter(pk__in=gone).delete()


# -- programmes
def _programme_rows(pack: Pack) -> Iterator[Difference]:
    for body in pack.programmes:
        programme = Programme.objects.filter(jurisdiction__code=pack.code, code=body["code"]).first()
        status, number = _programme_status(programme, body)
        yield Difference(
            "项目", f"{body['name']}({body['code']})", status, "" if status == SAME else f"第 {number} 版"
        )


def _programme_status(programme: Programme | None, body: Any) -> tuple[str, int]:
    """Return what loading would do, and the number the next version would have (or the county's has)."""
    if programme is None:
        return NEW, 1
    versions = list(programme.versions.order_by("-number"))
    if any(version.sha256 == digest(body) for version in versions):
        return SAME, versions[0].number
    if not versions:
        return NEW, 1
    if versions[0].publisher_id is not None:
        return KEPT, versions[0].number
    return CHANGED, versions[0].number + 1


def _publish(place: Jurisdiction, body: Any, at: datetime, *, over: bool) -> None:
    programme = Programme.objects.filter(jurisdiction=place, code=body["code"]).first()
    status, _ = _programme_status(programme, body)
    if status == SAME or (status == KEPT and not over):
        return
    publish_version(place=place, body=body, at=at)
