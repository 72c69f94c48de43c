"""What a citizen is asked before an idea is sent."""

import pytest

from meydan.budgets.forms.writing import SendForm
from meydan.budgets.models import Round
from tests.budgets.city import district
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db


def offered(round):
    form = SendForm(round=round, person=PersonFactory(neighborhood=None))
    return set(form.fields["neighborhood"].offered())


def test_a_round_for_residents_offers_its_own_neighborhoods():
    town = district(2)
    NeighborhoodFactory(name=town.homes[0].name)
    assert offered(town.round(proposers=Round.Proposers.RESIDENTS)) == set(town.homes)


def test_a_round_for_anybody_takes_any_place():
    town = district(1)
    elsewhere = NeighborhoodFactory()
    assert elsewhere in offered(town.round(proposers=Round.Proposers.ANYBODY))
