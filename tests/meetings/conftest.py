import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.meetings import actions
from meydan.meetings.models import Meeting
from tests.factories.assignments import UnitFactory
from tests.factories.people import OrganizationFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

NOW = dt.datetime(2026, 11, 29, 6, 0, tzinfo=dt.UTC)
SOON = dt.datetime(2026, 11, 29, 12, 30, tzinfo=dt.UTC)


class Hall:
    """A city with a secretary, a unit with its head, an agency with who speaks for it, and a meeting."""

    def __init__(self) -> None:
        self.city = CityFactory()
        self.region = NeighborhoodFactory(parent=self.city)
        self.secretary = staff(Role.SECRETARY, self.city)
        self.unit = UnitFactory(area=self.city)
        self.agency = OrganizationFactory(area=self.city)
        self.speaker = RepresentativeFactory(organization=self.agency).person

    def called(self, **given) -> Meeting:
        what = {
            "area": self.city,
            "kind": Meeting.Kind.EXPERT,
            "title": "پس از همه‌گیری",
            "starts_at": SOON,
            "minutes": 90,
        }
        return actions.call(by=self.secretary, **what | given)

    def running(self) -> Meeting:
        return actions.open_meeting(by=self.secretary, meeting=self.called())

    def held(self) -> Meeting:
        return actions.close(by=self.secretary, meeting=self.running())

    def invite(self, meeting):
        return actions.invite(by=self.secretary, meeting=meeting, organizations=[self.agency])[0]

    def order(self, meeting, what="خیابان ضدعفونی شود", **given):
        facts = {"unit": self.unit, "area": self.region, "working_days": 5}
        return actions.decide(by=self.secretary, meeting=meeting, text=what, **facts | given)


@pytest.fixture
def hall():
    with time_machine.travel(NOW, tick=False):
        yield Hall()
