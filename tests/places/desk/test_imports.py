import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meydan.base.roles import Role
from meydan.places import forms
from meydan.places.models import Area, Import
from tests.factories.people import staff
from tests.factories.places import ImportFactory

pytestmark = pytest.mark.django_db
DOOR = "/desk/places/imports/"
ROWS = "\ufeffنوع;نام;کد بالادست\nمحله;سرخه‌حصار;۲۳۱۶۰۱۲۱۱۶\nمحله;شهرک شهدا;2316012116\nقلعه;بم;\n"


def sent(text, kind="areas", name="areas.csv"):
    body = text if isinstance(text, bytes) else text.encode()
    return {"kind": kind, "file": SimpleUploadedFile(name, body)}


def test_looked_at_first_then_written(desk, qods):
    answer = desk.post(DOOR, sent(ROWS))
    row = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("places:desk_import", args=[row.pk]))
    page = desk.get(answer["Location"])
    assert [word in page.text for word in ("سرخه‌حصار", "شهرک شهدا", "نوع «قلعه» شناخته نیست.")] == [True] * 3
    assert Area.objects.filter(kind="neighborhood").count() == 0
    key = uuid.uuid4()
    for _twice in range(2):
        assert desk.post(answer["Location"], {"client_key": key}).status_code == 302
    assert Area.objects.filter(kind="neighborhood").count() == 2
    assert "این فایل چه کرد" in desk.get(answer["Location"]).text
    assert "وارد شد" in desk.get(DOOR).text


def test_borders(desk, qods):
    ring = [[51.1, 35.7], [51.2, 35.7], [51.2, 35.8], [51.1, 35.7]]
    feature = {"type": "Feature", "properties": {"name": "قدس"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    page = desk.post(DOOR, sent(text, "borders", "b.geojson"), follow=True)
    assert "قدس" in page.text
    desk.post(page.redirect_chain[0][0], {"client_key": "x"})
    qods.refresh_from_db()
    assert qods.border["type"] == "Polygon"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("", "areas", "a.csv"),
        ("x", "areas", "a.csv"),
        (b"\xff\xfe", "areas", "a.csv"),
        (b"\x00", "areas", "a.csv"),
        (ROWS, "borders", "a.csv"),
        (ROWS, "areas", "a.xlsx"),
        (ROWS, "castles", "a.csv"),
        ("{}", "borders", "a.geojson"),
        ('{"type": "FeatureCollection", "features": []}', "areas", "a.geojson"),
    ],
)
def test_what_is_no_such_file_is_told(desk, text, kind, name):
    answer = desk.post(DOOR, sent(text, kind, name))
    assert (answer.status_code, "error-summary" in answer.text, Import.objects.count()) == (422, True, 0)


def test_too_many_rows_are_sent_to_the_command(desk, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ROWS", 3)
    page = desk.post(DOOR, sent(ROWS))
    assert (page.status_code, "meydan import-areas" in page.text, Import.objects.count()) == (422, True, 0)


def test_too_large_a_file_is_sent_to_the_command(desk):
    page = desk.post(DOOR, sent("kind,name\n" + "x" * (forms.MOST_MEGABYTES << 20)))
    assert (page.status_code, "meydan import-areas" in page.text, Import.objects.count()) == (422, True, 0)


def test_nobody_sees_what_another_brought(desk):
    row = ImportFactory()
    place = reverse("places:desk_import", args=[row.pk])
    assert (desk.get(place).status_code, desk.post(place).status_code) == (404, 404)


def test_only_administrators_bring_files(sign_in, qods):
    assert sign_in(staff(Role.MANAGER, qods)).get(DOOR).status_code == 403
