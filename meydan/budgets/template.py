"""How a round of an area usually is (دورهٔ معمول ناحیه): where an officer begins."""

import datetime as dt
from typing import Final, NamedTuple

from meydan.assignments import queries as assignments
from meydan.budgets.models import Credit, Field, Round
from meydan.budgets.models.round import EDGES
from meydan.people.models import Organization
from meydan.places import queries as places
from meydan.places.models import Area

LENGTHS: Final = (30, 30, 14, 7, 270)  # days of ideas, review, ballot, count, carrying out


class Usual(NamedTuple):
    """A field, and words by which the unit that looks at it is known."""

    name: str
    units: tuple[str, ...]


FIELDS: Final = (
    Usual("معابر و پیاده‌رو", ("عمران", "فنی", "معابر")),
    Usual("فضای سبز و بوستان", ("فضای سبز", "خدمات شهری", "بوستان")),
    Usual("روشنایی", ("روشنایی", "برق", "فنی", "عمران")),
    Usual("ورزش", ("ورزش", "اجتماعی", "فرهنگی")),
    Usual("فرهنگ و آموزش", ("فرهنگی", "اجتماعی")),
    Usual("ایمنی و ترافیک", ("ترافیک", "ایمنی", "حمل‌ونقل")),
    Usual("پاکیزگی و پسماند", ("پسماند", "خدمات شهری")),
    Usual("دسترس‌پذیری", ("عمران", "اجتماعی", "فنی")),
)


def days(ideas_from: dt.date, like: Round | None = None) -> list[dt.date]:
    """The edges of the stages, as long as they usually are or as they were in an earlier round."""
    if like is None:
        edges = [ideas_from]
        for length in LENGTHS[:-1]:
            edges.append(edges[-1] + dt.timedelta(days=length))
        return [*edges, edges[-1] + dt.timedelta(days=LENGTHS[-1] - 1)]
    moved = ideas_from - like.ideas_from
    return [getattr(like, name) + moved for name in EDGES]


def neighborhoods(area: Area) -> list[Area]:
    """Those that have a credit of their own; of an area without any below it, itself."""
    found = list(places.within(places.areas().filter(kind=Area.Kind.NEIGHBORHOOD), [area], field=""))
    return [one for one in found if one.pk != area.pk] or [area]


def fields(row: Round, like: Round | None) -> list[Field]:
    """With their units, not written yet."""
    if like is not None:
        named = [(field.name, field.unit) for field in like.fields.select_related("unit")]
    else:
        units = list(assignments.units_for(row.area))
        named = [(usual.name, _unit_for(usual, units)) for usual in FIELDS]
    return [Field(round=row, name=name, unit=unit, order=order) for order, (name, unit) in enumerate(named)]


def credits_of(row: Round, like: Round | None) -> list[Credit]:
    """Money only where an earlier round of the same area had it; not written yet."""
    if like is None or like.area_id != row.area_id:
        return []
    amounts = like.credits.values_list("area", "amount")
    return [Credit(round=row, area_id=area, amount=amount) for area, amount in amounts]


def _unit_for(usual: Usual, units: list[Organization]) -> Organization | None:
    """By its name; an officer looks through them, and the checklist asks for what is missing."""
    return next((unit for word in usual.units for unit in units if word in unit.name), None)
