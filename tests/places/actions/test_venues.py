import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.places.actions import (
    HallFacts,
    add_hall,
    add_venue,
    close_venue,
    edit_hall,
    edit_venue,
    reopen_venue,
)  # fmt: skip
from meydan.places.models import Hall, Venue
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, HallFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(qods):
    return staff(Role.PROGRAM_OFFICER, qods)


@pytest.fixture
def venue(qods):
    return VenueFactory(area=qods, name="فرهنگ‌سرای مهر")


def held(venue):
    return list(Hall.objects.filter(venue=venue).order_by("pk").values_list("name", "capacity", "is_open"))


class TestAdding:
    def test_a_venue_with_its_halls_is_one_line_without_words(self, qods, officer, lines):
        venue = add_venue(
            by=officer, area=qods, kind="cultural_center", name="فرهنگ‌سرای بهاران", step_free=True,
            halls=[HallFacts("سالن اجتماعات", 120), HallFacts("کلاس 1", 20, is_open=False)],
        )  # fmt: skip
        assert held(venue) == [("سالن اجتماعات", 120, True), ("کلاس 1", 20, False)]
        assert lines() == [("places.add_venue", {"halls": 2, "kind": "cultural_center"})]

    def test_an_online_venue_needs_its_link(self, qods, officer):
        with pytest.raises(Refusal) as refused:
            add_venue(by=officer, area=qods, kind="online", name="پخش زنده")
        assert refused.value.field == "link"
        assert (
            add_venue(by=officer, area=qods, kind="online", name="پخش زنده", link="https://example.org/").latitude
            is None
        )

    def test_a_name_stands_once_for_its_kind_and_area(self, qods, officer, venue):
        with pytest.raises(Refusal) as refused:
            add_venue(by=officer, area=qods, kind="cultural_center", name="فرهنگ‌سرای مهر")
        assert refused.value.field == "name"
        add_venue(by=officer, area=qods, kind="mosque", name="فرهنگ‌سرای مهر")

    @pytest.mark.parametrize(
        ("role", "may"),
        [(Role.ADMINISTRATOR, True), (Role.MANAGER, True), (Role.PROGRAM_OFFICER, True), (Role.COACH, False)],
    )
    def test_who_may(self, qods, role, may):
        try:
            add_venue(by=staff(role, qods), area=qods, kind="park", name="بوستان لاله")
        except Refusal:
            assert not may
        else:
            assert may

    def test_two_halls_of_one_name_are_refused_and_nothing_is_left(self, qods, officer):
        with pytest.raises(Refusal):
            add_venue(
                by=officer, area=qods, kind="park", name="لاله", halls=[HallFacts("چمن", 10), HallFacts("چمن", 20)]
            )
        assert Venue.objects.count() == 0


class TestEditing:
    def test_what_is_not_said_stays(self, venue, officer, lines):
        edit_venue(by=officer, venue=venue, address="خیابان آزادی", step_free=False)
        venue.refresh_from_db()
        assert (venue.name, venue.address, venue.step_free, venue.latitude) == (
            "فرهنگ‌سرای مهر",
            "خیابان آزادی",
            False,
            35.72,
        )
        assert lines() == [("places.edit_venue", {"changed": "address+step_free", "halls": 0})]

    def test_nothing_changed_writes_nothing(self, venue, officer, lines):
        hall = HallFactory(venue=venue)
        edit_venue(by=officer, venue=venue, name=venue.name, halls=[HallFacts(hall.name, hall.capacity, True, hall.pk)])
        assert lines() == []

    def test_halls_are_added_and_changed_and_may_exchange_their_names(self, venue, officer):
        first, second = HallFactory(venue=venue, name="الف"), HallFactory(venue=venue, name="ب")
        halls = [HallFacts("ب", 10, True, first.pk), HallFacts("الف", 20, False, second.pk), HallFacts("پ", 30)]
        edit_venue(by=officer, venue=venue, halls=halls)
        assert held(venue) == [("ب", 10, True), ("الف", 20, False), ("پ", 30, True)]

    def test_a_hall_of_another_venue_is_refused(self, venue, officer):
        other = HallFactory(name="دور", capacity=50)
        with pytest.raises(Refusal):
            edit_venue(by=officer, venue=venue, halls=[HallFacts("دزدیده", 1, True, other.pk)])
        assert held(other.venue) == [("دور", 50, True)]

    def test_it_moves_only_to_an_area_in_reach(self, venue, officer, qods):
        with pytest.raises(Refusal):
            edit_venue(by=officer, venue=venue, area=CityFactory())
        venue.refresh_from_db()
        assert venue.area == qods

    def test_a_stranger_changes_nothing(self, venue):
        for write in (edit_venue, close_venue, reopen_venue):
            with pytest.raises(Refusal):
                write(by=PersonFactory(), venue=venue)


def test_closing_and_reopening_are_told_once_each(venue, officer, lines):
    for write in (close_venue, close_venue, reopen_venue):
        write(by=officer, venue=venue)
    venue.refresh_from_db()
    assert (venue.is_open, [verb for verb, _facts in lines()]) == (True, ["places.close_venue", "places.reopen_venue"])


def test_halls_alone(venue, officer):
    hall = add_hall(by=officer, venue=venue, name="کارگاه", capacity=15)
    edit_hall(by=officer, hall=hall, name="کارگاه سفال", capacity=12, is_open=False)
    assert held(venue) == [("کارگاه سفال", 12, False)]
    with pytest.raises(Refusal):
        add_hall(by=officer, venue=venue, name="هیچ", capacity=0)
