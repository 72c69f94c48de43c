import pytest

from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from meydan.people import actions, keys
from meydan.people.models import Person
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db
CARD = "3911369638"


def know(**changes):
    said = {"by": PersonFactory(), "national_id": CARD, "birth_year": 1340}
    return actions.know_by_card(
        **{**said, "neighborhood": changes.pop("neighborhood", None) or NeighborhoodFactory(), **changes}
    )


def test_somebody_without_a_phone_is_known_by_their_card():
    home = NeighborhoodFactory()
    person = know(neighborhood=home)
    assert (person.phone, person.birth_year, person.neighborhood) == (None, 1340, home)
    assert Line.objects.get(verb="people.known_by_card").facts == {}


def test_the_same_card_in_any_digits_is_the_same_person():
    assert know() == know(national_id="۳۹۱-۱۳۶۹۶۳-۸")


def test_what_somebody_said_of_themselves_stays():
    home = NeighborhoodFactory()
    known = PersonFactory(
        national_id_mac=keys.mac("national id", CARD), birth_year=1365, neighborhood=home, name="شیرین"
    )
    know(birth_year=1300)
    known.refresh_from_db()
    assert (known.birth_year, known.neighborhood, known.name) == (1365, home, "شیرین")


def test_what_was_not_said_yet_is_filled_in():
    person, home = PersonFactory(), NeighborhoodFactory()
    actions.fill_in(by=PersonFactory(), person=person, birth_year=1370, neighborhood=home)
    person = Person.objects.get(pk=person.pk)
    assert (person.birth_year, person.neighborhood) == (1370, home)


@pytest.mark.parametrize("wrong", ["", "1111111111", "3911369639", "۱۲۳", "\u200c"])
def test_a_wrong_card_makes_nobody(wrong):
    before = Person.objects.count() + 1  # the one at the counter
    with pytest.raises(Refusal) as refused:
        know(national_id=wrong)
    assert refused.value.field == "national_id"
    assert Person.objects.count() == before


def test_a_closed_account_is_not_opened_at_a_counter():
    PersonFactory(national_id_mac=keys.mac("national id", CARD), is_active=False)
    with pytest.raises(Refusal):
        know()
