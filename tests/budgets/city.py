"""A district with neighborhoods, its officer, a unit and a round of it."""

from typing import NamedTuple

from meydan.base.roles import Role
from meydan.budgets.models import Round
from meydan.people.models import Organization, Person
from meydan.places.models import Area
from tests.factories.assignments import UnitFactory
from tests.factories.budgets import CreditFactory, FieldFactory, IdeaFactory, RoundFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory


class District(NamedTuple):
    area: Area
    homes: list[Area]
    officer: Person
    unit: Organization

    def round(self, **said) -> Round:
        """With a credit for each neighborhood and a field with its unit."""
        said.setdefault("about", "پول محله را خود مردم خرج می‌کنند.")
        row = RoundFactory(area=self.area, **said)
        for home in self.homes:
            CreditFactory(round=row, area=home, amount=10_000_000_000)
        FieldFactory(round=row, name="روشنایی", unit=self.unit)
        return row

    def idea(self, round: Round, home: int = 0, **said):
        """By somebody of that neighborhood."""
        said.setdefault("author", PersonFactory(neighborhood=self.homes[home]))
        return IdeaFactory(round=round, area=self.homes[home], field=round.fields.first(), **said)


def district(homes: int = 3) -> District:
    area = CityFactory()
    return District(
        area,
        [NeighborhoodFactory(parent=area) for _number in range(homes)],
        staff(Role.BUDGET_OFFICER, area),
        UnitFactory(area=area),
    )
