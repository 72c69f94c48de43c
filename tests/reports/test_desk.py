import csv
import datetime as dt
import io
import re
from html import unescape

import pytest
import time_machine
from openpyxl import load_workbook

from meydan.base.roles import Role
from meydan.engines import jalali, persian
from meydan.participation.actions import draw_up_all, record_many
from meydan.places.models import Area
from tests.factories.participation import ParticipationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.reports.conftest import DAYS, at_the_door, came, chance_city, sign_in

pytestmark = pytest.mark.django_db
URL = "/desk/reports/"
QUARTER = {"from": "1405-07-01", "to": "1405-09-30"}


@pytest.fixture(autouse=True)
def winter():
    """The quarter of the chance city is over."""
    with time_machine.travel(dt.datetime(2027, 1, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


def number(shown):
    return int(persian.fold_digits(shown).replace("٬", ""))


def links_to_rows(body):
    """(address, number on it) of every number of a page that has its rows behind it."""
    for tag, inside in re.findall(r'<a [^>]*href="(/desk/reports/rows/\?[^"]+)"[^>]*>(.*?)</a>', body, re.DOTALL):
        figure = re.search(r'figure-number">([^<]+)<', inside) or re.search(r"<title>[^<]*: ([^<:]+)</title>", inside)
        yield unescape(tag), number(figure[1] if figure else inside)


def pages_of(client, url):
    """The rows of all pages behind a number, and the sum told above them."""
    rows, place = [], 1
    while True:
        body = client.get(f"{url}&page={place}").content.decode()
        total = number(re.search(r'figure-number">([^<]+)<', body)[1])
        rows += (
            re.findall(r"<tr>(?!<th scope=\"col\")(.*?)</tr>", body.split("<tbody>")[1], re.DOTALL)
            if "<tbody>" in body
            else []
        )
        if 'rel="next"' not in body:
            return total, rows
        place += 1


def worth(url, rows):
    """What the rows shown sum to, counted from the page alone."""
    if re.search("of=(programs|sessions|venues)", url):
        return len(rows)
    if "of=persons" in url:
        return len({re.search(r"[۰-۹٬]+", row)[0] for row in rows})
    return sum(number(re.findall(r'<td class="num"[^>]*>([^<]+)</td>', row)[-1]) for row in rows)


def test_every_number_of_the_report_opens_rows_that_sum_to_it(client, manager, city):
    chance_city(city, sessions=24, people=8)
    body = client.get(URL, QUARTER).content.decode()
    links = list(links_to_rows(body))
    assert len(links) > 60
    assert {re.search(r"of=(\w+)", url)[1] for url, _told in links} == {
        "programs", "sessions", "venues", "visits", "persons", "women", "men", "unnoted", "at_venues", "views",
    }  # fmt: skip
    for url, told in dict(links).items():
        total, rows = pages_of(client, url)
        assert (total, worth(url, rows)) == (told, told), url


def test_rows_show_one_person_and_no_name(client, manager, city):
    chance_city(city)
    body = client.get(f"{URL}rows/", {**QUARTER, "area": city.pk, "of": "persons"}).content.decode()
    assert "نام پنهان" not in body
    assert "۳۰ تا ۵۹ سال" in body
    assert 'href="/programs/' in body


@pytest.mark.parametrize("sessions", [20, 60])
def test_the_report_takes_the_same_queries_however_much_was_held(
    client, manager, city, sessions, django_assert_num_queries
):
    chance_city(city, sessions=sessions)
    draw_up_all()
    client.get(URL, QUARTER)
    with django_assert_num_queries(65):
        assert client.get(URL, QUARTER).status_code == 200


@pytest.mark.parametrize("of", ["programs", "sessions", "visits", "persons"])
def test_rows_take_the_same_queries_however_many(client, manager, city, of, django_assert_num_queries):
    chance_city(city, sessions=40)
    asked = {**QUARTER, "area": city.pk, "of": of}
    client.get(f"{URL}rows/", asked)
    with django_assert_num_queries(8 if of == "persons" else 7):
        assert client.get(f"{URL}rows/", asked).status_code == 200


def test_without_a_question_the_page_tells_of_this_quarter(client, manager, city):
    body = client.get(URL).content.decode()
    assert "قدس: زمستان ۱۴۰۵" in body


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("month", "دی ۱۴۰۵"),
        ("last_month", "آذر ۱۴۰۵"),
        ("quarter", "زمستان ۱۴۰۵"),
        ("last_quarter", "پاییز ۱۴۰۵"),
        ("year", "سال ۱۴۰۵"),
    ],
)
def test_presets_choose_a_period(client, manager, city, period, name):
    assert f"قدس: {name}" in client.get(URL, {"period": period}).content.decode()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"from": "1405-09-02", "to": "1405-09-01"}, "روز شروع نباید پس از روز پایان باشد."),
        ({"from": "1405-07-31", "to": "1405-09-01"}, "مهر فقط روزهای ۱ تا ۳۰ را دارد."),
        ({"from": "2026-09-23", "to": "1405-09-01"}, "میلادی"),
        ({"from": "1405-12-30", "to": "1406-01-01"}, "کبیسه"),
        ({"from": "abc", "to": "1405-09-01"}, "۱۴۰۵/۰۹/۰۱"),
        ({"from": "\u200c", "to": "\u200c"}, "هر دو روز"),
        ({"from": "1405-09-01"}, "هر دو روز"),
        ({"from": "1300-01-01", "to": "1405-01-01"}, "۱٬۰۹۸ روز"),
        (
            {"from_day": "۳۱", "from_month": "7", "from_year": "١٤٠٥", "to": "1405-09-01"},
            "مهر فقط روزهای ۱ تا ۳۰ را دارد.",
        ),
    ],
)
def test_days_that_are_none_are_refused_and_stay_as_typed(client, manager, city, days, sentence):
    answer = client.get(URL, days)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in body
    assert "reports/rows" not in body
    if days["from" if "from" in days else "from_year"] == "2026-09-23":
        assert "۲۰۲۶" in body


