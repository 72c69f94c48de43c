import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from meydan.base.roles import Role
from meydan.places.models import Venue
from tests.factories.people import staff
from tests.factories.places import CityFactory, HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "/desk/places/venues/", "/desk/places/venues/add/"


def at(venue, name="desk_venue"):
    return reverse(f"places:{name}", args=[venue.pk])


def form(area, halls=(), /, **given):
    """What a browser sends: halls are (pk, name, capacity, in use)."""
    sent = {
        "area": area.pk, "kind": "cultural_center", "name": "فرهنگ‌سرای بهاران", "point": "35.7, 51.1",
        "halls-TOTAL_FORMS": len(halls), "halls-INITIAL_FORMS": sum(1 for hall in halls if hall[0]), "client_key": uuid.uuid4(),
    }  # fmt: skip
    for number, (pk, name, capacity, in_use) in enumerate(halls):
        sent |= {f"halls-{number}-pk": pk or "", f"halls-{number}-name": name, f"halls-{number}-capacity": capacity}
        sent |= {f"halls-{number}-is_open": "on"} if in_use else {}
    return {**sent, **given}


class TestList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_seven_queries_however_many(self, desk, qods, count, django_assert_num_queries):
        for _venue in range(count):
            HallFactory(venue__area=qods)
        with django_assert_num_queries(7):
            page = desk.get(LIST)
        assert page.text.count("/desk/places/venues/") >= count

    def test_only_what_is_in_reach(self, desk, qods):
        VenueFactory(area=NeighborhoodFactory(parent=qods), name="نزدیک")
        VenueFactory(name="دور")
        page = desk.get(LIST)
        assert ("نزدیک" in page.text, "دور" in page.text) == (True, False)

    def test_filters(self, desk, qods):
        part = NeighborhoodFactory(parent=qods)
        VenueFactory(area=qods, name="مسجد جامع", kind="mosque")
        VenueFactory(area=part, name="فرهنگ‌سرای مهر")
        VenueFactory(area=part, name="فرهنگ‌سرای بسته", is_open=False)

        def names(**asked):
            return [venue.name for venue in desk.get(LIST, asked).context["page"]]

        assert names() == ["فرهنگ‌سرای مهر", "مسجد جامع"]
        assert names(kind="mosque") == ["مسجد جامع"]
        assert names(area=part.pk) == ["فرهنگ‌سرای مهر"]
        assert names(q="فرهنگسرا") == ["فرهنگ‌سرای مهر"]
        assert names(state="closed") == ["فرهنگ‌سرای بسته"]
        assert names(state="all") == ["فرهنگ‌سرای بسته", "فرهنگ‌سرای مهر", "مسجد جامع"]
        assert names(area=CityFactory().pk) == ["فرهنگ‌سرای مهر", "مسجد جامع"]  # a wrong filter filters nothing

    def test_htmx_gets_the_rows_alone(self, desk, qods):
        page = desk.get(LIST, headers={"HX-Request": "true"})
        assert page.text.startswith('<section id="rows"')


class TestAdding:
    def test_a_venue_with_halls_hours_and_facts(self, desk, qods):
        given = form(
            qods, [(None, "سالن اجتماعات", "۱۲۰", True), (None, "", "", True)],
            opens_0_0="۸:۰۰", closes_0_0="13:00", opens_0_1="16:00", closes_0_1="00:00", step_free="yes", hearing_loop="no", link="example.org",
        )  # fmt: skip
        for _twice in range(2):
            assert desk.post(ADD, given).status_code == 302
        venue = Venue.objects.get()
        assert venue.opening_hours == {"0": [["08:00", "13:00"], ["16:00", "24:00"]]}
        assert (venue.step_free, venue.accessible_toilet, venue.hearing_loop, venue.link) == (
            True,
            None,
            False,
            "https://example.org",
        )
        assert list(venue.halls.values_list("name", "capacity", "is_open")) == [("سالن اجتماعات", 120, True)]
        assert (venue.latitude, venue.longitude) == (35.7, 51.1)

    @pytest.mark.parametrize(
        "given",
        [
            {"name": ""},
            {"name": "\u200c\u200c"},
            {"name": "ن" * 100_000},
            {"kind": "castle"},
            {"kind": "online"},
            {"area": ""},
            {"area": "999999"},
            {"point": "nowhere"},
            {"link": "javascript:alert(1)"},
            {"link": "ftp://example.org"},
            {"opens_0_0": "8"},
            {"opens_0_0": "08:00"},
            {"opens_0_0": "10:00", "closes_0_0": "09:00"},
            {"opens_0_0": "08:00", "closes_0_0": "12:00", "opens_0_1": "11:00", "closes_0_1": "13:00"},
            {"step_free": "perhaps"},
            {"halls-TOTAL_FORMS": "x"},
            {"halls-TOTAL_FORMS": "100000"},
            {"halls-TOTAL_FORMS": "1", "halls-0-name": "سالن"},
            {"halls-TOTAL_FORMS": "1", "halls-0-name": "سالن", "halls-0-capacity": "0"},
            {"halls-TOTAL_FORMS": "1", "halls-0-name": "سالن", "halls-0-capacity": "9" * 40},
            {"photo": SimpleUploadedFile("a.jpg", b"no photo")},
        ],
    )
    def test_bad_input_is_told_and_nothing_written(self, desk, qods, given):
        assert (desk.post(ADD, form(qods, **given)).status_code, Venue.objects.count()) == (422, 0)

    def test_nothing_at_all(self, desk):
        assert desk.post(ADD, {"client_key": "x"}).status_code == 422

    def test_an_area_out_of_reach_is_refused(self, desk):
        assert (desk.post(ADD, form(CityFactory())).status_code, Venue.objects.count()) == (422, 0)

    def test_what_was_typed_stays(self, desk, qods):
        page = desk.post(ADD, form(qods, [(None, "سالن آینه", "0", True)], address="خیابان آزادی", opens_3_1="25:00"))
        assert [word in page.text for word in ("خیابان آزادی", "سالن آینه", 'value="۲۵:۰۰"')] == [True] * 3


