import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Campaign, Stage
from meydan.engines import jalali
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import Neighborhood, at
from tests.factories.campaigns import CampaignFactory, StageFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
OFFICERS = [
    "change_stage",
    "stage_concerns",
    "stage_supplies",
    "stage_slots",
    "stage_places",
    "stage_invited",
    "call_off",
]
TURNS = ["open_declaring", "close_declaring", "reopen_declaring", "tell_all"]


def typed(day):
    return jalali.format_day(day, style="iso").replace("-", "/")


def test_from_an_empty_desk_to_agencies_being_asked_by_the_pages():
    city = CityFactory()
    area = NeighborhoodFactory(parent=city)
    venue = VenueFactory(area=area)
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER, city))
    assert client.get(at("open_stage")).url == at("found")
    assert client.post(at("found"), {"area": city.pk, "title": "محلهٔ سلامت"}).status_code == 302
    first = typed(dt.date(2026, 12, 12))
    said = {"campaign": Campaign.objects.get().pk, "area": area.pk, "first_day": first, "like": ""}
    assert client.post(at("open_stage"), said).status_code == 302
    row = Stage.objects.get()
    assert client.post(at("open_declaring", row.pk)).status_code == 409
    facts = {"area": area.pk, "first_day": first, "last_day": typed(row.last_day), "about": "هفت شب", "theme": "اعتیاد"}
    assert client.post(at("change_stage", row.pk), facts).status_code == 302
    concern = {"name_0": "اعتیاد", "weight_0": "5", "audiences_0": ["youth"], "in_every_place_0": "on"}
    assert client.post(at("stage_concerns", row.pk), concern).status_code == 302
    assert client.post(at("stage_supplies", row.pk), {"name_0": "میز", "count_0": "۲۰"}).status_code == 302
    slot = {"minutes_0": "۴۵", "prayer_0": "maghrib", "distance_0": "۲۰", "side_0": "after"}
    slot |= {"minutes_1": "30", "prayer_1": "", "clock_1": "17:00"}
    assert client.post(at("stage_slots", row.pk), slot).status_code == 302
    assert client.post(at("stage_places", row.pk), {"venue": venue.pk, "is_host": "on"}).status_code == 302
    space = {"name_0": "شبستان", "capacity_0": "۲۰۰", "sessions_0": "together", "stalls_0": "0"}
    assert client.post(at("stage_spaces", row.places.get().pk), space).status_code == 302
    assert client.post(at("open_declaring", row.pk)).url == at("desk_stage", row.pk)
    row.refresh_from_db()
    kept = list(row.slots.order_by("order").values_list("prayer", "prayer_offset", "clock", "minutes"))
    assert kept == [("maghrib", 20, None, 45), ("", 0, dt.time(17), 30)]
    assert (row.state, row.theme, row.concerns.get().audiences) == ("declaring", "اعتیاد", ["youth"])


def test_what_is_wrong_stays_as_it_was_typed():
    place = Neighborhood("draft")
    client = as_somebody(place.officer)
    twice = {"name_0": "اعتیاد", "weight_0": "5", "name_1": "اعتیاد", "weight_1": "3"}
    answer = client.post(at("stage_concerns", place.stage.pk), twice)
    assert (answer.status_code, answer.text.count('value="اعتیاد"')) == (422, 2)
    answer = client.post(at("stage_slots", place.stage.pk), {"minutes_0": "45", "prayer_0": "", "clock_0": ""})
    assert answer.status_code == 422
    answer = client.post(at("stage_spaces", place.host.pk), {"name_0": "حیاط", "capacity_0": ""})
    assert answer.status_code == 422


@pytest.mark.parametrize("page", ["desk_stage", *OFFICERS, *TURNS])
def test_whose_door_is_open_to_whom(page):
    place = Neighborhood()
    _invited, speaker = place.agency()
    send = "post" if page in TURNS else "get"
    seen = {
        "officer": place.officer,
        "manager": staff(Role.MANAGER, place.city),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "representative": speaker,
        "citizen": PersonFactory(),
    }
    told = {
        who: getattr(as_somebody(person), send)(at(page, place.stage.pk)).status_code for who, person in seen.items()
    }
    officer = {"open_declaring": 409, "reopen_declaring": 409}.get(page, 302 if page in TURNS else 200)
    assert told == {
        "officer": officer,
        "manager": 200 if page == "desk_stage" else 403,
        "officer of another city": 404,
        "representative": 403,
        "citizen": 403,
    }