def test_persian_and_arabic_digits_are_days_as_well(client, manager, city):
    days = {"from_day": "۱", "from_month": "7", "from_year": "١٤٠٥", "to": "۱۴۰۵/۹/۳۰"}
    assert "قدس: پاییز ۱۴۰۵" in client.get(URL, days).content.decode()


def test_what_was_typed_wrong_stands_in_the_boxes(client, manager, city):
    body = client.get(
        URL, {"from_day": "۳۱", "from_month": "7", "from_year": "۱۴۰۵", "to": "1405-09-01"}
    ).content.decode()
    assert 'value="۳۱"' in body


@pytest.mark.parametrize("path", ["", "csv/", "xlsx/", "rows/", "rows/csv/", "around/"])
def test_an_area_out_of_reach_is_not_there(client, manager, city, path):
    other = CityFactory()
    assert client.get(URL + path, {**QUARTER, "area": other.pk, "of": "visits"}).status_code == 404
    assert client.get(URL + path, {**QUARTER, "area": city.parent_id, "of": "visits"}).status_code == 404
    assert client.get(URL + path, {**QUARTER, "area": 10**30, "of": "visits"}).status_code == 404


@pytest.mark.parametrize("path", ["", "csv/", "xlsx/", "rows/", "rows/csv/", "around/"])
@pytest.mark.parametrize("role", Role)
def test_only_those_who_read_reports_come_in(client, city, role, path):
    sign_in(client, staff(role, city))
    readers = {Role.MANAGER, Role.PROGRAM_OFFICER, Role.OVERSIGHT, Role.AUDITOR}
    expected = 200 if role in readers else 403
    assert client.get(URL + path, {**QUARTER, "of": "visits"}).status_code == expected


@pytest.mark.parametrize("path", ["", "csv/", "xlsx/", "rows/", "rows/csv/", "around/"])
def test_a_citizen_stays_outside(client, path):
    assert client.get(URL + path).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(URL + path).status_code == 403


