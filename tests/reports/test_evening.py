"""Questions, orders and people in draws: counted from their rows, opened to them, and told the public in time."""

import csv
import datetime as dt
import io
import re

import pytest
import time_machine
from django.utils import timezone

from meydan.assignments.models import Assignment
from meydan.base.roles import Role
from meydan.draws.models import Draw
from meydan.questions.models import Question
from meydan.reports.evening import Evening
from meydan.reports.measures import ANSWERED, DONE, IN_DRAWS, KEPT, LATE, ORDERS, QUESTIONS
from meydan.reports.periods import Period
from meydan.reports.public import PublicReport
from meydan.reports.report import Report
from tests.factories.assignments import AssignmentFactory, UnitFactory
from tests.factories.draws import DrawFactory, TicketFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory, TopicFactory, TribuneFactory
from tests.reports.conftest import FIRST, sign_in
from tests.reports.test_desk import links_to_rows, number, pages_of

pytestmark = pytest.mark.django_db
URL = "/desk/reports/"
QUARTER = {"from": "1405-07-01", "to": "1405-09-30"}
AUTUMN = Period(FIRST, FIRST + dt.timedelta(days=89))
TODAY = dt.date(2027, 1, 2)
State, Channel = Question.State, Question.Channel


@pytest.fixture(autouse=True)
def winter():
    with time_machine.travel(dt.datetime(2027, 1, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


def moment(day=10, hour=12):
    local = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(hour))
    return timezone.make_aware(local, timezone.get_default_timezone())


@pytest.fixture
def edition(city):
    return EditionFactory(series__area=city)


def asked(edition, area=None, day=10, **given):
    return QuestionFactory(edition=edition, area=area or edition.area, said_at=moment(day), **given)


def ordered(unit, area, day=10, **given):
    due = given.pop("due_on", FIRST + dt.timedelta(days=20))
    dates = {"given_at": moment(day), "promised_on": due}
    if given.get("state") == Assignment.State.CONFIRMED:
        dates |= {"confirmed_at": moment(day), "confirmed_by": Assignment.Confirmed.SAID}
    return AssignmentFactory(what="روشن کردن چراغ بوستان", unit=unit, area=area, **dates, **given)


def drawn(area, people, day=10, **given):
    made = {"door": "questions", "drawn_at": moment(day), "frozen_at": moment(day)}
    draw = DrawFactory(drawn=True, area=area, **made, **given)
    TicketFactory.create_batch(people, draw=draw)


@pytest.fixture
def evening(city, edition):
    """Seven questions in two neighborhoods, four orders of two units, and a draw of six."""
    north, south = NeighborhoodFactory(parent=city), NeighborhoodFactory(parent=city)
    light = TopicFactory(series=edition.series, name="روشنایی")
    first = asked(edition, north, topic=light, answered_at=moment(20))
    asked(edition, north, topic=light, state=State.MERGED, merged_into=first, channel=Channel.SMS)
    tribune = TribuneFactory(edition=edition)
    for number_ in range(3):
        asked(edition, south, day=number_, channel=Channel.TRIBUNE, tribune=tribune, asker=None)
    asked(edition, south, waiting=True, channel=Channel.BOT, text="هنوز دیده نشده")
    asked(edition, north, refused=True)
    asked(edition, north, state=State.WITHDRAWN)
    asked(edition, north, day=95)  # after these days
    asked(EditionFactory())  # in another city
    unit, other = UnitFactory.create_batch(2, area=city)
    states = Assignment.State
    ordered(unit, north, state=states.CONFIRMED, done_at=moment(15))
    ordered(unit, south, state=states.DONE, done_at=moment(40))
    ordered(unit, south)
    ordered(other, south, state=states.ACCEPTED, due_on=TODAY)
    ordered(other, south, state=states.WITHDRAWN, reason="تکراری بود.")
    drawn(city, 6)
    drawn(city, 9, state=Draw.State.VOID, void_reason="کسی نیامد.", voided_at=moment())
    drawn(CityFactory(), 4)
    return Evening(Report(city, AUTUMN, TODAY))


def lines(evening, key):
    table = next(table for table in evening.tables if table.key == key)
    return {line.label: [one.value for one in line.numbers] for line in table.lines}


def test_each_number_counts_what_its_meaning_says(evening):
    values = {figure.number.measure: figure.number.value for figure in evening.figures}
    assert values == {QUESTIONS: 7, ANSWERED: 2, ORDERS: 4, DONE: 2, KEPT: 1, LATE: 1, IN_DRAWS: 6}


def test_questions_are_parted_by_channel_topic_neighborhood_and_kind(evening):
    assert lines(evening, "questions_channel") == {
        "همین سامانه": [2, 1], "پیامک": [1, 1], "تریبون": [3, 0], "پیام‌رسان": [1, 0],
    }  # fmt: skip
    assert lines(evening, "questions_topic") == {"روشنایی": [2, 2], "هنوز بی‌موضوع": [5, 0]}
    assert sorted(lines(evening, "questions_neighborhood").values()) == [[3, 2], [4, 0]]
    assert lines(evening, "questions_sort") == {"پرسش": [7, 2]}


def test_orders_are_parted_by_unit(evening):
    assert sorted(lines(evening, "orders_unit").values()) == [[1, 0, 0, 0], [3, 2, 1, 1]]


def test_the_days_before_and_a_year_ago_stand_beside_them(city, edition):
    asked(edition)
    asked(edition, day=-30)
    asked(edition, day=-40)
    asked(edition, day=-365 + 20)
    found = Evening(Report(city, AUTUMN, TODAY))
    (questions,) = (figure.number for figure in found.figures)
    assert (questions.value, questions.before, questions.year_ago) == (1, 2, 1)


def test_the_edges_of_the_days_are_midnights_of_iran(city, edition):
    for day, hour in ((-1, 23), (0, 0), (89, 23), (90, 0)):
        QuestionFactory(edition=edition, said_at=moment(day, hour))
    found = Evening(Report(city, AUTUMN, TODAY))
    assert found.figures[0].number.value == 2


def test_every_number_of_the_page_opens_as_many_rows(client, manager, evening):
    body = client.get(URL, QUARTER).content.decode()
    opened = [
        (url, value) for url, value in links_to_rows(body) if re.search("of=(questions|answered|orders|in_dr)", url)
    ]
    assert len(opened) > 30
    for url, value in dict(opened).items():
        total, rows = pages_of(client, url)
        assert (total, len(rows)) == (value, value), url


def test_rows_name_nobody_and_show_only_what_is_published(client, manager, evening):
    Question.objects.update(name="", shows_name=False)
    urls = {url for url, _value in links_to_rows(client.get(URL, QUARTER).content.decode())}
    texts = "".join(client.get(url).content.decode() for url in urls)
    assert "هنوز دیده نشده" not in texts
    phones = [person.phone[-7:] for person in (one.asker for one in Question.objects.all()) if person]
    assert [phone for phone in phones if phone in texts] == []


@pytest.mark.parametrize(
    "part",
    ["of=questions&topic=x", "of=questions&topic=999999", "of=questions&channel=x", "of=orders&unit=%D9%A1",
     "of=questions&neighborhood=0", "of=in_draws&draw=" + "9" * 30, "of=questions&kinds=sports", "of=nothing"],
)  # fmt: skip
def test_parts_there_are_not_are_not_found(client, manager, evening, part):
    assert client.get(f"{URL}rows/?{part}&from=1405-07-01&to=1405-09-30").status_code == 404
    assert client.get(f"{URL}rows/csv/?{part}&from=1405-07-01&to=1405-09-30").status_code == 404


@pytest.mark.parametrize("part", ["of=orders&channel=sms", "of=in_draws&topic=0", "of=questions&unit=1"])
def test_a_part_of_another_number_is_not_found(client, manager, evening, part):
    assert client.get(f"{URL}rows/?{part}&from=1405-07-01&to=1405-09-30").status_code == 404


def test_where_kinds_of_programs_were_asked_for_nothing_of_it_is_said(client, manager, evening):
    body = client.get(URL, QUARTER | {"kinds": "sports"}).content.decode()
    assert "of=questions" not in body


def test_the_table_and_the_rows_go_along(client, manager, evening):
    text = client.get(f"{URL}csv/", QUARTER).content.decode()
    head, *told = csv.reader(io.StringIO(text[1:]))
    place = head.index("پرسش‌ها")
    whole = [line for line in told if line[3] == "" and line[place]]
    assert [line[place : place + 2] for line in whole] == [["7", "2"]]
    assert [line[place] for line in told if line[4] == "پیامک"] == ["1"]
    rows = client.get(f"{URL}rows/csv/?of=questions&from=1405-07-01&to=1405-09-30").content.decode()
    assert len(list(csv.reader(io.StringIO(rows)))) == 8
    assert "چراغ" not in rows
    orders = client.get(f"{URL}rows/csv/?of=orders&from=1405-07-01&to=1405-09-30").content.decode()
    assert orders.count("روشن کردن چراغ بوستان") == 4
    tickets = client.get(f"{URL}rows/csv/?of=in_draws&from=1405-07-01&to=1405-09-30").content.decode()
    assert len(list(csv.reader(io.StringIO(tickets)))) == 7
    assert client.get(f"{URL}xlsx/", QUARTER).status_code == 200


@pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.AUDITOR])
def test_overseers_read_it_of_their_areas_only(client, city, evening, role):
    sign_in(client, staff(role, CityFactory()))
    assert client.get(f"{URL}rows/?of=questions&area={city.pk}").status_code == 404


