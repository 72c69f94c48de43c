import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.questions.models import Tribune
from tests.factories.people import staff
from tests.factories.places import CityFactory
from tests.factories.questions import EditionFactory, QuestionFactory, TribuneFactory

pytestmark = pytest.mark.django_db
LIST = reverse("questions:tribunes")


@pytest.fixture
def officer():
    return staff(Role.COMMUNICATIONS_OFFICER, CityFactory())


@pytest.fixture
def edition(officer):
    return EditionFactory(series__area=officer.areas_for(Role.COMMUNICATIONS_OFFICER)[0])


def written(edition, *hosts, **changes):
    moments = {
        f"{name}_{part}": value
        for name, clock in (("starts_at", "17:00"), ("ends_at", "21:00"))
        for part, value in (("day", "2"), ("month", "4"), ("year", "1400"), ("clock", clock))
    }
    said = {"area": edition.area.pk, "place": "جلوی بازار", "scenario": "سلام!\n\nبفرمایید.", **moments}
    return said | {"hosts": [host.pk for host in hosts]} | changes


def test_an_officer_plans_a_tribune_and_its_host_finds_it(signed_in, officer, edition):
    host = staff(Role.TRIBUNE_HOST, edition.area)
    answer = signed_in(officer).post(reverse("questions:plan_tribune", args=[edition.pk]), written(edition, host))
    tribune = Tribune.objects.get()
    assert (answer.status_code, tribune.scenario, list(tribune.hosts.all())) == (302, ["سلام!", "بفرمایید."], [host])
    assert reverse("questions:tribune", args=[tribune.pk]) in signed_in(host).get(LIST).text


@pytest.mark.parametrize(
    "change",
    [
        {"place": ""},
        {"ends_at_clock": "16:00"},
        {"starts_at_month": "13"},
        {"scenario": "بله\n" * 13},
        {"scenario": "ب" * 241},
        {"hosts": ["999999"]},
        {"hosts": []},
        {"area": "999999"},
    ],
    ids=str,
)
def test_what_was_typed_wrong_is_said_and_stays(signed_in, officer, edition, change):
    host = staff(Role.TRIBUNE_HOST, edition.area)
    address = reverse("questions:plan_tribune", args=[edition.pk])
    answer = signed_in(officer).post(address, written(edition, host, **change))
    assert (answer.status_code, Tribune.objects.count()) == (422, 0)
    assert "سلام" in answer.text or "scenario" in change


def test_a_tribune_is_changed_and_called_off(signed_in, officer, edition):
    tribune = TribuneFactory(edition=edition)
    host = staff(Role.TRIBUNE_HOST, edition.area)
    client = signed_in(officer)
    change, drop = (reverse(f"questions:{verb}_tribune", args=[tribune.pk]) for verb in ("change", "drop"))
    assert tribune.place in client.get(change).text
    client.post(change, written(edition, host, place="پارک لاله"))
    assert Tribune.objects.get().place == "پارک لاله"
    client.post(drop)
    assert Tribune.objects.count() == 0


def test_a_tribune_elsewhere_is_not_there(signed_in, officer):
    elsewhere = TribuneFactory()
    client = signed_in(officer)
    for name in ("change_tribune", "drop_tribune"):
        assert client.get(reverse(f"questions:{name}", args=[elsewhere.pk])).status_code == 404
    assert client.get(reverse("questions:plan_tribune", args=[elsewhere.edition.pk])).status_code == 404
    assert elsewhere.place not in client.get(LIST).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(signed_in, officer, edition, count, django_assert_num_queries):
    for _number in range(count):
        tribune = TribuneFactory(edition=edition)
        tribune.hosts.add(officer)
        QuestionFactory(edition=edition, channel="tribune", tribune=tribune)
    client = signed_in(officer)
    client.get(LIST)
    with django_assert_num_queries(9):
        answer = client.get(LIST)
    assert answer.text.count("/change/") == count
