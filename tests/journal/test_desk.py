import time

import pytest
from django.urls import reverse

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.ground.queue import drain
from meydan.journal.chaining import append
from meydan.journal.models import Line
from tests.factories.journal import DraftFactory
from tests.factories.people import HoldingFactory, PersonFactory, staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory
from tests.guards import guards_down

pytestmark = pytest.mark.django_db
PAGE = "/desk/journal/"


def sign_in(client, person):
    client.force_login(person)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()


@pytest.fixture
def iran():
    return AreaFactory(name="ایران")


@pytest.fixture
def city(iran):
    return CityFactory(name="قدس", parent=iran)


@pytest.fixture
def auditor(client, iran):
    person = staff(Role.AUDITOR, iran)
    sign_in(client, person)
    return person


def shown(client, **query):
    """Numbers of the lines on the page."""
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return [row.line.number for row in answer.context["rows"]]


@pytest.mark.parametrize("role", Role)
def test_auditors_oversight_and_administrators_read_the_journal(client, city, role):
    sign_in(client, staff(role, city))
    may = role in {Role.AUDITOR, Role.OVERSIGHT, Role.ADMINISTRATOR}
    assert client.get(PAGE).status_code == (200 if may else 403)


def test_others_are_sent_to_the_door(client):
    assert client.get(PAGE).status_code == 302


class TestReach:
    def test_a_reader_sees_lines_of_their_areas_and_below_only(self, client, city):
        near, other = NeighborhoodFactory(parent=city), CityFactory()
        append([DraftFactory(area_id=area) for area in (city.pk, near.pk, other.pk, city.parent.pk, None)])
        sign_in(client, staff(Role.OVERSIGHT, city))
        assert shown(client) == [2, 1]

    def test_lines_of_no_area_are_for_whoever_reaches_a_whole_country(self, client, auditor, city):
        append([DraftFactory(area_id=area) for area in (city.pk, None, CityFactory().pk)])
        assert shown(client) == [2, 1]

    def test_another_role_of_the_same_person_widens_nothing(self, client, city):
        person = staff(Role.AUDITOR, city)
        other = HoldingFactory(person=person, role=Role.MANAGER).area
        append([DraftFactory(area_id=other.pk)])
        sign_in(client, person)
        assert shown(client) == []

    def test_an_area_out_of_reach_is_no_choice_and_shows_nothing_of_it(self, client, city):
        other = CityFactory()
        append([DraftFactory(area_id=other.pk), DraftFactory(area_id=city.pk)])
        sign_in(client, staff(Role.AUDITOR, city))
        assert shown(client, area=other.pk) == [2]
        assert str(other) not in client.get(PAGE, {"area": other.pk}).content.decode()


class TestFilters:
    @pytest.fixture
    def lines(self, auditor, city):
        self.near = NeighborhoodFactory(parent=city, name="سرخه‌حصار")
        self.actor = PersonFactory(name="نام پنهان")
        append(
            [
                DraftFactory(area_id=city.pk, verb="journal.ask_to_verify", subject="journal.Head", subject_id="1"),
                DraftFactory(area_id=self.near.pk, actor=self.actor.key, subject_id="41"),
                DraftFactory(subject_id="42"),
            ]
        )

    def test_by_area_and_below(self, client, lines, city):
        assert shown(client, area=city.pk) == [2, 1]
        assert shown(client, area=self.near.pk) == [2]

    def test_by_verb_actor_and_subject(self, client, lines):
        assert shown(client, verb="journal.ask_to_verify") == [1]
        assert shown(client, actor=self.actor.key) == [2]
        assert shown(client, subject="programs.Registration") == [3, 2]
        assert shown(client, subject="programs.Registration:41") == [2]
        assert shown(client, subject="programs.Registration:۴۱") == [2]

    def test_by_days_of_the_persian_calendar(self, client, auditor, time_machine):
        for moment in ("2026-11-21 20:29:59+00:00", "2026-11-21 20:30:00+00:00", "2026-11-22 20:30:00+00:00"):
            time_machine.move_to(moment, tick=False)
            append([DraftFactory()])
        sign_in(client, auditor)
        assert shown(client, **{"from": "۱۴۰۵/۹/۱", "to": "۱۴۰۵/۹/۱"}) == [2]
        assert shown(client, **{"from": "1405/9/1"}) == [3, 2]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"area": "x"},
            {"area": "9" * 30},
            {"verb": "<script>"},
            {"actor": "1"},
            {"subject": "یک چیز"},
            {"from": "1405/12/30"},
            {"from": "1405/9/2", "to": "1405/9/1"},
            {"before": "x"},
            {"before": "-1"},
            {"before": "9" * 40},
        ],
    )
    def test_a_wrong_filter_filters_nothing(self, client, lines, wrong):
        assert shown(client, **wrong) == [3, 2, 1]