class TestPublic:
    def published(self, city, first=FIRST, last=None):
        last = last or first + dt.timedelta(days=29)
        return PublicReport(Report(city, Period(first, last), TODAY))

    def test_a_number_of_a_few_is_hidden_and_so_is_what_would_give_it_away(self, city, evening):
        found = self.published(city)
        assert dict(found.evening_figures) == {
            QUESTIONS: 7,
            ANSWERED: 2,
            ORDERS: 4,
            DONE: 2,
            KEPT: 1,
            LATE: 1,
            IN_DRAWS: 6,
        }
        channel = next(part for part in found.evening_parts if part.key == "questions_channel")
        assert [line.visits for line in channel.lines] == [None, None, None, None]
        assert found.hides

    def test_where_questions_are_too_few_answers_are_not_told_either(self, city, edition):
        for number_ in range(4):
            asked(edition, day=number_, answered_at=moment(20))
        assert dict(self.published(city).evening_figures) == {QUESTIONS: None, ANSWERED: None}

    def test_a_quarter_tells_what_its_months_tell(self, city, edition):
        for number_ in range(12):
            asked(edition, day=5 if number_ < 6 else 40)
        months = [self.published(city, FIRST + dt.timedelta(days=30 * n)) for n in range(3)]
        quarter = PublicReport(Report(city, AUTUMN, TODAY), months)
        assert dict(quarter.evening_figures)[QUESTIONS] == 12
        asked(edition, day=70)
        months = [self.published(city, FIRST + dt.timedelta(days=30 * n)) for n in range(3)]
        quarter = PublicReport(Report(city, AUTUMN, TODAY), months)
        assert dict(quarter.evening_figures)[QUESTIONS] is None
        (channel,) = (part for part in quarter.evening_parts if part.key == "questions_channel")
        assert [line.visits for line in channel.lines] == [None]

    def test_everybody_reads_it_on_the_areas_page(self, client, city, edition):
        for number_ in range(6):
            asked(edition, day=number_)
        body = client.get(f"/reports/{city.pk}/", {"month": "1405-07"}).content.decode()
        assert "پرسش‌ها، دستورها، قرعه‌کشی‌ها و بودجه‌ها" in body
        assert number(re.search(r'figure-number">([^<]+)</span><span class="figure-label">پرسش‌ها', body)[1]) == 6