@pytest.mark.parametrize(
    "asked", [{"of": "names"}, {}, {"of": "visits", "venue": "x"}, {"of": "visits", "venue": "9" * 30}, {"of": "visits", "venue": "404"}, {"of": "visits", "evidence": "x"}, {"of": "visits", "from": "1405-13-01"}, {"of": "sessions", "period": "x"}]
)  # fmt: skip
def test_a_made_up_address_of_rows_leads_nowhere(client, manager, city, asked):
    question = asked if "period" in asked else {**QUARTER, **asked}
    assert client.get(f"{URL}rows/", question).status_code == 404


def test_an_area_below_is_reported_alone(client, manager, city):
    chance_city(city)
    part = Area.objects.get(parent=city)
    whole, alone = (
        number(
            re.search(
                r'of=visits[^"]*"><span class="figure-number">([^<]+)<',
                client.get(URL, {**QUARTER, **asked}).content.decode(),
            )[1]
        )
        for asked in ({}, {"area": part.pk})
    )
    assert 0 < alone < whole


def test_the_table_is_plain_and_says_the_same(client, manager, city):
    chance_city(city)
    city.name = "=HYPERLINK(1)"
    city.save()
    answer = client.get(f"{URL}csv/", QUARTER)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''%D" in answer["Content-Disposition"]
    text = answer.content.decode()
    assert text[0] == "\ufeff"
    head, whole, *parts = csv.reader(io.StringIO(text[1:]))
    assert whole[:5] == ["'=HYPERLINK(۱)", "1405-07-01", "1405-09-30", "", "همه"]
    body = client.get(URL, QUARTER).content.decode()
    told = {
        re.search(r"of=(\w+)", url)[1]: value
        for url, value in links_to_rows(body)
        if not re.search("&(kind|aim|audience|mode|venue|evidence)=", url)
        and url.count("1405-07-01")
        and url.count("1405-09-30")
    }
    assert [int(cell) for cell in whole[5:12]] == [
        told[key] for key in ("programs", "sessions", "venues", "visits", "women", "men", "persons")
    ]
    assert len(head) == len(whole) == 35
    at_venues = next(line for line in parts if line[3] == "" and line[12])
    assert int(at_venues[12]) == told["at_venues"]
    assert {line[1] for line in parts} == {"1405-07-01"}


def test_the_workbook_has_a_sheet_a_table_the_rows_and_what_it_is(client, manager, city):
    chance_city(city)
    answer = client.get(f"{URL}xlsx/", QUARTER)
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "دربارهٔ گزارش",
        "به تفکیک نوع",
        "به تفکیک هدف",
        "به تفکیک مخاطب",
        "به تفکیک شیوه",
        "به تفکیک مکان",
        "به تفکیک مبنا",
        "حضور زنان و مردان",
        "مراجعه به مراکز، نوع",
        "مراجعه به مراکز، مکان",
        "تماشای برخط، نوع",
        "روزبه‌روز",
        "ردیف‌ها",
    ]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    kinds, rows = book["به تفکیک نوع"], book["ردیف‌ها"]
    visits = [cell.value for cell in kinds["G"]][1:]
    assert sum(visits[:-1]) == visits[-1] == sum(cell.value for cell in rows["F"][1:])
    assert kinds["G2"].number_format == "[$-3000429]#,##0"
    assert [cell.value for cell in rows[1]][:3] == ["روز", "عنوان", "نوع"]
    about = {row[0].value: row[1].value for row in book["دربارهٔ گزارش"]}
    assert (about["محدوده"], about["بازه"]) == ("قدس", "پاییز ۱۴۰۵")
    days = [cell.value for cell in book["روزبه‌روز"]["B"]][1:]
    assert len(days) == 90
    assert None in days
    assert sum(day or 0 for day in days) == visits[-1]


def test_the_workbook_in_english_reads_from_left_to_right(client, manager, city):
    client.cookies["django_language"] = "en"
    book = load_workbook(io.BytesIO(client.get(f"{URL}xlsx/", QUARTER).content))
    assert book.sheetnames[0] == "About the report"
    assert not any(sheet.sheet_view.rightToLeft for sheet in book)


