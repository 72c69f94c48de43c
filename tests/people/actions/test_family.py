import pytest

from meydan.base.refusal import Refusal
from meydan.people import actions
from meydan.people.actions.family import LARGEST_FAMILY
from meydan.people.models import Person
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory
from tests.together import at_once


def add(by, name="پریسا"):
    return actions.add_family_member(by=by, name=name, birth_year=1395, sex="woman")


@pytest.mark.django_db
class TestFamily:
    def test_a_member_lives_where_the_guardian_lives_and_has_no_phone(self):
        guardian = PersonFactory(neighborhood=NeighborhoodFactory())
        member = add(guardian)
        assert (member.guardian, member.phone, member.neighborhood) == (guardian, None, guardian.neighborhood)

    def test_only_the_guardian_edits_and_removes(self):
        member, stranger = add(PersonFactory()), PersonFactory()
        with pytest.raises(Refusal):
            actions.edit_family_member(by=stranger, member=member, name="x", birth_year=None, sex="")
        with pytest.raises(Refusal):
            actions.remove_family_member(by=stranger, member=member)

    def test_nobody_removes_themselves_as_family(self):
        person = PersonFactory()
        with pytest.raises(Refusal):
            actions.remove_family_member(by=person, member=person)

    def test_a_removed_member_is_an_empty_row(self):
        guardian = PersonFactory()
        member = add(guardian)
        actions.remove_family_member(by=guardian, member=member)
        row = Person.objects.get(pk=member.pk)
        assert (row.name, row.birth_year, row.sex, row.guardian, row.is_active) == ("", None, "", None, False)
        assert row.erased_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_family_has_at_most_twelve_members_however_many_forms_are_sent_at_once():
    guardian = PersonFactory()
    made = at_once(20, lambda _n: add(Person.objects.get(pk=guardian.pk)))
    assert sum(isinstance(one, Person) for one in made) == LARGEST_FAMILY
    assert sum(isinstance(one, Refusal) for one in made) == 8
    assert guardian.family.count() == LARGEST_FAMILY