def test_pages_go_back_by_number(client, auditor):
    append([DraftFactory() for _ in range(60)])
    assert shown(client) == list(range(60, 35, -1))
    assert shown(client, before=36) == list(range(35, 10, -1))
    assert shown(client, before=11) == list(range(10, 0, -1))
    assert [client.get(PAGE, query).context["older"] for query in ({}, {"before": 36}, {"before": 11})] == [
        36,
        11,
        None,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_line_and_three(client, auditor, city, django_assert_num_queries, count):
    append([DraftFactory(area_id=city.pk, actor=PersonFactory().key) for _ in range(count)])
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)


def test_lines_are_told_in_words_and_actors_by_role_and_never_by_name(client, auditor, city):
    officer = HoldingFactory(role=Role.PROGRAM_OFFICER, area=city, person__name="نام پنهان").person
    citizen = PersonFactory(name="شهروند پنهان")
    append(
        [
            DraftFactory(actor=one, verb="journal.ask_to_verify", facts={"seats": 3})
            for one in (officer.key, citizen.key, None)
        ]
    )
    text = client.get(PAGE).content.decode()
    for word in (
        "درخواست وارسی دفتر ثبت",
        "کارشناس برنامه",
        officer.key.hex[:8],
        citizen.key.hex[:8],
        "خود میدان",
        "seats=3",
    ):
        assert word in text
    for name in ("نام پنهان", "شهروند پنهان", officer.phone[-7:]):
        assert name not in text


class TestVerifyNow:
    def test_a_task_reads_the_journal_and_the_page_tells_what_it_found(self, client, auditor):
        append([DraftFactory() for _ in range(7)])
        answer = client.post(reverse("journal:verify"), follow=True)
        assert "به‌زودی" in answer.content.decode()
        assert Line.objects.get(number=8).verb == "journal.ask_to_verify"
        drain()
        text = client.get(PAGE).content.decode()
        assert "دفتر دست‌نخورده است" in text
        assert "۸ سطر" in text

    def test_what_was_changed_is_told(self, client, auditor):
        append([DraftFactory() for _ in range(7)])
        with guards_down():
            Line.objects.filter(number=4).update(verb="x")
        client.post(reverse("journal:verify"))
        drain()
        assert "سطر ۴ پس از نوشته‌شدن تغییر کرده است." in client.get(PAGE).content.decode()

    def test_asking_twice_reads_once(self, client, auditor):
        client.post(reverse("journal:verify"))
        client.post(reverse("journal:verify"))
        assert Line.objects.filter(verb="journal.ask_to_verify").count() == 1

    def test_it_is_not_begun_by_a_link(self, client, auditor):
        assert client.get(reverse("journal:verify")).status_code == 405

    def test_htmx_gets_the_part_only_and_asks_on_while_it_runs(self, client, auditor):
        client.post(reverse("journal:verify"))
        text = client.get(reverse("journal:verifying"), headers={"HX-Request": "true"}).content.decode()
        assert text.strip().startswith("<section")
        assert 'hx-trigger="every 2s"' in text