class TestEditing:
    @pytest.fixture
    def venue(self, qods):
        hours = {"0": [["08:00", "24:00"]]}
        return VenueFactory(area=qods, name="فرهنگ‌سرای مهر", opening_hours=hours, step_free=False)

    def test_what_is_held_is_shown_and_sent_back_unchanged_writes_nothing(self, desk, venue, qods, lines):
        hall = HallFactory(venue=venue, name="سالن", capacity=50)
        page = desk.get(at(venue))
        assert ('value="۰۸:۰۰"' in page.text, 'value="۰۰:۰۰"' in page.text, "فرهنگ‌سرای مهر" in page.text) == (
            True,
            True,
            True,
        )
        given = form(
            qods, [(hall.pk, "سالن", "۵۰", True), (None, "", "", True)],
            name=venue.name, point="35.72, 51.11", opens_0_0="08:00", closes_0_0="00:00", step_free="no",
        )  # fmt: skip
        assert desk.post(at(venue), given).status_code == 302
        assert lines() == []

    def test_a_hall_of_another_venue_cannot_be_taken(self, desk, venue, qods):
        other = HallFactory(name="دور")
        answer = desk.post(at(venue), form(qods, [(other.pk, "دزدیده", "5", True)], **{"halls-INITIAL_FORMS": 0}))
        other.refresh_from_db()
        assert (answer.status_code, other.name, other.venue_id == venue.pk) == (422, "دور", False)

    def test_a_photo_comes_and_goes(self, desk, venue, qods):
        made = io.BytesIO()
        Image.new("RGB", (20, 20), "red").save(made, "PNG")
        desk.post(at(venue), form(qods, photo=SimpleUploadedFile("a.png", made.getvalue())))
        venue.refresh_from_db()
        assert venue.photo.name.endswith(".webp")
        assert reverse("places:photo", args=[venue.pk]) in desk.get(at(venue)).text
        desk.post(at(venue), form(qods))
        venue.refresh_from_db()
        assert venue.photo
        desk.post(at(venue), form(qods, no_photo="on"))
        venue.refresh_from_db()
        assert not venue.photo

    def test_a_taken_name_is_told_beside_it(self, desk, venue, qods):
        VenueFactory(area=qods, name="فرهنگ‌سرای بهاران")
        page = desk.post(at(venue), form(qods))
        assert (page.status_code, page.context["form"].errors.keys()) == (422, {"name"})

    def test_closing_and_opening_again(self, desk, venue):
        assert desk.get(at(venue, "desk_venue_close")).status_code == 405
        desk.post(at(venue, "desk_venue_close"))
        venue.refresh_from_db()
        assert not venue.is_open
        assert "باز کردن دوباره" in desk.get(at(venue)).text
        desk.post(at(venue, "desk_venue_reopen"))
        venue.refresh_from_db()
        assert venue.is_open

    def test_what_is_out_of_reach_does_not_exist(self, desk, qods):
        other = VenueFactory()
        assert desk.get(at(other)).status_code == 404
        assert [
            desk.post(at(other, name), form(qods)).status_code
            for name in ("desk_venue", "desk_venue_close", "desk_venue_reopen")
        ] == [404] * 3
        assert Venue.objects.get(pk=other.pk).is_open


@pytest.mark.parametrize("role", Role)
def test_who_comes_in(sign_in, qods, role):
    hosts = {Role.ADMINISTRATOR, Role.MANAGER, Role.PROGRAM_OFFICER}
    assert sign_in(staff(role, qods)).get(LIST).status_code == (200 if role in hosts else 403)
