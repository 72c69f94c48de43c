import datetime as dt

import pytest
from django.template import engines
from django.utils import translation

from tests.base.town import TitleForm


def rendered(source, language="fa", request=None, **context):
    with translation.override(language):
        return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("source", "value", "persian", "english"),
    [
        ("{{ x|number }}", 12800, "۱۲٬۸۰۰", "12,800"),
        ("{{ x|number:1 }}", 2.25, "۲٫۳", "2.3"),
        ("{{ x|digits }}", "پلاک 12", "پلاک ۱۲", "پلاک 12"),
        ("{{ x|percent }}", 0.5, "۵۰٪", "50%"),
        ("{{ x|money }}", 2_500_000, "۲۵۰٬۰۰۰ تومان", "250,000 Toman"),
        ("{{ x|jalali }}", dt.date(2026, 11, 22), "۱ آذر ۱۴۰۵", "1 Azar 1405"),
        ('{{ x|jalali:"short" }}', dt.date(2026, 11, 22), "۱۴۰۵/۰۹/۰۱", "1405/09/01"),
        ('{{ x|jalali:"iso" }}', dt.date(2026, 11, 22), "1405-09-01", "1405-09-01"),
        ("{{ x|clock }}", dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC), "۱۷:۳۰", "17:30"),
        (
            "{{ x|moment }}",
            dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC),
            "۱ آذر ۱۴۰۵، ساعت ۱۷:۳۰",
            "1 Azar 1405, 17:30",
        ),
        ("{{ x|dialed }}", "+989121234567", "۰۹۱۲۱۲۳۴۵۶۷", "09121234567"),
        ("{{ x|bdi }}", "<b>", "<bdi>&lt;b&gt;</bdi>", "<bdi>&lt;b&gt;</bdi>"),
    ],
)
def test_filters_write_as_the_reader_does(source, value, persian, english):
    assert rendered(source, "fa", x=value) == persian
    assert rendered(source, "en", x=value) == english


FILTERS = ["number", "digits", "percent", "money", "jalali", "clock", "moment", "masked", "dialed"]


@pytest.mark.parametrize("name", FILTERS)
def test_nothing_is_shown_of_nothing(name):
    assert rendered(f"{{{{ x|{name} }}}}", x=None) == ""


def test_a_tile_shows_the_day_of_the_city_and_not_of_greenwich():
    html = rendered("{% date_tile x %}", x=dt.datetime(2026, 11, 22, 22, 15, tzinfo=dt.UTC))
    assert 'datetime="2026-11-23"' in html
    assert '<span class="weekday">دوشنبه</span><span class="day">۲</span><span class="month">آذر</span>' in html


@pytest.mark.parametrize(
    ("taken", "left", "few"),
    [
        (13, "7 of 20 places left", False),
        (19, "1 of 20 place left", True),
        (20, "All places are taken", True),
        (25, "All places are taken", True),
    ],
)
def test_the_meter_says_what_is_left(taken, left, few):
    html = rendered("{% meter taken 20 %}", "en", taken=taken)
    assert left in html
    assert ("meter few" in html) is few


def test_a_query_keeps_the_rest_of_the_address(rf):
    request = rf.get("/", {"q": "شنا", "page": "2", "aim": ["a", "b"]})
    shown = rendered("{% query_with page=3 %}", request=request)
    assert shown == "?q=%D8%B4%D9%86%D8%A7&amp;aim=a&amp;aim=b&amp;page=3"
    assert rendered("{% query_with page=None aim='' %}", request=request) == "?q=%D8%B4%D9%86%D8%A7"


def test_a_form_laid_out_by_hand_carries_its_key():
    form = TitleForm()
    assert (
        rendered("{% form_key form %}", form=form)
        == f'<input type="hidden" name="client_key" value="{form.client_key}">'
    )


def test_an_icon_is_an_ornament_unless_it_is_named():
    assert 'aria-hidden="true"' in rendered('{% icon "calendar" %}')
    assert 'role="img" aria-label="تقویم &lt;"' in rendered('{% icon "calendar" name %}', name="تقویم <")
    assert 'class="icon flip"' in rendered('{% icon "arrow-next" %}')
