import datetime as dt

import pytest
import time_machine
from django.test import Client

from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Delivery, Promise
from tests.architecture.test_doors import as_somebody, is_sent_to_sign_in
from tests.campaigns.held import FIRST, SECOND, HeldStage
from tests.campaigns.neighborhood import BEFORE, DURING, PROMISED, Neighborhood, at
from tests.factories.campaigns import DeliveryFactory, InvitedFactory, PromiseFactory
from tests.factories.people import PersonFactory, RepresentativeFactory, staff

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "workshop",
    "title": "مهارت نه گفتن",
    "audience": "youth",
    "minutes": "۴۵",
    "together": "۳",
    "people": "۲",
    "leaders": "مینا\nآرش",
}


@pytest.fixture(autouse=True)
def clock():
    """On a Saturday, two weeks before."""
    with time_machine.travel(BEFORE, tick=False) as moved:
        yield moved


def test_the_link_of_the_sms_leads_to_ones_own_part_and_from_there_to_a_promise():
    place = Neighborhood()
    invited, speaker = place.agency("invited")
    place.agency()
    assert is_sent_to_sign_in(Client().get(at("brings", place.stage.pk)))
    client = as_somebody(speaker)
    assert client.get(at("brings", place.stage.pk)).url == at("part", invited.pk)
    assert client.post(at("promise", invited.pk), TYPED).status_code == 422  # says first that it takes part
    assert client.post(at("accept", invited.pk)).status_code == 302
    typed = {**TYPED, "concern": place.concern.pk, f"need_{place.supply.pk}": "۲", "slots": [place.slot.pk]}
    typed |= {"days": ["2026-12-13"], "places": [place.satellite.pk]}
    assert client.post(at("promise", invited.pk), typed).status_code == 302
    row = Promise.objects.get()
    assert (row.state, row.needs, row.days) == ("declared", {str(place.supply.pk): 2}, ["2026-12-13"])
    assert row.leaders.count() == 2
    assert TYPED["title"] in client.get(at("part", invited.pk)).text
    assert client.post(at("withdraw_promise", row.pk)).status_code == 302


def test_whoever_speaks_for_two_sees_both_and_whoever_for_none_sees_how():
    place = Neighborhood()
    first, speaker = place.agency()
    second, _other = place.agency()
    RepresentativeFactory(organization=second.organization, person=speaker)
    page = as_somebody(speaker).get(at("brings", place.stage.pk)).text
    assert all(str(one.organization) in page for one in (first, second))
    stranger = as_somebody(PersonFactory())
    assert stranger.get(at("brings", place.stage.pk)).url == at("my_parts")
    assert "برای این شماره دعوتی نیست" in stranger.get(at("my_parts")).text


def test_whoever_follows_a_link_that_is_not_theirs_any_more_is_told_so_beside_their_other_stages():
    former, now = Neighborhood(), Neighborhood()
    _invited, speaker = now.agency()
    page = as_somebody(speaker).get(at("brings", former.stage.pk), follow=True).text
    assert "برای این شماره دعوتی به آن مرحله نیست" in page
    assert str(now.stage.campaign) in page


def test_of_two_who_change_it_at_once_the_second_sees_both():
    place = Neighborhood()
    invited, speaker = place.agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    actions.change_promise(by=place.officer, promise=row, version=1, **{**PROMISED, "title": "عنوان نخستین"})
    client = as_somebody(speaker)
    answer = client.post(at("change_promise", row.pk), {**TYPED, "title": "عنوان دومین", "version": "1"})
    assert answer.status_code == 422
    assert ("عنوان نخستین" in answer.text, 'value="عنوان دومین"' in answer.text) == (True, True)
    again = client.post(at("change_promise", row.pk), {**TYPED, "title": "عنوان دومین", "version": "2"})
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.version) == ("عنوان دومین", 3)


@pytest.mark.parametrize("version", ["", "x", "۱", "-1", "9" * 40])
def test_a_version_made_by_hand_changes_nothing(version):
    invited, speaker = Neighborhood().agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    answer = as_somebody(speaker).post(at("change_promise", row.pk), {**TYPED, "version": version})
    assert answer.status_code == 422


GETS = ["part", "decline", "promise", "change_promise", "deliver"]
POSTS = ["accept", "withdraw_promise", "copy_promises"]


@pytest.mark.parametrize("page", [*GETS, *POSTS])
def test_whose_door_is_open_to_whom(page):
    place = Neighborhood()
    invited, speaker = place.agency()
    row = PromiseFactory(invited=invited)
    earlier = InvitedFactory(organization=invited.organization)
    PromiseFactory(invited=earlier, title="پیشین")
    of_promise = {"change_promise", "withdraw_promise", "deliver"}
    args = [row.pk] if page in of_promise else [invited.pk]
    args += [earlier.pk] if page == "copy_promises" else []
    left = RepresentativeFactory(organization=invited.organization, ends_on="2026-11-01").person
    seen = {
        "another agency's": place.agency()[1],
        "one who no longer speaks for it": left,
        "manager": staff(Role.MANAGER, place.city),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "citizen": PersonFactory(),
        "its representative": speaker,
    }
    send = "post" if page in POSTS else "get"
    told = {who: getattr(as_somebody(person), send)(at(page, *args)).status_code for who, person in seen.items()}
    opened = 302 if page in POSTS else 200
    assert told == {**dict.fromkeys(seen, 404), "its representative": opened}
    assert as_somebody(place.officer).get(at("part", invited.pk)).status_code == 200
    assert is_sent_to_sign_in(getattr(Client(), send)(at(page, *args)))


