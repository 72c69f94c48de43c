import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.base.refusal import Refusal

KEY = "5f0c7a52-6d0e-4b55-9d6c-1f1e4ad5f0aa"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class ProgramForm(Form):
    title = fields.Text(label="Title", help_text="Short.")
    places = fields.Number(label="Places", required=False)
    rules = fields.Check(label="I agree.")


class ListFilters(Filters):
    q = fields.Text()
    places = fields.Number()
    period = fields.JalaliRange(names=("from", "to"))


def test_each_first_look_has_a_key_of_its_own():
    first, second = ProgramForm(), ProgramForm()
    assert first.client_key != second.client_key
    assert f'name="client_key" value="{first.client_key}"' in str(first)


def test_the_key_stays_while_a_sending_is_mended():
    form = ProgramForm({"client_key": KEY, "title": ""})
    assert form.client_key == uuid.UUID(KEY)
    assert f'value="{KEY}"' in str(form)


@pytest.mark.parametrize("sent", ["", "not-a-uuid", "<script>", "0" * 400, "۱۲۳"])
def test_a_malformed_key_gets_a_fresh_one_and_is_no_error(sent):
    form = ProgramForm({"client_key": sent, "title": "t", "rules": "on"})
    assert form.is_valid()
    assert form.client_key.version == 4
    assert str(form.client_key) in str(form)


def test_a_form_in_a_form_has_the_same_key_field_whatever_its_prefix():
    assert 'name="client_key"' in str(ProgramForm(prefix="second"))


def test_what_goes_to_the_action_holds_no_key():
    form = ProgramForm({"client_key": KEY, "title": " كلاس ۲ ", "rules": "on"})
    assert form.is_valid()
    assert form.values == form.cleaned_data == {"title": "کلاس 2", "places": None, "rules": True}


def test_a_refusal_stands_beside_the_field_it_names():
    form = ProgramForm({"title": "t", "rules": "on"})
    assert form.is_valid()
    with form.refusals():
        raise Refusal("Only 12 places are left.", field="places")
    assert form.errors == {"places": ["Only 12 places are left."]}


@pytest.mark.parametrize("field", [None, "no_such_field"])
def test_a_refusal_of_no_field_stands_above_all(field):
    form = ProgramForm({"title": "t", "rules": "on"})
    assert form.is_valid()
    with form.refusals():
        raise Refusal("Registration is closed.", field=field)
    assert form.non_field_errors() == ["Registration is closed."]
    assert "Registration is closed." in str(form.error_summary())


def test_other_faults_are_not_swallowed():
    form = ProgramForm({"title": "t", "rules": "on"})
    with pytest.raises(ZeroDivisionError), form.refusals():
        raise ZeroDivisionError


def test_a_field_ties_its_label_hint_and_error_together():
    html = ProgramForm({"title": ""})["title"].as_field_group()
    assert '<label for="id_title">Title</label>' in html
    assert 'id="id_title_hint"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_hint id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_each_field_in_the_order_of_the_page():
    form = ProgramForm({"title": "", "places": "many"})
    assert [(mistake.label, mistake.target) for mistake in form.mistakes] == [
        ("Title", "id_title"),
        ("Places", "id_places"),
        ("I agree", "id_rules"),
    ]
    assert 'href="#id_places"' in str(form)
    assert "autofocus" in str(form)


def test_a_form_without_mistakes_has_no_summary():
    assert "error-summary" not in str(ProgramForm())


def test_what_people_type_is_escaped():
    html = str(ProgramForm({"title": '"><script>alert(1)</script>', "places": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html


def test_filters_give_only_what_was_asked_and_is_right():
    asked = ListFilters({"q": " شنا ", "places": "many", "from": "1405/09/01"})
    assert list(asked.values) == ["q", "period"]
    assert ListFilters({}).values == {}
    assert ListFilters({"from": "1405/13/01"}).values == {}


def test_filters_carry_no_key_in_the_address():
    from django.template import engines

    html = (
        engines["django"].from_string('{% include "base/components/filters.html" %}').render({"form": ListFilters({})})
    )
    assert "client_key" not in html


class PhotoForm(Form):
    title = fields.Text(label="Title")
    photo = fields.Photo(label="Photo", required=False)


@pytest.mark.parametrize(("title", "is_lost"), [("", True), ("A title", False)])
def test_a_photo_that_came_with_a_refused_form_is_asked_for_again(title, is_lost):
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    sent = SimpleUploadedFile("a.png", made.getvalue(), "image/png")
    form = PhotoForm({"title": title}, {"photo": sent})
    assert form.is_valid() != is_lost
    if is_lost:
        assert 'id="id_photo_again"' in str(form)
        assert 'aria-describedby="id_photo_again"' in str(form)
