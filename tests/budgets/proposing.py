"""A round that takes ideas, and somebody who may propose in it."""

from typing import Any

from meydan.people.models import Person
from tests.factories.budgets import CreditFactory, FieldFactory, RoundFactory
from tests.factories.people import PersonFactory


class Town:
    """One neighborhood with a credit, one field, and a citizen who lives there."""

    def __init__(self, **facts: Any) -> None:
        self.round = RoundFactory(**facts)
        self.area = CreditFactory(round=self.round).area
        self.field = FieldFactory(round=self.round)
        self.citizen = self.somebody()

    def somebody(self, **facts: Any) -> Person:
        return PersonFactory(**({"neighborhood": self.area, "birth_year": 1370} | facts))

    def said(self, **facts: Any) -> dict[str, Any]:
        words = {
            "title": "چراغ برای بوستان نرگس",
            "what": "شب‌ها بوستان تاریک است؛ چراغ بگذارید.",
            "why": "بچه‌ها می‌ترسند.",
        }
        return {"round": self.round, "area": self.area, "field": self.field, **words, **facts}
