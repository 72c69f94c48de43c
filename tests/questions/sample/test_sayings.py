import pytest
from django.urls import reverse

from meydan.assignments.models import Assignment
from meydan.base.roles import Role
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from meydan.people import sample as people
from meydan.questions import sample
from meydan.questions.models import Edition, Question, Support
from tests.architecture.test_doors import as_somebody
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    area = CityFactory()
    NeighborhoodFactory(parent=area)
    people.make_people(by=None, areas=[area])
    people.make_organizations(by=None, areas=[area])
    return area


@pytest.fixture
def evenings(city):
    staff: dict[Role, list] = {}
    for holding in city.role_holdings.select_related("person"):
        staff.setdefault(Role(holding.role), []).append(holding.person)
    citizens = people.make_citizens(by=None, n=30, area=city)
    return sample.make_evenings(by=None, area=city, staff=staff, citizens=citizens)


def test_the_pilot_was_answered_and_its_orders_stand_in_every_state(evenings):
    pilot = evenings[0]
    assert (pilot.is_pilot, Edition.objects.get(pk=pilot.pk).stage) == (True, "following")
    orders = Assignment.objects.filter(door="questions", activity=pilot.pk)
    assert set(orders.values_list("state", flat=True)) == set(Assignment.State.values)


def test_the_next_evening_is_open_and_can_go_on_air(evenings, city):
    live = evenings[1]
    states = set(Question.objects.filter(edition=live).values_list("state", flat=True))
    assert (live.number, states) == (2, set(Question.State.values))
    officer = as_somebody(city.role_holdings.get(role=Role.COMMUNICATIONS_OFFICER).person)
    officer.post(reverse("questions:move_on", args=[live.pk]), {"stage": "collecting"})
    assert Edition.objects.get(pk=live.pk).stage == "live"


def test_every_count_is_of_rows_and_every_row_stands_in_the_ledger(evenings):
    assert {row.supports - row.supporters.count() for row in Question.objects.all()} == {0}
    said = Question.objects.exclude(state__in=["refused", "withdrawn"])
    counted = said.count() + Support.objects.filter(came_with=None).count()  # who came along asked, and counts by that
    assert Participation.objects.filter(door="questions").count() == counted
    assert Message.objects.filter(template__startswith="questions.").count() == 0
