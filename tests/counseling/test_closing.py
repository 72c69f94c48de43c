"""A closure of an area, from the officer's desk through its task to its undoing, as counseling goes through it."""

import datetime as dt
import uuid

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.closures import tasks
from meydan.closures.models import Closure
from tests.architecture.test_doors import as_somebody
from tests.factories.closures import ClosureFactory
from tests.factories.counseling import NOW, AppointmentFactory, CaseFactory, CounselorFactory, HoursFactory, RoomFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    with time_machine.travel(NOW, tick=False):
        yield staff(Role.PROGRAM_OFFICER, CityFactory())


def test_counseling_goes_on_by_telephone_while_an_area_is_closed(officer):
    (city,) = officer.areas_for(Role.PROGRAM_OFFICER)
    room = RoomFactory(venue=VenueFactory(area=city))
    counselor = CounselorFactory(area=city)
    HoursFactory(counselor=counselor, room=room)
    row = AppointmentFactory(
        case=CaseFactory(area=city, counselor=counselor),
        mode="in_person",
        room=room,
        venue=room.venue,
        starts_at=NOW + dt.timedelta(hours=6),
    )
    closure = ClosureFactory(area=city, kinds=["counseling"])
    client, path = as_somebody(officer), f"/desk/closures/{closure.pk}/"
    shown = client.get(path).content.decode()
    assert ("۱ نوبت حضوری مشاوره تلفنی یا برخط می‌شود" in shown, "اجرا و خبر دادن به همه" in shown) == (True, True)
    assert client.post(f"{path}begin/", {"client_key": str(uuid.uuid4())}).status_code == 302
    tasks.carry_on.call(closure.pk)
    row.refresh_from_db()
    assert (row.mode, row.room, Closure.objects.get().state) == ("phone", None, "done")
    assert client.post(f"{path}undo/", {"client_key": str(uuid.uuid4())}).status_code == 302
    tasks.carry_on.call(closure.pk)
    row.refresh_from_db()
    assert (row.mode, row.room, Closure.objects.get().state) == ("in_person", room, "undone")


def test_a_closure_without_any_session_is_not_begun(officer):
    (city,) = officer.areas_for(Role.PROGRAM_OFFICER)
    closure = ClosureFactory(area=city, kinds=["counseling"])
    client, path = as_somebody(officer), f"/desk/closures/{closure.pk}/"
    assert "اجرا" not in client.get(path).content.decode()
    assert client.post(f"{path}begin/", {"client_key": str(uuid.uuid4())}).status_code == 409


def test_an_officer_chooses_counseling_beside_the_other_kinds(officer):
    assert "مشاورهٔ حضوری" in as_somebody(officer).get("/desk/closures/new/").content.decode()
