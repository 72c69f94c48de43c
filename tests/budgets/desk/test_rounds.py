import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.base.roles import Role
from meydan.budgets.models import Round
from meydan.engines import jalali
from tests.architecture.test_doors import as_somebody
from tests.budgets.city import district
from tests.factories.assignments import UnitFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
PAGES = [
    "desk_round",
    "change_round",
    "credits",
    "fields",
    "ballot",
    "stages",
    "cancel_round",
    "open_ballot",
    "coverage",
]


def day(count):
    return jalali.format_day(timezone.localdate() + dt.timedelta(days=count), style="iso").replace("-", "/")


def at(page, row):
    return reverse(f"budgets:{page}", args=[row.pk])


def test_from_an_empty_desk_to_a_published_round_by_the_pages():
    place = district()
    for name in (
        "معاونت فنی و عمران",
        "سازمان فضای سبز",
        "سازمان فرهنگی، اجتماعی و ورزشی",
        "معاونت ترافیک",
        "خدمات شهری",
    ):
        UnitFactory(area=place.area, name=name)
    client = as_somebody(place.officer)
    opened = client.post(
        reverse("budgets:open_round"),
        {"area": place.area.pk, "title": "من شهردارم ۱۴۰۵", "like": "", "ideas_from": day(3)},
    )
    row = Round.objects.get()
    assert opened.url == at("desk_round", row)
    assert client.post(at("publish_round", row)).status_code == 409
    facts = {
        "title": row.title,
        "about": "پول محله با ما",
        "proposers": "residents",
        "min_age": "۱۲",
        "review_days": "۱۵",
    }
    assert client.post(at("change_round", row), facts).status_code == 302
    assert client.post(at("credits", row), {"same": "۲,۵۰۰,۰۰۰,۰۰۰", "wide": "۱۲۰۰۰۰۰۰۰۰"}).status_code == 302
    assert dict(row.credits.values_list("area", "amount")) == {
        **{home.pk: 25_000_000_000 for home in place.homes}, place.area.pk: 12_000_000_000,
    }  # fmt: skip
    assert client.post(at("publish_round", row)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.call.is_open) == ("published", True)


def test_each_neighborhood_can_have_its_own_credit():
    place = district()
    row = place.round(draft=True)
    first, second, third = place.homes
    data = {f"credit_{first.pk}": "۱۰۰", f"credit_{second.pk}": "", f"credit_{third.pk}": "سیصد"}
    client = as_somebody(place.officer)
    assert client.post(at("credits", row), data).status_code == 422
    assert client.post(at("credits", row), data | {f"credit_{third.pk}": "۳۰۰"}).status_code == 302
    assert dict(row.credits.values_list("area", "amount")) == {first.pk: 1000, third.pk: 3000}


def test_fields_are_renamed_added_and_left_out():
    place = district()
    row = place.round(draft=True)
    held = row.fields.get()
    data = {"pk_0": held.pk, "name_0": "نور", "unit_0": place.unit.pk, "name_1": "ورزش", "unit_1": ""}
    client = as_somebody(place.officer)
    assert client.post(at("fields", row), data).status_code == 302
    assert list(row.fields.values_list("name", "unit")) == [("نور", place.unit.pk), ("ورزش", None)]
    assert client.post(at("fields", row), data | {"name_1": "نور"}).status_code == 422


def test_the_rulebook_is_chosen_in_words_and_its_hash_changes():
    place = district()
    row = place.round(draft=True)
    client = as_somebody(place.officer)
    page = client.get(at("ballot", row))
    data = {name: value for name, value in page.context["form"].initial.items() if value is not False}
    data |= {"step": "۱۰۰۰", "rule": "greedy"}
    assert client.post(at("ballot", row), data).status_code == 302
    assert client.get(at("ballot", row)).context["sha256"] != page.context["sha256"]
    assert client.post(at("ballot", row), data | {"most": "۰"}).status_code == 422


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_round_are_for_its_officers(page):
    place = district()
    row = place.round()
    assert as_somebody(place.officer).get(at(page, row)).status_code == 200
    assert as_somebody(staff(Role.BUDGET_OFFICER, CityFactory())).get(at(page, row)).status_code == 404
    reads = as_somebody(staff(Role.MANAGER, place.area)).get(at(page, row)).status_code
    assert reads == (200 if page in {"desk_round", "coverage"} else 403)
    assert as_somebody(PersonFactory()).get(at(page, row)).status_code in {302, 403}


@pytest.mark.parametrize("trait", ["draft", "soon", "in_review", "in_ballot", "in_count", "carried_out", "over"])
def test_the_desk_page_shows_every_stage(trait):
    place = district()
    row = place.round(**{trait: True})
    place.idea(row)
    page = as_somebody(place.officer).get(at("desk_round", row))
    assert (page.status_code, bool(page.context["points"])) == (200, trait == "draft")
    assert bool(page.context["opening"]) == (trait in {"in_review", "in_ballot", "in_count", "carried_out", "over"})
