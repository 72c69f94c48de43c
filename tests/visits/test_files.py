import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meydan.visits.models import CounterFile, VisitCount
from tests.factories.visits import CounterFileFactory, VisitCountFactory
from tests.visits.conftest import TODAY

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
TEXT = "تاریخ;ساعت;ورودی;خروجی\n۱۴۰۵/۰۸/۳۰;08;۱۲;1\n۱۴۰۵/۰۸/۳۰;09;۸;2\n۱۴۰۵/۰۸/۲۹;08;۵;3\nدیروز;08;5;4\n"


def upload(phone, venue, text=TEXT):
    file = SimpleUploadedFile("door.csv", text.encode("utf-8-sig"), "text/csv")
    return phone.post(reverse("visits:files"), {"venue": venue.pk, "kind": "cultural", "file": file})


def test_a_file_is_looked_at_then_brought_in(phone, venue):
    answer = upload(phone, venue)
    file = CounterFile.objects.get()
    assert answer["Location"] == reverse("visits:file", args=[file.pk])
    plan = phone.get(answer["Location"]).context["plan"]
    assert ([line.read for line in plan.added], [bad.number for bad in plan.bad]) == ([5, 20], [5])
    phone.post(answer["Location"], {})
    assert sorted(VisitCount.objects.values_list("count", flat=True)) == [5, 20]
    assert phone.get(answer["Location"]).status_code == 200


def test_a_wrong_guess_is_put_right(phone, venue):
    upload(phone, venue)
    file = CounterFile.objects.get()
    page = reverse("visits:file", args=[file.pk])
    phone.post(page, {"columns": "1", "day_column": "0", "count_column": "3"})
    assert [line.read for line in phone.get(page).context["plan"].added] == [3, 3]
    assert phone.post(page, {"columns": "1", "day_column": "0", "count_column": "9"}).status_code == 422


def test_a_day_somebody_counted_otherwise_is_asked_about_and_chosen(phone, venue):
    VisitCountFactory(venue=venue, day=TODAY - ONE, count=21)
    upload(phone, venue)
    page = reverse("visits:file", args=[CounterFile.objects.get().pk])
    day = (TODAY - ONE).isoformat()
    assert f'value="{day}"' in phone.get(page).content.decode()
    phone.post(page, {"taken": [day]})
    assert VisitCount.objects.get(day=TODAY - ONE).count == 20


@pytest.mark.parametrize("text", ["no table", "", "day;in\n" + "1399/01/15;1\n" * 60_001])
def test_what_cannot_be_read_is_refused_with_a_sentence(phone, venue, text):
    answer = upload(phone, venue, text)
    assert (answer.status_code, bool(answer.context["form"].errors), CounterFile.objects.count()) == (422, True, 0)


def test_a_file_too_large_is_refused_with_a_sentence(phone, venue):
    answer = upload(phone, venue, "day;in\n" + "x" * (2 * 1024 * 1024))
    assert (answer.status_code, "۲ مگابایت" in answer.content.decode()) == (422, True)


def test_only_whoever_brought_a_file_sees_it(phone, counter, venue):
    mine, another = CounterFileFactory(venue=venue, brought_by=counter), CounterFileFactory(venue=venue)
    shown = [phone.get(reverse("visits:file", args=[file.pk])).status_code for file in (mine, another)]
    assert shown == [200, 404]


def test_a_file_being_written_says_how_far_it_is(phone, counter, venue):
    file = CounterFileFactory(venue=venue, brought_by=counter, state="writing", days=450, done=200)
    answer = phone.get(reverse("visits:file", args=[file.pk]))
    assert "۲۰۰ روز از ۴۵۰ روز" in answer.content.decode()
