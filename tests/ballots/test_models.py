import pytest
from django.db import IntegrityError, transaction

from tests.factories.ballots import BallotFactory, EntitlementFactory, PotFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_person_has_one_ballot_of_a_pot_and_one_of_a_slot():
    held = EntitlementFactory()
    for again in ({"pot": held.pot, "slot": 1}, {"pot": PotFactory(poll=held.poll), "slot": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntitlementFactory(person=held.person, **again)
    assert EntitlementFactory(pot=held.pot, person=PersonFactory()).slot == 0


def test_a_ballot_of_paper_leads_to_its_batch_and_to_nobody():
    ballot = BallotFactory(paper=True)
    assert (ballot.entitlement, ballot.batch.pot) == (None, ballot.pot)
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotFactory(channel="paper")