def test_a_long_list_of_venues_opens_on_demand(client, manager, city):
    venues = [VenueFactory(area=NeighborhoodFactory(parent=city)) for _one in range(33)]
    for venue in venues:
        came(venue, DAYS[3], 9)
    short = client.get(URL, QUARTER).content.decode()
    assert "نمایش همهٔ ۳۳ مورد" in short
    everything = client.get(URL, {**QUARTER, "venues": "all"}).content.decode()
    assert everything.count("of=visits") - short.count("of=visits") == 18


def test_the_report_of_some_kinds_opens_rows_of_those(client, manager, city):
    chance_city(city, sessions=30, people=8)
    body = client.get(URL, {**QUARTER, "kinds": ["cultural", "social"]}).content.decode()
    links = dict(links_to_rows(body))
    assert all("kinds=cultural&kinds=social" in url for url in links)
    for url, told in list(links.items())[:12]:
        total, rows = pages_of(client, url)
        assert (total, worth(url, rows)) == (told, told), url
    assert "kinds=cultural&amp;kinds=social" in body


def test_how_somebody_was_counseled_stands_in_no_row_since_its_own_figures_hide_it_where_they_were_few(
    client, manager, city
):
    day = dt.date(2026, 11, 28)
    for door, kind in (("counseling", "counseling"), ("programs", "cultural")):
        ParticipationFactory(door=door, kind=kind, day=day, area=city, venue=None, channel="phone")
    asked = {**QUARTER, "area": city.pk, "of": "visits"}
    for kind, told in (("counseling", False), ("cultural", True)):
        page = client.get(f"{URL}rows/", {**asked, "kind": kind}).content.decode()
        assert ("حضور و غیاب · تلفنی" in page) is told
    lines = list(csv.reader(io.StringIO(client.get(f"{URL}rows/csv/", asked).content.decode()[1:])))[1:]
    assert sorted(line[-2:] for line in lines) == [["", ""], ["حضور و غیاب", "تلفنی"]]


@pytest.mark.parametrize("of", ["programs", "sessions", "venues", "visits", "persons", "at_venues", "views"])
def test_the_rows_of_a_number_can_be_taken_along(client, manager, city, of):
    chance_city(city, sessions=24, people=8)
    asked = {**QUARTER, "area": city.pk, "of": of}
    told, rows = pages_of(client, f"{URL}rows/?from=1405-07-01&to=1405-09-30&area={city.pk}&of={of}")
    answer = client.get(f"{URL}rows/csv/", asked)
    head, *lines = csv.reader(io.StringIO(answer.content.decode()[1:]))
    assert len(lines) == len(rows)
    assert "نام پنهان" not in answer.content.decode()
    if of in {"visits", "at_venues", "views"}:
        assert sum(int(line[head.index("حضور")]) for line in lines) == told


def test_what_came_before_and_after_a_date(client, manager, city):
    venue, date = VenueFactory(area=city), DAYS[40]
    drafts = [
        at_the_door(venue, DAYS[day], 35_000 if day < 40 else 5_000, "health") for day in range(10, 70) if day % 5
    ]
    record_many(by=None, drafts=drafts)
    asked = {"area": city.pk, "date": "1405-08-11", "of": "at_venues", "each_side": "30"}
    assert jalali.parse(asked["date"]) == date
    body = client.get(f"{URL}around/", asked).content.decode()
    assert "قدس پیش و پس از ۱۱ آبان ۱۴۰۵" in body
    assert body.count("۳۵٬۰۰۰</strong>") == body.count("۵٬۰۰۰</strong>") - body.count("۳۵٬۰۰۰</strong>") == 2
    assert "۸۶٪ کمتر" in body
    assert "mark-label" in body
    total, rows = pages_of(client, next(url for url, told in links_to_rows(body) if told == 24 * 35_000))
    assert (total, len(rows)) == (24 * 35_000, 24)


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"date": "2026-09-23"}, 422), ({"date": "1405-13-01"}, 422), ({"of": "names"}, 422), ({"each_side": "7"}, 422), ({"area": "10000000"}, 404), ({"area": "\u200c"}, 422), ({"date": "1200-01-01"}, 200), ({"date": "1599-12-01"}, 200), ({}, 200)],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(client, manager, city, asked, status):
    assert client.get(f"{URL}around/", asked).status_code == status
