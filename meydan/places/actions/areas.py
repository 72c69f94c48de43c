"""Adding, changing and moving areas. Whoever changes the tree's shape holds its roots meanwhile, so that no circle can
be closed from two sides."""

import uuid

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.places import rules
from meydan.places.actions.saving import save
from meydan.places.models import Area
from meydan.places.rules import Official


@action
def add_area(
    *,
    by: Official | None,
    parent: Area | None,
    kind: str,
    name: str,
    name_en: str = "",
    code: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    is_sample: bool = False,
) -> Area:
    _held_by(by, parent)
    hold_tree()
    parent = Area.objects.get(pk=parent.pk) if parent else None
    _nests(kind, parent)
    area = Area(
        parent=parent,
        kind=kind,
        name=name,
        name_en=name_en,
        code=code or None,
        path=f"new-{uuid.uuid4()}",
        latitude=latitude,
        longitude=longitude,
        is_sample=is_sample,
    )
    _save(area)
    area.path = f"{parent.path if parent else '/'}{area.pk}/"
    area.save(update_fields=["path"])
    note("places.add_area", on=area, area=area.pk, kind=str(kind), parent=area.parent_id)
    return area


@action
def edit_area(
    *,
    by: Official | None,
    area: Area,
    name: str,
    name_en: str = "",
    code: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Area:
    """Name, code and point; the border stays."""
    _held_by(by, area)
    area = Area.objects.select_for_update().get(pk=area.pk)
    given = {"name": name, "name_en": name_en, "code": code or None, "latitude": latitude, "longitude": longitude}
    changed = [field for field, value in given.items() if getattr(area, field) != value]
    for field in changed:
        setattr(area, field, given[field])
    if changed:
        _save(area)
        note("places.edit_area", on=area, area=area.pk, changed="+".join(sorted(changed)))
    return area


@action
def move_area(*, by: Official | None, area: Area, parent: Area) -> Area:
    """Put an area, with everything below it, into another one."""
    _held_by(by, area)
    _held_by(by, parent)
    hold_tree()
    area, parent = Area.objects.get(pk=area.pk), Area.objects.get(pk=parent.pk)
    if area.contains(parent):
        raise Refusal(_("An area cannot be moved into itself or into something below it."), field="parent")
    _nests(area.kind, parent)
    if area.parent_id == parent.pk:
        return area
    before, old_path = area.parent_id, area.path
    area.parent = parent
    _save(area)
    new_path = f"{parent.path}{area.pk}/"
    Area.objects.filter(path__below=old_path).update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
    area.path = new_path
    note("places.move_area", on=area, area=area.pk, before=before, parent=parent.pk)
    return area


def hold_tree() -> None:
    """Wait for whoever else is changing the tree's shape (on SQLite every writer waits anyway)."""
    list(Area.objects.select_for_update().filter(parent__isnull=True).order_by("pk").values_list("pk"))


def _held_by(by: Official | None, area: Area | None) -> None:
    if not rules.may_keep(by, area):
        raise Refusal(_("This area is not among those you look after."))


def _nests(kind: str, parent: Area | None) -> None:
    if parent is None and kind != Area.Kind.COUNTRY:
        raise Refusal(_("Only a country lies in nothing. Say what this area lies in."), field="parent")
    if parent is not None and not rules.may_lie_in(kind, parent.kind):
        raise Refusal(
            _("%(kind)s cannot lie in %(parent_kind)s: the order is country, province, city, region, neighborhood.")
            % {"kind": Area.Kind(kind).label, "parent_kind": Area.Kind(parent.kind).label},
            field="kind",
        )


def _save(area: Area) -> None:
    same_name = Refusal(_("There already is an area of this kind with this name here."), field="name")
    save(
        area,
        {
            "area_code_once_a_kind": Refusal(_("Another area of this kind has this code."), field="code"),
            "area_name_once_in_its_parent": same_name,
            "country_name_once": same_name,
        },
    )
