import pytest
from django.core.cache import cache
from django.urls import reverse

from meydan.base import paper, wording
from meydan.campaigns import actions, papers
from meydan.campaigns.models import Placement, Promise
from meydan.campaigns.queries import public as queries
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import PromiseFactory, StageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def said(place, *, at=None, size="a3"):
    rows, stands = queries.sessions(place.stage), queries.stands(place.stage)
    return papers.facts(place.stage, rows, stands, "https://meydan.example/campaigns/1/", size=size, place=at)


def test_the_paper_says_the_frozen_time_and_leaves_out_what_is_cancelled():
    place = Neighborhood("planning")
    place.host.venue.latitude, place.host.venue.longitude = 34.6423, 50.8801
    place.host.venue.save()
    rows = place.published(2, title="مهارت نه گفتن")
    actions.cancel_session(by=place.officer, placement=rows[1], reason="باران")
    place.host.venue.latitude, place.host.venue.longitude = 35.6892, 51.3890
    place.host.venue.save()
    (day,) = said(place)["days"]
    (time,) = day["times"]
    assert (time["clock"], time["said"]) == ("۱۷:۳۶", "۲۰ دقیقه پس از مغرب")
    assert [one["title"] for one in time["sessions"]] == ["مهارت نه گفتن"]
    actions.print_again(by=place.officer, stage=place.stage)
    assert said(place)["days"][0]["times"][0]["clock"] == "۱۷:۳۲"


def test_a_moved_session_stands_on_paper_as_it_is_now():
    place = Neighborhood("planning")
    (row,) = place.published()
    space, day = place.satellite.spaces.get(), place.stage.last_day
    actions.move_session(by=place.officer, placement=row, day=day, slot=place.slot, space=space)
    (found,) = said(place)["days"]
    assert found["day"] == wording.day(day, "weekday").rsplit(" ", 1)[0]
    assert (said(place, at=place.host)["days"], said(place, at=place.satellite)["sessions"]) == ([], 1)


def test_stalls_stand_on_the_paper_of_their_place():
    place = Neighborhood("planning")
    place.placed()
    stall = PromiseFactory(invited=place.bringing[0], kind=Promise.Kind.STALL, title="غرفهٔ عسل", together=0)
    place.published()
    assert [said(place, at=one)["stands"] for one in (None, place.host, place.satellite)] == [["غرفهٔ عسل"]] * 2 + [[]]
    stall.places.add(place.satellite)
    assert [said(place, at=one)["stands"] for one in (place.host, place.satellite)] == [[], ["غرفهٔ عسل"]]


def test_papers_come_as_pdf_and_only_of_what_is_published(client):
    place = Neighborhood("planning")
    wall = reverse("campaigns:wall", args=[place.stage.pk])
    handbill = reverse("campaigns:handbill", args=[place.stage.pk, place.satellite.pk])
    assert [client.get(page).status_code for page in (wall, handbill)] == [404, 404]
    place.published()
    for page in (wall, f"{wall}?place={place.host.pk}", handbill):
        answer = client.get(page)
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(f"{wall}?place=999999").status_code == 404
    assert client.get(f"{wall}?place={'9' * 5000}").status_code == 200  # no number of a place: the whole week
    other = StageFactory(state="draft")
    assert client.get(reverse("campaigns:handbill", args=[other.pk, place.host.pk])).status_code == 404
    assert Placement.objects.count() == 1


def test_a_paper_that_is_the_same_is_set_once_whoever_asks(client):
    place = Neighborhood("planning")
    place.published()
    at = reverse("campaigns:handbill", args=[place.stage.pk, place.host.pk])
    first = client.get(at)
    cache.set("base.paper." + first["ETag"].strip('"'), b"%PDF as kept")
    assert (first.content[:4], client.get(at).content) == (b"%PDF", b"%PDF as kept")


def test_of_a_crowded_week_each_session_carries_the_number_of_whoever_brings_it():
    place = Neighborhood("planning")
    place.published(2)
    found = said(place)
    name = place.bringing[0].organization.name
    assert found["bringers"] == [["۱", wording.digits(name)]] or found["bringers"] == [["۱", name]]
    assert {one["mark"] for day in found["days"] for time in day["times"] for one in time["sessions"]} == {"۱"}
    some = found["days"][0]["times"][0]["sessions"]
    for many in (25, 60):  # a day to a column, and more than a column holds
        days = [
            {"day": str(day), "times": [{"clock": "۱۷:۳۰", "said": "", "sessions": some * many}]} for day in range(7)
        ]
        made = paper.render(papers.LAYOUT, found | {"days": days, "sessions": 7 * many}, place.stage.published_at)
        assert made.startswith(b"%PDF-")
