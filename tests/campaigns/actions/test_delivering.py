import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Delivery
from tests.campaigns.held import FIRST, HeldStage
from tests.campaigns.neighborhood import DURING, Neighborhood
from tests.factories.campaigns import PlaceFactory, PromiseFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 13)


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


def test_a_days_delivery_is_said_once_by_each_side_and_said_again_takes_its_place():
    place = Neighborhood()
    place.turn("published")
    invited, speaker = place.agency()
    promise = PromiseFactory(invited=invited)
    for sessions in (2, 1):
        actions.say_delivery(
            by=speaker, promise=promise, day=DAY, place=place.host, state="delivered", sessions=sessions, served=40
        )
    actions.say_delivery(
        by=place.officer, promise=promise, day=DAY, place=place.host, state="partly", sessions=1, by_agency=False
    )
    told = Delivery.objects.order_by("pk").values_list("by_agency", "state", "sessions", "served")
    assert list(told) == [(True, "delivered", 1, 40), (False, "partly", 1, None)]


def test_no_day_to_come_no_other_place_no_other_agency_and_a_reason_for_nothing():
    place = Neighborhood()
    place.turn("published")
    invited, speaker = place.agency()
    promise = PromiseFactory(invited=invited)
    said = {"promise": promise, "day": DAY, "place": place.host, "state": "delivered"}
    for wrong in (
        {"day": dt.date(2026, 12, 15)},
        {"place": PlaceFactory()},
        {"by": place.agency()[1]},
        {"state": "not_delivered"},
    ):
        with pytest.raises(Refusal):
            actions.say_delivery(**{"by": speaker, **said, **wrong})
    assert not Delivery.objects.exists()


def test_staff_speak_only_of_places_in_their_reach():
    place = HeldStage()
    said = {"promise": place.talk, "day": DAY, "place": place.host, "state": "delivered", "by_agency": False}
    elsewhere = staff(Role.CENTER_STAFF)
    for other in (elsewhere, place.speaker, place.manager, staff(Role.CAMPAIGN_OFFICER)):
        with pytest.raises(Refusal):
            actions.say_delivery(by=other, **said)
    for own in (place.worker, place.officer):
        assert actions.say_delivery(by=own, **said).said_by == own
    assert Delivery.objects.count() == 1


def test_without_a_number_as_many_sessions_were_held_as_stood_there():
    place = HeldStage()
    said = {"by": place.worker, "day": FIRST, "by_agency": False}
    circle = {"promise": place.circle, "place": place.satellite, **said}
    assert actions.say_delivery(state="delivered", **circle).sessions == 2
    with pytest.raises(Refusal):
        actions.say_delivery(state="partly", words="یکی برگزار شد", **circle)
    assert actions.say_delivery(state="partly", sessions=1, **circle).sessions == 1
    assert actions.say_delivery(state="not_delivered", sessions=2, words="نیامدند", **circle).sessions == 0
    assert actions.say_delivery(state="delivered", promise=place.talk, place=place.satellite, **said).sessions == 1
    assert actions.say_delivery(state="delivered", promise=place.stall, place=place.host, **said).sessions == 0


def test_what_was_cancelled_is_no_session_that_was_held():
    place = HeldStage()
    gone = place.placed[3].occasion
    gone.status = "cancelled"
    gone.save()
    said = {"by": place.worker, "promise": place.circle, "place": place.satellite, "day": FIRST, "by_agency": False}
    assert actions.say_delivery(state="delivered", **said).sessions == 1


def test_a_photo_that_is_replaced_does_not_stay_on_the_disk(django_capture_on_commit_callbacks):
    place = HeldStage()
    said = {"by": place.worker, "promise": place.talk, "day": FIRST, "place": place.satellite, "by_agency": False}
    names = []
    for photo in (ContentFile(b"1", "a.webp"), ContentFile(b"2", "b.webp"), None):
        with django_capture_on_commit_callbacks(execute=True):
            names.append(actions.say_delivery(state="delivered", photo=photo, **said).photo.name)
    assert [default_storage.exists(name) for name in names] == [False, True, True]
    assert names[1] == names[2]
