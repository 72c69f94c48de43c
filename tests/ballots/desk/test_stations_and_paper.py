import pytest
from django.urls import reverse

from meydan.ballots.models import Ballot, Batch, Sheet, Station
from meydan.base.roles import Role
from tests.factories.ballots import BatchFactory, SheetFactory, StationFactory
from tests.factories.people import staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(city):
    return StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))


@pytest.fixture
def leader(city):
    return staff(Role.BUDGET_OFFICER, city.city)


@pytest.fixture
def batch(city, station):
    return BatchFactory(poll=city.poll, pot=city.pots[0], station=station, size=5, handed=3)


def test_a_leader_opens_a_station_and_has_paper_printed(city, leader, signed_in):
    client, venue = signed_in(leader), VenueFactory(area=city.homes[0])
    answer = client.post(reverse("ballots:stations_of_poll", args=[city.poll.pk]), {"venue": venue.pk, "name": ""})
    station = Station.objects.get()
    assert answer.url == reverse("ballots:station", args=[station.pk])
    said = {"pot": city.pots[0].pk, "size": "۲۰"}
    answer = client.post(reverse("ballots:print_batch", args=[station.pk]), said)
    batch = Batch.objects.get()
    assert (answer.url, batch.size) == (reverse("ballots:batch", args=[batch.pk]), 20)
    sheets = client.get(reverse("ballots:sheets_pdf", args=[batch.pk]))
    assert (sheets["Content-Type"], sheets.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("size", ["0", "501", "۱۰۰۰", "", "-3"])
def test_a_wrong_number_of_sheets_is_refused(city, station, leader, signed_in, size):
    answer = signed_in(leader).post(
        reverse("ballots:print_batch", args=[station.pk]), {"pot": city.pots[0].pk, "size": size}
    )
    assert (answer.status_code, Batch.objects.count()) == (422, 0)


def test_two_of_the_staff_type_a_sheet(city, batch, signed_in):
    numbers = city.numbers(city.pots[0])
    said = {"number": "۲", "marks": f"{numbers[2]}، {numbers[0]}"}
    for _person in range(2):
        server = staff(Role.CENTER_STAFF, city.homes[0])
        answer = signed_in(server).post(reverse("ballots:batch", args=[batch.pk]), said)
        assert answer.status_code == 302
    assert Ballot.objects.get().marks["options"] == sorted([numbers[0], numbers[2]])


@pytest.mark.parametrize(
    "said",
    [
        {"number": "1"},
        {"number": "1", "marks": "1", "is_blank": "on"},
        {"number": "1", "marks": "یک و دو"},
        {"number": "1", "marks": "3:4"},
        {"number": "1", "marks": "9999999"},
        {"number": "99", "is_blank": "on"},
        {"number": "", "is_blank": "on"},
        {"number": "1", "marks": "\u200c"},
    ],
    ids=str,
)
def test_what_is_typed_wrong_is_said_and_stays(city, batch, signed_in, said):
    server = staff(Role.CENTER_STAFF, city.homes[0])
    answer = signed_in(server).post(reverse("ballots:batch", args=[batch.pk]), said)
    assert (answer.status_code, Sheet.objects.count()) == (422, 0)


def test_nobody_sees_what_the_first_one_typed(city, batch, signed_in):
    number = city.numbers(city.pots[0])[0]
    SheetFactory(batch=batch, number=1, first_marks={"invalid": "نشان محرمانه"})
    page = signed_in(staff(Role.CENTER_STAFF, city.homes[0])).get(reverse("ballots:batch", args=[batch.pk]))
    assert "نشان محرمانه" not in page.text
    assert number in city.numbers(city.pots[0])


def test_a_third_person_settles_what_was_typed_differently(city, batch, signed_in):
    numbers = city.numbers(city.pots[0])
    second = staff(Role.CENTER_STAFF, city.homes[0])
    sheet = SheetFactory(
        batch=batch,
        number=1,
        state=Sheet.State.DIFFERENT,
        first_marks={"options": [numbers[0]], "points": []},
        second_marks={"options": [numbers[1]], "points": []},
        second_by=second,
    )
    client = signed_in(staff(Role.CENTER_STAFF, city.homes[0]))
    address = reverse("ballots:settle_sheet", args=[sheet.pk])
    assert address in client.get(reverse("ballots:different_sheets")).text
    assert client.post(address, {"number": "1", "marks": str(numbers[1])}).status_code == 302
    assert Ballot.objects.get().marks["options"] == [numbers[1]]
    assert signed_in(second).get(address).status_code == 404


def test_the_lists_ask_the_database_as_often_for_three_as_for_one(
    city, station, leader, signed_in, django_assert_num_queries
):
    client = signed_in(leader)
    client.get(reverse("ballots:stations"))
    counted = {}
    for rows in (1, 3):
        while Station.objects.count() < rows:
            StationFactory(poll=city.poll, venue=VenueFactory(area=city.homes[0]))
        for name, args in (("stations", []), ("stations_of_poll", [city.poll.pk]), ("station", [station.pk])):
            with django_assert_num_queries(counted.get(name, 0)) if name in counted else _counting() as seen:
                client.get(reverse(f"ballots:{name}", args=args))
            counted.setdefault(name, len(seen.captured_queries))


def _counting():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)
