import json

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nowhere/", 404, "This page is not here"),
        ("/denied/", 403, "This door is not open to you"),
        ("/broken/", 500, "Something broke on our side"),
    ],
)
def test_a_page_that_fails_says_so_in_a_sentence(english, path, status, sentence):
    answer = english.get(path)
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_persian_readers_are_told_in_persian(town):
    assert "این صفحه اینجا نیست" in town.get("/nowhere/").content.decode()
    assert "مشکلی در سامانه پیش آمد" in town.get("/broken/").content.decode()


def test_a_form_open_too_long_is_told_and_led_back_to(settings):
    settings.ROOT_URLCONF = "tests.base.town"
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.post("/form/", {"title": "t"}, headers={"Referer": "http://testserver/form/"})
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "The page was open too long" in html
    assert 'href="http://testserver/form/"' in html
    assert "data-hold" in html


@pytest.mark.parametrize("switch", ["language", "theme"])
@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_a_switch_leads_nowhere_else(town, switch, back):
    answer = town.post(f"/{switch}/", {switch: "en", "next": back})
    assert answer["Location"] == "/"


def test_a_switch_keeps_what_was_chosen_and_comes_back(town, settings):
    answer = town.post("/language/", {"language": "en", "next": "/form/?page=2"})
    assert answer["Location"] == "/form/?page=2"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert 'lang="en"' in town.get("/form/").content.decode()
    assert town.post("/theme/", {"theme": "dark"}).cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in town.get("/form/").content.decode()


@pytest.mark.parametrize(("switch", "chosen"), [("language", "de"), ("language", ""), ("theme", '"><script>')])
def test_what_is_not_offered_is_not_kept(town, switch, chosen):
    assert not town.post(f"/{switch}/", {switch: chosen}).cookies


def test_a_switch_is_not_thrown_by_a_link(town):
    assert town.get("/language/").status_code == 405


def test_a_theme_nobody_offered_is_automatic(town):
    town.cookies["theme"] = "pink"
    assert 'data-theme="auto"' in town.get("/form/").content.decode()


def test_the_manifest_names_the_house(town):
    answer = town.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert json.loads(answer.content)["dir"] == "rtl"


def test_robots_stay_out_of_the_desks(town):
    assert "Disallow: /desk/" in town.get("/robots.txt").content.decode()


def test_a_page_without_forms_sets_no_cookie(town):
    assert not town.get("/nowhere/").cookies
