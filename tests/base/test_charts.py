import re

import pytest
from django.utils import translation

from meydan.base.charts import Bar, Series, bars, columns, lines

VISITS = [Bar("شنبه", 410, "?day=1"), Bar("یکشنبه", 0), Bar("دوشنبه", None), Bar("سه‌شنبه", 820)]


@pytest.fixture(params=["fa", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


def numbers(html, name, tag="rect"):
    return [float(found) for found in re.findall(rf'<{tag} class="c1"[^>]* {name}="([0-9.]+)%?"', html)]


def test_the_longest_bar_fills_the_width_and_grows_from_where_reading_starts(language):
    html = bars(VISITS, "مراجعه", "نفر")
    assert numbers(html, "width") == [50.0, 0.0, 100.0]
    assert numbers(html, "x") == ([50.0, 100.0, 0.0] if language == "fa" else [0.0, 0.0, 0.0])


def test_time_runs_as_reading_does(language):
    places = numbers(columns(VISITS, "مراجعه"), "x")
    assert places == sorted(places, reverse=language == "fa")


def test_columns_are_as_high_as_their_numbers():
    assert numbers(columns(VISITS, "مراجعه"), "height") == [73.8, 0.0, 147.6]


def test_what_was_not_counted_is_a_gap_and_not_zero(language):
    said = "شمرده نشده" if language == "fa" else "not counted"
    for html in (columns(VISITS, "مراجعه"), bars(VISITS, "مراجعه")):
        assert len(re.findall(rf'<td class="num"><span class="quiet">{said}', html)) == 1
    assert columns(VISITS, "مراجعه").count('class="gap"') == 1


def test_a_line_breaks_at_a_gap():
    html = lines([Series("امسال", [Bar("مهر", 1), Bar("آبان", 2), Bar("آذر", None), Bar("دی", 3)])], "مشارکت")
    path = re.search(r'class="line l1" d="([^"]+)"', html)[1]
    assert re.sub(r"[0-9. ]", "", path) == "MLM"
    assert html.count("<circle") == 3


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_figure_opens_its_rows_from_the_drawing_and_from_the_table(draw):
    html = draw(VISITS, "مراجعه")
    assert html.count('<a href="?day=1">') == 2
    assert 'role="group"' in html


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_drawing_without_links_is_one_picture_with_a_name(draw):
    html = draw([Bar("شنبه", 3)], "مراجعه", "نفر")
    assert 'role="img" aria-label="مراجعه (نفر)' in html
    assert "<table" in html


@pytest.mark.parametrize("rows", [[], [Bar("شنبه", None)], [Bar("شنبه", 0)]])
def test_nothing_counted_draws_without_falling_over(rows):
    assert "<figure" in bars(rows, "مراجعه")
    assert "<figure" in columns(rows, "مراجعه")
    assert "<figure" in lines([Series("امسال", rows)], "مراجعه")


def test_no_series_draws_without_falling_over():
    assert "<figure" in lines([], "مراجعه")


def test_names_people_gave_are_escaped():
    row = Bar('<script>alert("x")</script>', 1, '"><script>')
    for html in (bars([row], row.label), columns([row], row.label), lines([Series(row.label, [row])], row.label)):
        assert "<script" not in html


def test_nothing_is_styled_inline():
    for html in (bars(VISITS, "t"), columns(VISITS, "t"), lines([Series("s", VISITS)], "t")):
        assert "style=" not in html


def test_lines_across_stand_at_round_numbers():
    with translation.override("en"):
        html = lines([Series("s", [Bar("a", 6400), Bar("b", 120)])], "t")
    assert re.findall(r"tick-value[^>]*>([^<]+)<", html) == ["0", "2,000", "4,000", "6,000", "8,000"]


def test_long_names_are_shortened_in_the_drawing_and_whole_in_the_table():
    name = "کتابخانهٔ مرکزی و سالن مطالعهٔ شهرداری منطقهٔ دو"
    html = bars([Bar(name, 1)], "t")
    assert re.search(r'class="bar-label"[^>]*>([^<]+)…<', html)
    assert f'<th scope="row">{name}</th>' in html


def test_a_long_label_at_an_edge_stands_within_the_drawing(language):
    points = [Bar(f"month number {number}", number) for number in range(24)]
    drawn = lines([Series("شمار", points)], "ماه‌ها")
    first = drawn[drawn.rindex("<text", 0, drawn.index("month number 0</text>")) :]
    start = {"fa": 'x="100%"', "en": 'x="0"'}[language]
    assert (start in first[:120], 'text-anchor="start"' in first[:120]) == (True, True)


def test_a_gap_may_say_what_it_was_instead():
    drawn = lines([Series("n", [Bar("a", None, gap="not yet"), Bar("b", 3)])], "t")
    assert ("not yet" in drawn, drawn.count('class="dot')) == (True, 1)