def test_places_of_another_city_are_nobodys():
    place = Neighborhood("draft")
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER))
    assert client.get(at("stage_spaces", place.host.pk)).status_code == 404
    for page in ("make_host", "remove_place"):
        assert client.post(at(page, place.satellite.pk)).status_code == 404
    own = as_somebody(place.officer)
    assert own.post(at("make_host", place.satellite.pk)).status_code == 302
    assert own.post(at("remove_place", place.host.pk)).status_code == 302
    assert [one.is_host for one in place.stage.places.all()] == [True]


def test_an_early_stage_is_entered_with_a_month_and_mended_to_a_year():
    campaign = CampaignFactory()
    area = NeighborhoodFactory(parent=campaign.area)
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER, campaign.area))
    said = {"number": "۱", "area": area.pk, "year": "۱۳۹۶", "month": "10", "venue": VenueFactory(area=area).pk}
    said["campaign"] = campaign.pk
    assert client.post(at("enter_history"), said).status_code == 302
    assert client.post(at("enter_history"), said).status_code == 422
    row = Stage.objects.get()
    assert (row.known, str(row.first_day), row.places.get().is_host) == ("month", "2017-12-22", True)
    assert client.get(at("desk_stage", row.pk)).url == at("change_history", row.pk)
    assert client.post(at("change_history", row.pk), {**said, "month": "", "visitors": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.known, str(row.first_day), row.visitors) == ("year", "2017-03-21", None)


def test_an_early_stage_is_of_the_campaign_that_is_chosen_and_its_days_stay_days():
    first = CampaignFactory()
    second = CampaignFactory(area=first.area)
    area = NeighborhoodFactory(parent=first.area)
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER, first.area))
    days = {"days_from": "۱۳۹۶/۱۰/۲", "days_to": "۱۳۹۶/۱۰/۸"}
    said = {"number": "۱", "area": area.pk, "campaign": second.pk}
    for wrong in ({}, {"days_from": days["days_from"]}):
        assert client.post(at("enter_history"), {**said, **wrong}).status_code == 422
    assert client.post(at("enter_history"), {**said, **days}).status_code == 302
    row = Stage.objects.get()
    shown = client.get(at("change_history", row.pk)).context["form"]
    assert (row.campaign, shown["days"].value()) == (second, (row.first_day, row.last_day))
    client.post(at("change_history", row.pk), {**said, **days, "theme": "آب"})
    row.refresh_from_db()
    assert (row.known, str(row.first_day), str(row.last_day), row.theme) == ("days", "2017-12-23", "2017-12-29", "آب")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(count, django_assert_num_queries):
    campaign = CampaignFactory()
    StageFactory.create_batch(count, campaign=campaign)
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER, campaign.area))
    with django_assert_num_queries(6):
        client.get(at("desk_list"))


