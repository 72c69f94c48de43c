def test_every_component_is_shown_in_both_languages(town, settings):
    assert town.get("/_design/").status_code == 200
    town.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = town.get("/_design/").content.decode()
    for name in (
        "card", "tag", "button", "table cards", "empty", "notice", "steps", "figure", "meter", "toast", "form", "field",
        "hint", "filters", "tabs", "crumbs", "chart", "map", "date-tile", "timeline", "ticket",
    ):  # fmt: skip
        assert f'class="{name}' in html, name


def test_the_form_of_each_field_refuses_and_takes(english):
    assert english.post("/_design/", {"title": ""}).status_code == 422
    right = {
        "title": "خوش‌نویسی", "day": "۱۴۰۵/۹/۱", "places": "۲۰", "phone": "۰۹۱۲۱۲۳۴۵۶۷", "audience": "women", "aim": "health",
        "agreed": "on",
    }  # fmt: skip
    answer = english.post("/_design/", right)
    assert answer.status_code == 200
    assert "Everything was right; nothing was kept." in answer.content.decode()


def test_filters_by_htmx_renew_the_rows_alone(town):
    html = town.get("/_design/?page=2", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert 'id="rows"' in html
