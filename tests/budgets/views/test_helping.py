import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.ambassadors.models import Ambassador
from meydan.base.roles import Role
from meydan.budgets.models import Idea
from meydan.people.models import Person
from tests.architecture.test_doors import as_somebody
from tests.budgets.proposing import Town
from tests.factories.ambassadors import AmbassadorFactory, CallFactory
from tests.factories.people import PersonFactory, staff
from tests.signin.visiting import PHONE, sent_code

pytestmark = pytest.mark.django_db

LOCAL = "0" + PHONE.removeprefix("+98")


def said(town: Town, **facts):
    words = {"title": "نیمکت برای پارک", "what": "جایی برای نشستن نیست.", "birth_year": "۱۳۳۵", "phone": LOCAL}
    return {**words, "field": town.field.pk, "area": town.area.pk, "neighborhood": town.area.pk, **facts}


def start(town: Town) -> str:
    return reverse("budgets:help_write", args=[town.round.pk])


def test_with_the_code_of_the_other_phone_it_is_that_persons_idea():
    town = Town()
    helper = staff(Role.CENTER_STAFF, town.area)
    client = as_somebody(helper)
    confirm = client.post(start(town), said(town)).url
    assert PHONE[-4:] not in client.get(confirm).content.decode() or "***" in client.get(confirm).content.decode()
    answer = client.post(confirm, {"code": sent_code()})
    idea = Idea.objects.get()
    assert answer.url == reverse("budgets:help_sent", args=[town.round.pk, idea.code])
    assert (idea.author.phone, idea.author.neighborhood, idea.helper) == (PHONE, town.area, helper)
    assert (client.get(answer.url).status_code, client.get(confirm).url) == (200, answer.url)


def test_without_the_right_code_nothing_is_sent_and_the_words_stay():
    town = Town()
    client = as_somebody(staff(Role.CENTER_STAFF, town.area))
    confirm = client.post(start(town), said(town)).url
    assert client.post(confirm, {"code": "000000"}).status_code == 422
    assert Idea.objects.count() == 0
    assert "نیمکت برای پارک" in client.get(start(town)).content.decode()


def test_what_the_person_had_said_of_themselves_is_not_changed():
    town = Town()
    person = PersonFactory(phone=PHONE, birth_year=1340, neighborhood=town.area)
    client = as_somebody(staff(Role.CENTER_STAFF, town.area))
    client.post(client.post(start(town), said(town)).url, {"code": sent_code()})
    person.refresh_from_db()
    assert (person.birth_year, Idea.objects.get().author) == (1340, person)


def test_an_accepted_ambassador_helps_in_any_neighborhood_and_is_credited():
    town = Town()
    town.round.call = CallFactory(door="budgets", activity=town.round.pk, area=town.round.area)
    town.round.save()
    helper = PersonFactory()
    ambassador = AmbassadorFactory(call=town.round.call, person=helper, waiting=True)
    client = as_somebody(helper)
    assert client.get(start(town)).status_code == 404
    decided = {"state": Ambassador.State.ACCEPTED, "decided_at": timezone.now()}
    Ambassador.objects.filter(pk=ambassador.pk).update(**decided)
    client.post(client.post(start(town), said(town)).url, {"code": sent_code()})
    assert (Idea.objects.get().brought_by, Idea.objects.get().helper) == (helper, helper)


@pytest.mark.parametrize("changes", [{"birth_year": "1402"}, {"phone": "123"}, {"title": ""}])
def test_what_cannot_be_is_said_before_a_message_is_sent(changes):
    town = Town()
    answer = as_somebody(staff(Role.CENTER_STAFF, town.area)).post(start(town), said(town, **changes))
    assert (answer.status_code, Person.objects.filter(phone=PHONE).count()) == (422, 0)


def test_one_does_not_help_oneself():
    town = Town()
    helper = staff(Role.CENTER_STAFF, town.area)
    Person.objects.filter(pk=helper.pk).update(phone=PHONE)
    assert as_somebody(helper).post(start(town), said(town)).status_code == 422


def test_whoever_is_no_helper_finds_no_page():
    town = Town()
    for person in (town.citizen, staff(Role.CENTER_STAFF, Town().area)):
        assert as_somebody(person).get(start(town)).status_code == 404
