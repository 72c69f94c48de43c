import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets import actions, rulebook
from meydan.budgets.actions.rounds import FieldDraft
from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES
from meydan.people.models import Organization
from tests.budgets.city import district
from tests.factories.assignments import UnitFactory
from tests.factories.budgets import CreditFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
NEXT_WEEK = timezone.localdate() + dt.timedelta(days=7)


def opened(place, **said):
    return actions.open_round(by=place.officer, area=place.area, title="من شهردارم ۱۴۰۵", ideas_from=NEXT_WEEK, **said)


def test_a_round_begins_as_rounds_usually_are():
    place = district()
    UnitFactory(area=place.area, name="معاونت فنی و عمران")
    row = opened(place)
    assert (row.state, row.number, row.ideas_from) == ("draft", 1, NEXT_WEEK)
    assert [(getattr(row, name) - NEXT_WEEK).days for name in EDGES] == [0, 30, 60, 74, 81, 350]
    fields = dict(row.fields.values_list("name", "unit__name"))
    assert (len(fields), fields["معابر و پیاده‌رو"]) == (8, "معاونت فنی و عمران")
    assert opened(place).number == 2


def test_or_as_an_earlier_one_was_with_its_money_and_rulebook():
    place = district()
    earlier = place.round(carried_out=True, speech="knapsack", most=0, rules={"rule": "greedy"}, min_age=15)
    row = opened(place, like=earlier)
    assert (row.speech, row.most, row.min_age, row.rules) == ("knapsack", 0, 15, {"rule": "greedy"})
    assert dict(row.credits.values_list("area", "amount")) == dict(earlier.credits.values_list("area", "amount"))
    assert [(field.name, field.unit) for field in row.fields.all()] == [("روشنایی", place.unit)]
    assert row.review_from - row.ideas_from == earlier.review_from - earlier.ideas_from


@pytest.mark.parametrize("role", [Role.MANAGER, Role.UNIT_HEAD, Role.MODERATOR])
def test_only_an_officer_of_the_area_opens_a_round(role):
    place = district()
    for somebody in (staff(role, place.area), staff(Role.BUDGET_OFFICER, CityFactory())):
        with pytest.raises(Refusal):
            actions.open_round(by=somebody, area=place.area, title="من شهردارم", ideas_from=NEXT_WEEK)
    assert not Round.objects.exists()


def test_credits_are_given_changed_and_taken_away():
    place = district()
    row = opened(place)
    first, second, third = (home.pk for home in place.homes)
    amounts = {first: 5_000, second: 6_000, place.area.pk: 9_000, third: None}
    assert actions.set_credits(by=place.officer, round=row, amounts=amounts) == 3
    assert actions.set_credits(by=place.officer, round=row, amounts={first: 7_000, second: None}) == 2
    assert dict(row.credits.values_list("area", "amount")) == {first: 7_000, place.area.pk: 9_000}


def test_a_credit_with_ideas_is_not_taken_away_and_no_other_area_has_one():
    place = district()
    row = place.round()
    place.idea(row)
    for amounts in ({place.homes[0].pk: None}, {CityFactory().pk: 5_000}):
        with pytest.raises(Refusal):
            actions.set_credits(by=place.officer, round=row, amounts=amounts)
    assert row.credits.count() == 3


def test_fields_change_places_and_names_without_losing_their_ideas():
    place = district()
    row = place.round()
    light = row.fields.get()
    idea = place.idea(row)
    drafts = [FieldDraft("ورزش", None), FieldDraft("نور و چراغ", place.unit, light.pk)]
    assert actions.set_fields(by=place.officer, round=row, fields=drafts) == 2
    idea.field.refresh_from_db()
    assert [field.name for field in row.fields.all()] == ["ورزش", "نور و چراغ"]
    sport = row.fields.get(name="ورزش")
    swapped = [FieldDraft("ورزش", place.unit, light.pk), FieldDraft("نور و چراغ", None, sport.pk)]
    actions.set_fields(by=place.officer, round=row, fields=swapped)
    assert dict(row.fields.values_list("pk", "name")) == {light.pk: "ورزش", sport.pk: "نور و چراغ"}
    with pytest.raises(Refusal):
        actions.set_fields(by=place.officer, round=row, fields=[FieldDraft("نور و چراغ", None, sport.pk)])


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_field_is_given_only_to_a_unit_that_works_there(elsewhere):
    place = district()
    row = opened(place)
    unit = UnitFactory() if elsewhere else UnitFactory(area=place.area, kind=Organization.Kind.AGENCY)
    with pytest.raises(Refusal):
        actions.set_fields(by=place.officer, round=row, fields=[FieldDraft("ورزش", unit)])


def test_only_what_differs_from_the_usual_rulebook_is_kept():
    place = district()
    row = opened(place)
    said = {"speech": "ranked", "most": 3, "points": 10, "reach": "own", "vote_min_age": 15}
    kept = actions.set_ballot(by=place.officer, round=row, rules_=rulebook.DEFAULTS | {"rule": "phragmen"}, **said)
    assert (kept.rules, kept.speech, kept.most) == ({"rule": "phragmen"}, "ranked", 3)


def test_once_the_list_is_written_money_fields_and_rules_stand():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    actions.open_ballot(by=place.officer, round=row)
    said = {"speech": "ranked", "most": 3, "points": 10, "reach": "own", "vote_min_age": 15}
    for change in (
        lambda: actions.set_credits(by=place.officer, round=row, amounts={place.homes[0].pk: 5_000}),
        lambda: actions.set_fields(by=place.officer, round=row, fields=[]),
        lambda: actions.set_ballot(by=place.officer, round=row, rules_={}, **said),
    ):
        with pytest.raises(Refusal):
            change()


def test_who_may_propose_stands_once_a_round_is_published():
    place = district()
    row = place.round()
    with pytest.raises(Refusal) as refused:
        actions.change_round(by=place.officer, round=row, title="نو", min_age=18)
    assert refused.value.field == "min_age"
    changed = actions.change_round(by=place.officer, round=row, title="نو", about="کوتاه", review_days=10)
    assert (changed.title, changed.review_days) == ("نو", 10)


def test_credits_go_to_places_of_the_area_even_where_it_has_no_neighborhoods():
    place = district(homes=0)
    row = opened(place)
    assert actions.set_credits(by=place.officer, round=row, amounts={place.area.pk: 5_000}) == 1
    assert CreditFactory._meta.model.objects.get().area == place.area
