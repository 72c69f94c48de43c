"""Answers what the journal's page asks of people and places: who reaches what, and what actors are, without names."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.roles import Role
from meydan.journal import reach
from meydan.journal.reach import Choice, short
from meydan.people import queries
from meydan.people.models import Holding, Person
from meydan.places.models import Area
from meydan.places.queries import ancestors, areas, below, children


class Answers:
    def reaches_everything(self, reader: Person, roles: Collection[Role]) -> bool:
        return any(area.parent_id is None for area in reader.areas_for(*roles))

    def area_ids(self, reader: Person, roles: Collection[Role], area: int | None = None) -> QuerySet[Area, int]:
        within = below(reader.areas_for(*roles)).order_by()
        if area is not None:
            within = within & below(Area.objects.filter(pk=area)).order_by()
        return within.values_list("pk", flat=True)

    def areas_to_choose(self, reader: Person, roles: Collection[Role], area: int | None) -> list[Choice]:
        held = {one.pk: one for one in reader.areas_for(*roles)}
        found = {pk: str(one) for pk, one in held.items()}
        chosen = areas().filter(pk__in=self.area_ids(reader, roles), pk=area).first() if area is not None else None
        if chosen is None and len(held) == 1:
            chosen = next(iter(held.values()))
        if chosen is not None:
            way = [one for one in ancestors(chosen) if any(top.contains(one) for top in held.values())]
            found |= {one.pk: str(one) for one in [*way, chosen, *children(chosen)]}
        return [Choice(pk, name) for pk, name in found.items()]

    def area_names(self, ids: Collection[int]) -> dict[int, str]:
        return {pk: str(area) for pk, area in areas().in_bulk(ids).items()}

    def actors_to_choose(self, reader: Person, roles: Collection[Role]) -> list[Choice]:
        held = _roles(queries.holdings_within(reader.areas_for(*roles)))
        named = [Choice(key, f"{label} · {short(key)}") for key, label in held.items()]
        return sorted(named, key=lambda choice: choice.label)

    def actor_names(self, keys: Collection[UUID]) -> dict[UUID, str]:
        held = _roles(Holding.objects.current().filter(person__key__in=keys).select_related("person"))
        return {key: held.get(key) or _("A citizen") for key in keys}


def _roles(holdings: Iterable[Holding]) -> dict[UUID, str]:
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for holding in holdings:
        found[holding.person.key][holding.get_role_display()] = None
    comma = "، " if wording.language() == "fa" else ", "
    return {key: comma.join(roles) for key, roles in found.items()}


reach.answer_by(Answers())