def with_seen(client, address):
    """The form as a page shows it."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False, [], "")}


@pytest.mark.parametrize(
    ("page", "mine", "theirs"),
    [
        ("stage_concerns", {"name_1": "طلاق"}, {"name_1": "اعتیاد"}),
        ("stage_supplies", {"name_1": "میز", "count_1": "3"}, {"name_1": "چادر", "count_1": "2"}),
        ("stage_slots", {"minutes_1": "30", "distance_1": "90"}, {"minutes_1": "45", "distance_1": "120"}),
        ("stage_spaces", {"name_1": "حیاط", "capacity_1": "9"}, {"name_1": "شبستان", "capacity_1": "8"}),
        ("change_stage", {"theme": "طلاق"}, {"theme": "اعتیاد"}),
    ],
)
def test_of_two_officers_who_change_a_page_at_once_the_second_compares(page, mine, theirs):
    place = Neighborhood()
    address = at(page, place.host.pk if page == "stage_spaces" else place.stage.pk)
    client, other = as_somebody(place.officer), as_somebody(staff(Role.CAMPAIGN_OFFICER, place.city))
    seen = with_seen(client, address)
    if page == "change_stage":
        seen = {"area": place.stage.area_id, "first_day": typed(place.stage.first_day), "seen": seen["seen"]}
        seen["last_day"] = typed(place.stage.last_day)
    assert other.post(address, seen | theirs).status_code == 302
    refused = client.post(address, seen | mine)
    assert (refused.status_code, "هم‌زمان" in refused.text) == (422, True)
    assert client.post(address, seen | mine | {"seen": refused.context["form"]["seen"].value()}).status_code == 302


def test_a_name_another_wrote_meanwhile_stays_the_row_it_is():
    place = Neighborhood()
    client = as_somebody(place.officer)
    address = at("stage_concerns", place.stage.pk)
    twice = {f"name_{number}": name for number, name in enumerate([place.concern.name, "طلاق"])}
    assert client.post(address, twice).status_code == 302
    place.concern.refresh_from_db()
    assert place.stage.concerns.count() == 2


def test_an_officer_moves_no_stage_to_where_they_are_no_officer():
    place = Neighborhood()
    elsewhere = NeighborhoodFactory(parent=place.city)
    client = as_somebody(staff(Role.CAMPAIGN_OFFICER, place.stage.area))
    said = {"first_day": typed(place.stage.first_day), "last_day": typed(place.stage.last_day)}
    assert client.post(at("change_stage", place.stage.pk), said | {"area": elsewhere.pk}).status_code == 422
    place.stage.refresh_from_db()
    assert place.stage.area != elsewhere


@pytest.mark.parametrize("page", ["make_host", "remove_place"])
def test_a_place_that_was_taken_off_meanwhile_is_said(page):
    place = Neighborhood()
    type(place.host).objects.filter(pk=place.host.pk).delete()
    with pytest.raises(Refusal):
        getattr(actions, page)(by=place.officer, place=place.host)
    with pytest.raises(Refusal):
        actions.set_spaces(by=place.officer, place=place.host, drafts=[])


def test_fewer_than_no_visitors_are_not_expected():
    place = Neighborhood()
    said = {"first_day": typed(place.stage.first_day), "last_day": typed(place.stage.last_day)}
    said |= {"area": place.stage.area_id, "expected_visitors": "-4"}
    assert as_somebody(place.officer).post(at("change_stage", place.stage.pk), said).status_code == 422


def test_a_stage_is_called_off_with_a_reason_and_not_by_one_tap():
    place = Neighborhood()
    client = as_somebody(place.officer)
    assert client.post(at("call_off", place.stage.pk), {"reason": " "}).status_code == 422
    assert client.post(at("call_off", place.stage.pk), {"reason": "سیل"}).status_code == 302
    place.stage.refresh_from_db()
    assert place.stage.state == Stage.State.CALLED_OFF


def test_of_two_who_write_what_is_known_of_an_early_stage_the_second_compares():
    place = Neighborhood()
    row = StageFactory(campaign=place.stage.campaign, is_history=True, state="held", known="year", number=9)
    address = at("change_history", row.pk)
    client, other = as_somebody(place.officer), as_somebody(staff(Role.CAMPAIGN_OFFICER, place.city))
    mark = client.get(address).context["form"]["seen"].value()
    said = {"number": 9, "area": row.area_id, "year": 1396, "month": "", "days_0": "", "days_1": "", "seen": mark}
    assert other.post(address, said | {"theme": "اعتیاد"}).status_code == 302
    refused = client.post(address, said | {"theme": "طلاق"})
    assert (refused.status_code, "هم‌زمان" in refused.text) == (422, True)
    again = said | {"theme": "طلاق", "seen": refused.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    row.refresh_from_db()
    assert row.theme == "طلاق"


def test_a_week_that_becomes_shorter_says_how_many_sessions_wait_again():
    place = Neighborhood("planning")
    place.placed(7)
    client = as_somebody(place.officer)
    address = at("change_stage", place.stage.pk)
    assert "جدولش هم با آن می‌رود" in client.get(address).text
    first = place.stage.first_day
    said = {"area": place.stage.area_id, "first_day": typed(first), "last_day": typed(first + dt.timedelta(days=4))}
    there = client.post(address, said).url
    assert there == at("plan", place.stage.pk)
    assert "۲ نشست دیگر روزی در این هفته ندارند و در انتظار جایند؛ ۵ نشست جا دارد" in client.get(there).text
