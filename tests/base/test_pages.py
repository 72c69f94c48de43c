import datetime as dt
import json

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from meydan.base.pages import attachment, came_from, page, paged, toast
from tests.base.town import ListFilters, TitleForm


@pytest.fixture
def asked(rf: RequestFactory):
    def ask(path="/", method="get", data=None, **headers):
        request = getattr(rf, method)(path, data or {}, headers=headers)
        request.htmx = HtmxDetails(request)
        request._messages = CookieStorage(request)
        return request

    return ask


@pytest.mark.parametrize(
    ("method", "data", "status"), [("get", {}, 200), ("post", {"title": ""}, 422), ("post", {"title": "یک"}, 200)]
)
def test_a_form_sent_with_mistakes_answers_422(asked, method, data, status):
    request = asked("/", method, data)
    form = TitleForm(request.POST or None) if method == "get" else TitleForm(request.POST)
    assert page(request, "base/form.html", {"form": form, "title": "t"}).status_code == status


def test_forms_in_lists_count_too_and_a_status_given_wins(asked):
    request = asked("/", "post", {"title": ""})
    context = {"forms": [TitleForm(), TitleForm(request.POST)], "form": TitleForm(), "title": "t"}
    assert page(request, "base/form.html", context).status_code == 422
    assert page(request, "base/form.html", context, status=409).status_code == 409


def test_a_filter_with_a_mistake_in_the_address_is_no_422(asked):
    assert (
        page(asked("/?title="), "base/form.html", {"form": TitleForm({"title": ""}), "title": "t"}).status_code == 200
    )


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_htmx_gets_the_named_part_only(asked, headers, whole):
    request = asked("/_design/", **headers)
    context = {"rows": paged(request, range(30)), "today": dt.date(2026, 11, 22), "filters": ListFilters({})}
    for answer in (
        page(request, "base/design.html", context, partial="rows"),
        page(request, "base/design.html", {**context, "partial": "rows"}),
    ):
        html = answer.content.decode()
        assert 'id="rows"' in html
        assert ("<html" in html) is whole
    assert "<html" in page(request, "base/design.html", context).content.decode()


def test_toasts_travel_with_a_part(asked):
    request = asked("/", **{"HX-Request": "true"})
    toast(request, "ثبت شد.", "danger")
    answer = page(request, "base/design.html", {"rows": paged(request, [])}, partial="rows")
    assert json.loads(answer["HX-Trigger"]) == {"toasts": {"toasts": [{"text": "ثبت شد.", "level": "danger"}]}}
    assert answer["HX-Trigger"].isascii()


@pytest.mark.parametrize(
    ("asked_for", "number"),
    [
        ("", 1),
        ("2", 2),
        ("۳", 3),
        ("٢", 2),
        ("0", 1),
        ("-4", 1),
        ("99", 3),
        ("abc", 1),
        ("2.5", 1),
        ("9" * 50, 1),
        ("²", 1),
    ],
)
def test_a_page_number_that_is_none_gives_the_nearest(asked, asked_for, number):
    assert paged(asked(f"/?page={asked_for}"), range(55)).number == number


def test_a_page_of_nothing_is_a_page():
    request = RequestFactory().get("/")
    assert list(paged(request, [])) == []
    assert len(paged(request, range(55))) == 25


@pytest.mark.parametrize(
    ("filename", "plain", "full"),
    [
        (
            "گزارش پاییز ۱۴۰۵.csv",
            "1405.csv",
            "%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4%20%D9%BE%D8%A7%DB%8C%DB%8C%D8%B2%20%DB%B1%DB%B4%DB%B0%DB%B5.csv",
        ),
        ("گزارش.csv", "meydan.csv", "%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4.csv"),
        ("report.csv", "report.csv", "report.csv"),
        ('../../etc/"pass\r\nwd".csv', "etc-pass-wd-.csv", "etc-pass-wd-.csv"),
        ("", "file", "file"),
    ],
)
def test_a_file_keeps_its_persian_name(filename, plain, full):
    answer = attachment(filename, "text/csv", b"x")
    assert answer["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    assert answer["Cache-Control"] == "private, no-store"
    assert isinstance(answer, HttpResponse)


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/programs/12/", "http://testserver/programs/12/"),
        ("https://evil.example/", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_a_page_of_this_site_is_come_back_to(asked, referer, back):
    assert came_from(asked("/", Referer=referer)) == back
