import pytest

from meydan.base.refusal import Refusal
from meydan.journal.models import Line
from meydan.people import actions, keys
from meydan.people.models import Consent, Person
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db
NATIONAL_ID = "3911369638"


def update(by, person=None, **changes):
    said = {
        "name": "شیرین",
        "birth_year": 1365,
        "sex": "woman",
        "neighborhood": None,
        "interests": [],
        "language": "fa",
    }
    return actions.update_profile(by=by, person=person or by, **{**said, **changes})


class TestProfile:
    def test_what_was_said_is_kept_and_the_journal_knows_none_of_it(self):
        person, home = PersonFactory(), NeighborhoodFactory()
        update(person, neighborhood=home, interests=["sports", "social"])
        person = Person.objects.get(pk=person.pk)
        assert (person.name, person.birth_year, person.sex, person.neighborhood, person.interests) == (
            "شیرین",
            1365,
            "woman",
            home,
            ["sports", "social"],
        )
        line = Line.objects.get()
        assert (line.verb, line.actor, line.facts) == ("people.profile_updated", person.key, {})

    def test_of_a_family_member_too_but_of_nobody_else(self):
        person = PersonFactory()
        child = PersonFactory(guardian=person, phone=None)
        assert update(person, child).name == "شیرین"
        with pytest.raises(Refusal):
            update(person, PersonFactory())
        with pytest.raises(Refusal):
            update(child, person)

    @pytest.mark.parametrize("year", [1986, 1280, 1500, 0, -1])
    def test_a_year_nobody_alive_was_born_in_is_refused(self, year):
        with pytest.raises(Refusal) as refused:
            update(PersonFactory(), birth_year=year)
        assert refused.value.field == "birth_year"


class TestNationalId:
    def set(self, person, national_id=NATIONAL_ID):
        return actions.set_national_id(by=person, person=person, national_id=national_id)

    def test_only_a_mac_is_kept(self):
        person = self.set(PersonFactory())
        kept = bytes(Person.objects.get(pk=person.pk).national_id_mac)
        assert kept == keys.mac("national id", NATIONAL_ID)
        assert NATIONAL_ID.encode() not in kept
        assert "3911" not in str(Line.objects.get().facts)

    def test_under_another_key_it_is_another_mac(self, settings):
        before = keys.mac("national id", NATIONAL_ID)
        settings.IDENTITY_KEY = "another"
        assert keys.mac("national id", NATIONAL_ID) != before

    @pytest.mark.parametrize("national_id", ["2432659195", "1111111111", "39113696", "abc"])
    def test_a_wrong_one_is_refused(self, national_id):
        with pytest.raises(Refusal):
            self.set(PersonFactory(), national_id)

    def test_one_number_belongs_to_one_person(self):
        self.set(PersonFactory())
        other = PersonFactory()
        with pytest.raises(Refusal) as refused:
            self.set(other)
        assert refused.value.field == "national_id"
        assert Person.objects.get(pk=other.pk).national_id_mac is None

    def test_giving_it_again_changes_nothing_and_it_can_be_taken_away(self):
        person = PersonFactory()
        self.set(person)
        self.set(person)
        self.set(person, "")
        assert Person.objects.get(pk=person.pk).national_id_mac is None
        self.set(PersonFactory())


class TestConsents:
    def record(self, person, given):
        return actions.record_consent(by=person, person=person, purpose="news", given=given)

    def test_each_change_of_mind_is_a_row_and_the_same_answer_is_none(self):
        person = PersonFactory()
        for given in (True, True, False, True):
            self.record(person, given)
        assert list(Consent.objects.order_by("pk").values_list("given", flat=True)) == [True, False, True]

    def test_under_new_words_the_question_is_answered_anew(self, monkeypatch):
        person = PersonFactory()
        self.record(person, True)
        monkeypatch.setattr(Consent, "WORDING", "1406-01")
        self.record(person, True)
        assert list(Consent.objects.order_by("pk").values_list("wording", flat=True)) == ["1405-09", "1406-01"]


def test_arriving_makes_one_person_of_one_number():
    first = actions.arrive(by=None, phone="+989700000001")
    again = actions.arrive(by=None, phone="+989700000001", name="شیرین")
    third = actions.arrive(by=None, phone="+989700000001", name="فرهاد")
    assert first == again == third
    assert Person.objects.get().name == "شیرین"
    assert Line.objects.count() == 1
