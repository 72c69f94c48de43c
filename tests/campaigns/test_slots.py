import pytest
from django.urls import reverse

from meydan.campaigns import actions
from meydan.campaigns.models import Kept
from meydan.closures import doors
from meydan.people.personal import erase_in_rooms, gathered
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_a_coming_stage_stands_on_the_home_page_and_on_pages_of_its_places(client):
    place = Neighborhood("planning")
    page = reverse("campaigns:stage", args=[place.stage.pk])
    venue = reverse("places:venue", args=[place.satellite.venue_id])
    area = reverse("places:area", args=[place.stage.area_id])
    assert [page in client.get(one).text for one in ("/", venue, area)] == [False, True, False]
    place.published()
    assert [page in client.get(one).text for one in ("/", venue, area)] == [True, True, True]
    place.turn("held")
    assert [page in client.get(one).text for one in ("/", venue, area)] == [False, False, False]


def test_a_session_is_found_by_its_words_or_its_agency(client):
    place = Neighborhood("planning")
    (row,) = place.published(title="مهارت نه گفتن")
    link = reverse("campaigns:session", args=[row.pk])

    def found(text):
        return link in client.get(reverse("front:search"), {"q": text}).text

    asked = ["مهارت گفتن", place.bringing[0].organization.name, place.concern.name, "آشپزی"]
    assert [found(one) for one in asked] == [True, True, True, False]


def test_a_closure_knows_the_stage_of_a_session():
    place = Neighborhood("planning")
    (row,) = place.published()
    assert doors.activities_of([row.occasion])[row.occasion_id][1] == place.stage.pk
    named = doors.of_kind("campaign").activities([place.stage.pk])[place.stage.pk]
    assert named.url == reverse("campaigns:desk_stage", args=[place.stage.pk])


def test_what_a_person_keeps_is_theirs_to_read_and_goes_with_them():
    person = PersonFactory()
    (row,) = Neighborhood("planning").published(title="مهارت نه گفتن")
    actions.keep(by=person, placement=row)
    _title, rows = gathered(person)["campaigns"]
    assert "مهارت نه گفتن" in str(rows)
    erase_in_rooms(person)
    assert not Kept.objects.exists()
