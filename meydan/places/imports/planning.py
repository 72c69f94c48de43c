"""What a file of either kind would do in the hands of a person."""

from meydan.places import rules
from meydan.places.imports import areas, borders
from meydan.places.models import Import
from meydan.places.rules import Official

Plan = areas.Plan | borders.Plan


def plan_of(kind: str, text: str, *, by: Official | None) -> Plan:
    reach = None if by is None else by.areas_for(*rules.KEEPERS)
    return areas.plan(text, reach=reach) if kind == Import.Kind.AREAS else borders.plan(text, reach=reach)
