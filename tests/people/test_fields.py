import pytest

from meydan.base.forms import Form
from meydan.people.fields import FamilyField
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def form_for(person, data=None):
    form = Form(data)
    form.fields["person"] = FamilyField(person)
    return form


@pytest.fixture
def person():
    return PersonFactory(name="شیرین")


def test_alone_nothing_is_asked(person):
    assert 'type="hidden"' in str(form_for(person)["person"])
    form = form_for(person, {"person": str(person.pk)})
    assert form.is_valid()
    assert form.values["person"] == person


def test_a_family_member_can_be_chosen_and_somebody_elses_cannot(person):
    child = PersonFactory(guardian=person, phone=None, name="پریسا")
    other = PersonFactory(guardian=PersonFactory(), phone=None)
    shown = str(form_for(person)["person"])
    assert "خودم (شیرین)" in shown
    assert "پریسا" in shown
    assert form_for(person, {"person": str(child.pk)}).is_valid()
    for wrong in (other.pk, person.pk + 9999, "", "x", "۱" * 50):
        assert not form_for(person, {"person": str(wrong)}).is_valid()


def test_the_value_is_the_person(person):
    child = PersonFactory(guardian=person, phone=None)
    form = form_for(person, {"person": str(child.pk)})
    form.is_valid()
    assert form.values == {"person": child}
