import pytest
from django.test import Client

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.engines import identity
from meydan.journal.models import Line
from meydan.people import actions, keys
from meydan.people.models import Consent, Person
from tests.factories.people import ConsentFactory, PersonFactory, RepresentativeFactory, staff
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = PersonFactory(
        name="شیرین کریمی",
        birth_year=1365,
        sex="woman",
        neighborhood=NeighborhoodFactory(),
        interests=["sports"],
        national_id_mac=keys.mac("national id", "3911369638"),
    )
    PersonFactory(guardian=person, phone=None, name="پریسا")
    ConsentFactory(person=person)
    RepresentativeFactory(person=person, title="دبیر")
    return person


def test_nothing_that_tells_who_somebody_was_is_left(person):
    phone, name = person.phone, person.name
    actions.erase(by=person, person=person)
    rows = list(Person.objects.exclude(pk__in=Person.objects.filter(erased_at=None)))
    assert [
        (
            row.phone,
            row.name,
            row.birth_year,
            row.sex,
            row.neighborhood_id,
            row.interests,
            row.national_id_mac,
            row.guardian_id,
        )
        for row in rows
    ] == [(None, "", None, "", None, [], None, None)] * 2
    assert Consent.objects.count() == 0
    assert [(one.title, one.ended_at is None) for one in person.represents.all()] == [("", False)]
    told = " ".join(f"{line.subject_id} {line.facts}" for line in Line.objects.filter(verb__startswith="people."))
    assert all(word not in told for word in (phone, identity.mask_mobile(phone), name, "شیرین"))
    assert Line.objects.filter(verb="people.erased", actor=person.key).count() == 1


def test_every_session_ends(person):
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(person)
        assert client.get("/me/").status_code == 200
    actions.erase(by=person, person=person)
    assert [client.get("/me/").status_code for client in clients] == [302, 302]


def test_the_number_is_free_for_somebody_new(person):
    phone = person.phone
    actions.erase(by=person, person=person)
    newcomer = actions.arrive(by=None, phone=phone)
    assert (newcomer.pk == person.pk, newcomer.name) == (False, "")


def test_nobody_erases_somebody_else(person):
    with pytest.raises(Refusal):
        actions.erase(by=PersonFactory(), person=person)


def test_whoever_holds_a_role_hands_it_over_first():
    officer = staff(Role.PROGRAM_OFFICER)
    with pytest.raises(Refusal):
        actions.erase(by=officer, person=officer)
    assert Person.objects.get(pk=officer.pk).erased_at is None


def test_ending_sessions_leaves_the_account_open(person):
    client = Client()
    client.force_login(person)
    actions.end_sessions(by=None, person=person)
    assert client.get("/me/").status_code == 302
    client.force_login(Person.objects.get(pk=person.pk))
    assert client.get("/me/").status_code == 200
