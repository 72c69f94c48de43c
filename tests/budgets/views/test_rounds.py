import pytest
from django.test import Client
from django.urls import reverse

from meydan.budgets import actions
from tests.architecture.test_doors import as_somebody
from tests.budgets.city import district
from tests.factories.ballots import EntitlementFactory, PollFactory, PotFactory
from tests.factories.budgets import CreditFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("trait", ["soon", "in_review", "in_ballot", "in_count", "carried_out", "over"])
def test_everybody_reads_a_round_in_every_stage(trait):
    place = district()
    row = place.round(**{trait: True})
    place.idea(row, feasible=True)
    page = Client().get(f"/budgets/{row.pk}/")
    assert (page.status_code, page.context["stands"].ideas) == (200, 1)
    assert f'href="/budgets/{row.pk}/"' in Client().get("/budgets/").text


def test_a_draft_is_nobodys_yet():
    row = district().round(draft=True)
    assert Client().get(f"/budgets/{row.pk}/").status_code == 404
    assert f'href="/budgets/{row.pk}/"' not in Client().get("/budgets/").text


def test_a_cancelled_round_says_why_and_one_cancelled_as_a_draft_was_never_seen():
    place = district()
    seen, unseen = place.round(), place.round(draft=True, soon=True)
    for row in (seen, unseen):
        actions.cancel_round(by=place.officer, round=row, reason="بودجه نرسید.")
    assert "بودجه نرسید." in Client().get(f"/budgets/{seen.pk}/").text
    assert Client().get(f"/budgets/{unseen.pk}/").status_code == 404


def test_ones_own_neighborhood_stands_first():
    place = district()
    row = place.round()
    page = as_somebody(PersonFactory(neighborhood=place.homes[2])).get(f"/budgets/{row.pk}/")
    assert (page.context["mine"].area, page.context["stands"].lines[0].area) == (place.homes[2], place.homes[2])
    assert Client().get(f"/budgets/{row.pk}/").context["mine"] is None


def test_few_ballots_of_a_neighborhood_are_not_told():
    place = district()
    row = place.round(in_ballot=True, poll=PollFactory(area=place.area))
    CreditFactory(round=row, area=place.area)
    for home, count in zip(place.homes, (3, 9, 12), strict=True):
        pot = PotFactory(poll=row.poll, area=home)
        for _voter in range(count):
            EntitlementFactory(pot=pot, poll=row.poll)
    told = {line.area: line.voters for line in Client().get(f"/budgets/{row.pk}/").context["stands"].lines}
    assert told == {place.homes[0]: None, place.homes[1]: None, place.homes[2]: 12, place.area: 0}


def test_the_page_asks_few_questions_of_the_database(django_assert_num_queries):
    place = district(homes=8)
    row = place.round()
    for home in range(8):
        place.idea(row, home)
    client = Client()
    client.get(f"/budgets/{row.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/budgets/{row.pk}/")


def test_a_round_stands_on_the_pages_of_its_places():
    place = district()
    row = place.round()
    for area in (place.area, place.homes[1]):
        assert f'href="/budgets/{row.pk}/"' in Client().get(reverse("places:area", args=[area.pk])).text