def test_a_draft_is_not_seen_by_whom_it_will_be_asked_of():
    place = Neighborhood("draft")
    invited, speaker = place.agency("invited")
    assert as_somebody(speaker).get(at("part", invited.pk)).status_code == 404


def test_whoever_does_not_take_part_says_why():
    invited, speaker = Neighborhood().agency("invited")
    client = as_somebody(speaker)
    assert client.post(at("decline", invited.pk), {"reason": ""}).status_code == 422
    assert client.post(at("decline", invited.pk), {"reason": "نیرو نداریم"}).status_code == 302
    invited.refresh_from_db()
    assert (invited.state, invited.reason) == ("declined", "نیرو نداریم")


def test_after_each_day_it_says_what_was_held(clock):
    place = Neighborhood()
    invited, speaker = place.agency()
    row = PromiseFactory(invited=invited)
    client = as_somebody(speaker)
    place.turn("published")
    clock.move_to(DURING)
    client = as_somebody(speaker)
    said = {"day": "2026-12-13", "place": place.host.pk, "state": "not_delivered"}
    assert client.post(at("deliver", row.pk), said).status_code == 422
    assert client.post(at("deliver", row.pk), {**said, "words": "باران"}).status_code == 302
    assert Delivery.objects.get().state == "not_delivered"
    assert "باران" in client.get(at("part", invited.pk)).text


def test_a_photo_is_its_agencys_and_the_officers():
    place = Neighborhood()
    invited, _speaker = place.agency()
    row = DeliveryFactory(promise=PromiseFactory(invited=invited), place=place.host)
    assert as_somebody(place.officer).get(at("delivery_photo", row.pk)).status_code == 404  # none was given
    Delivery.objects.update(photo="campaigns/gone.webp")
    assert as_somebody(place.agency()[1]).get(at("delivery_photo", row.pk)).status_code == 404
    assert as_somebody(place.officer).get(at("delivery_photo", row.pk)).status_code == 404  # its file is gone


@pytest.mark.parametrize(
    "wrong",
    [
        {"together": "-1", "women": "2"},
        {"men": "-2"},
        {"people": "-1"},
        {"need": "-5"},
        {"leaders": "م" * 121},
        {"together": "9" * 25},
    ],
)
def test_what_no_column_holds_is_said_and_no_error(wrong):
    place = Neighborhood()
    invited, speaker = place.agency()
    wrong = {f"need_{place.supply.pk}": wrong["need"]} if "need" in wrong else wrong
    assert as_somebody(speaker).post(at("promise", invited.pk), TYPED | wrong).status_code == 422
    assert not Promise.objects.exists()


@pytest.mark.parametrize("wrong", [{"sessions": "-1"}, {"served": "-1"}])
def test_less_than_nobody_came_to_nothing(clock, wrong):
    place = Neighborhood()
    invited, speaker = place.agency()
    row = PromiseFactory(invited=invited)
    place.turn("published")
    clock.move_to(DURING)
    said = {"day": "2026-12-13", "place": place.host.pk, "state": "delivered", **wrong}
    assert as_somebody(speaker).post(at("deliver", row.pk), said).status_code == 422


def test_each_evening_waits_for_a_tap_of_its_agency():
    with time_machine.travel(DURING, tick=False):
        held = HeldStage()
        client = as_somebody(held.speaker)
        page = client.get(at("part", held.one.pk)).text
        assert "۵ مورد در انتظار گفتهٔ شماست" in page  # two evenings of the talk, three of the stall
        assert held.circle.title not in page
        said = {"day": FIRST.isoformat(), "place": held.host.pk, "state": "delivered"}
        assert client.post(at("deliver", held.talk.pk), said).status_code == 302
        assert "۴ مورد در انتظار گفتهٔ شماست" in client.get(at("part", held.one.pk)).text
        form = client.get(f"{at('deliver', held.talk.pk)}?day={SECOND.isoformat()}&place={held.host.pk}").text
        assert f'<option value="{SECOND.isoformat()}" selected>' in form
        assert client.get(f"{at('deliver', held.talk.pk)}?day=1405&place=x").status_code == 200
    row = Delivery.objects.get()
    assert (row.promise, row.day, row.sessions, row.by_agency) == (held.talk, FIRST, 1, True)


@pytest.mark.parametrize(("hour", "count"), [(6, "۲"), (18, "۴")])
def test_what_has_not_begun_is_not_waited_for(hour, count):
    with time_machine.travel(dt.datetime.combine(SECOND, dt.time(hour), dt.UTC), tick=False):
        held = HeldStage()
        occasion = held.placed[1].occasion
        occasion.starts_at = dt.datetime.combine(SECOND, dt.time(14, 30), dt.UTC)
        occasion.ends_at = occasion.starts_at + dt.timedelta(minutes=45)
        occasion.save()
        page = as_somebody(held.speaker).get(at("part", held.one.pk)).text
        assert f"{count} مورد در انتظار گفتهٔ شماست" in page
