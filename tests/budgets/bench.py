"""A round in review at two units: ideas, their heads, an officer, and people who support."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models import Idea, Move, Project, Review, Support
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.people.models import Person
from tests.factories.assignments import UnitFactory
from tests.factories.budgets import CreditFactory, FieldFactory, IdeaFactory, RoundFactory, SupportFactory
from tests.factories.people import HoldingFactory, PersonFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory


class Bench:
    def __init__(self, **stage: Any) -> None:
        self.area = CityFactory()
        self.neighborhood = NeighborhoodFactory(parent=self.area)
        self.officer, self.manager = staff(Role.BUDGET_OFFICER, self.area), staff(Role.MANAGER, self.area)
        self.lights, self.parks = UnitFactory(area=self.area), UnitFactory(area=self.area)
        self.head, self.other_head = self.head_of(self.lights), self.head_of(self.parks)
        self.round = RoundFactory(area=self.area, **stage or {"in_review": True})
        self.field = FieldFactory(round=self.round, unit=self.lights)
        self.credit = CreditFactory(round=self.round, area=self.neighborhood)

    def head_of(self, unit: Any) -> Person:
        person = RepresentativeFactory(organization=unit).person
        HoldingFactory(person=person, role=Role.UNIT_HEAD, area=unit.area)
        return person

    def idea(self, **facts: Any) -> Idea:
        return IdeaFactory(round=self.round, field=self.field, area=self.neighborhood, **facts)

    def review(self, idea: Idea | None = None) -> Review:
        return actions.give_to_unit(by=None, idea=idea or self.idea())

    def feasible(self, cost: int = 2_000_000_000, **facts: Any) -> Review:
        return actions.decide(by=self.head, review=self.review(self.idea(**facts)), feasible=True, cost=cost)

    def supported(self, *persons: Person, **facts: Any) -> Idea:
        idea = self.idea(supports=len(persons), **facts)
        for person in persons:
            SupportFactory(idea=idea, person=person)
        return idea

    def joined(self, idea: Idea, into: Idea) -> None:
        actions.join(by=self.officer, idea=idea, into=into, reason="هر دو یکی‌اند")
        drain()

    def answer(self, person: Person, *, yes: bool) -> None:
        for move in Move.objects.filter(person=person, joining__parted_at=None, answer=""):
            actions.answer_move(by=person, move=move, yes=yes)

    def project(self, **facts: Any) -> Project:
        """Chosen, with its order at the lights' unit."""
        idea = self.idea(state=Idea.State.CHOSEN, cost=2_000_000_000, **facts)
        row = Project.objects.create(
            idea=idea, round=self.round, area=idea.area, unit=self.lights, credit=idea.cost, due_on=self.round.ends_on
        )
        actions.projects.give_order(None, row)
        return row

    def told(self, person: Person, template: str = "") -> list[str]:
        drain()
        rows = Message.objects.filter(person=person, template__startswith=f"budgets.{template}")
        return list(rows.order_by("pk").values_list("template", flat=True))


def photo() -> ContentFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b6570").save(drawn, "WEBP")
    return ContentFile(drawn.getvalue(), "after.webp")


def supporters(*ideas: Idea) -> set[int]:
    return set(Support.objects.filter(idea__in=ideas).values_list("person", flat=True))


def people(count: int) -> list[Person]:
    return PersonFactory.create_batch(count)
