import datetime as dt

import pytest

from meydan.ambassadors import actions, rules
from meydan.ambassadors.models import Ambassador
from meydan.base.refusal import Refusal
from tests.ambassadors.town import Town
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
State = Ambassador.State


def refused(act, **said):
    with pytest.raises(Refusal) as caught:
        act(**said)
    return caught.value.field


def test_a_liaison_applies_and_the_officer_is_woken_once_in_a_while(town, at):
    row = town.applied(neighborhoods=town.homes[:2])
    town.applied(PersonFactory())
    assert (row.state, row.shows_name, sorted(row.neighborhoods.all(), key=str)) == (
        State.APPLIED,
        True,
        sorted(town.homes[:2], key=str),
    )
    assert len(town.told(town.officer)) == 1
    with at(minutes=16):
        town.applied(PersonFactory())
        assert (len(town.told(town.officer)), len(town.told(town.manager))) == (2, 0)


def test_one_applies_once(town):
    row = town.applied()
    refused(town.applied)
    actions.accept(by=town.officer, ambassador=row)
    refused(town.applied)
    assert Ambassador.objects.count() == 1


def test_who_was_declined_mends_it_and_keeps_the_code(town):
    row = town.applied()
    actions.decline(by=town.officer, ambassador=row, reason="شبکه کجاست؟")
    again = town.applied(network_name="نمازگزاران مسجد اوین", neighborhoods=town.homes[1:])
    assert (again.pk, again.code, again.state, again.reason, again.decided_at, again.network_name) == (
        row.pk,
        row.code,
        State.APPLIED,
        "",
        None,
        "نمازگزاران مسجد اوین",
    )
    assert set(again.neighborhoods.all()) == set(town.homes[1:])


def test_who_stepped_back_returns_and_who_was_ended_does_not(town):
    row = town.accepted()
    actions.step_back(by=town.liaison, ambassador=row)
    assert town.applied().state == State.APPLIED
    row = actions.accept(by=town.officer, ambassador=town_row(row))
    actions.end(by=town.officer, ambassador=row, reason="وعده داده بود")
    refused(town.applied)


def town_row(row):
    return Ambassador.objects.get(pk=row.pk)


def test_nobody_applies_for_ever(town):
    row = town.applied()
    for _number in range(rules.MOST_DECISIONS - 1):
        row = actions.decline(by=town.officer, ambassador=row, reason="نه")
        row = town.applied()
    actions.decline(by=town.officer, ambassador=row, reason="نه")
    refused(town.applied)


def test_neighborhoods_are_those_of_the_call(town):
    assert refused(town.applied, neighborhoods=[]) == "neighborhoods"
    assert refused(town.applied, neighborhoods=[NeighborhoodFactory()]) == "neighborhoods"


def test_somebody_without_a_name_gives_one(town):
    nameless = PersonFactory(name="")
    assert refused(town.applied, person=nameless) == "name"
    town.applied(nameless, name="رضا کریمی")
    nameless.refresh_from_db()
    assert nameless.name == "رضا کریمی"


def test_a_closed_or_finished_call_takes_nobody(town, at):
    with at(days=120):
        refused(town.applied)
    actions.close_call(by=None, call=town.call)
    refused(town.applied)


def test_the_name_is_shown_or_not_as_one_says_and_only_oneself(town):
    row = town.accepted()
    actions.show_name(by=town.liaison, ambassador=row, shows_name=False)
    refused(actions.show_name, by=PersonFactory(), ambassador=row, shows_name=True)
    refused(actions.step_back, by=PersonFactory(), ambassador=row)
    row.refresh_from_db()
    assert (row.shows_name, row.state) == (False, State.ACCEPTED)


def test_a_call_opens_once_an_activity_and_leads_only_within_the_house(town):
    said = {"by": None, "door": "budgets", "area": town.region, "title": "دیگر", "ends_on": None}
    refused(actions.open_call, activity=12, url="/help/", **said)
    for url in ("https://example.com/", "//example.com"):
        with pytest.raises(ValueError, match="no page"):
            actions.open_call(activity=13, url=url, **said)
    moved = actions.change_call(by=None, call=town.call, title="شهردار منم ۲", ends_on=dt.date(2027, 1, 1))
    assert (moved.title, moved.ends_on) == ("شهردار منم ۲", dt.date(2027, 1, 1))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_the_same_person_applying_at_once_one_is_taken(transactional_db):
    town = Town()
    found = at_once(6, lambda _n: town.applied(), threads=6)
    assert sorted(type(one).__name__ for one in found) == ["Ambassador"] + ["Refusal"] * 5
    assert Ambassador.objects.get().neighborhoods.count() == 1
