import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.calendar.models import Series
from meydan.ground.queue import drain
from meydan.programs.models import Program
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import HallFactory, VenueFactory
from tests.factories.programs import ProgramAimFactory, ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venue():
    return VenueFactory()


@pytest.fixture
def officer(client, venue):
    client.force_login(staff(Role.PROGRAM_OFFICER, venue.area))
    with_factor = client.session
    with_factor[FACTOR_PASSED] = int(timezone.now().timestamp())
    with_factor.save()
    return client


def facts(venue_, **changes) -> dict[str, object]:
    known = {
        "title": "سفال‌گری",
        "summary": "خاک و چرخ",
        "kind": "cultural",
        "audience": "everyone",
        "mode": "in_person",
        "venue": venue_.pk,
        "capacity": "۲۰",
        "price": "",
        "shape": "course",
        "waiting": "first_come",
        "offer_hours": "24",
        "takes_registrations": "on",
    }
    return {name: value for name, value in (known | changes).items() if value is not None}


def test_an_officer_keeps_a_draft_in_persian_digits(officer, venue):
    answer = officer.post(reverse("programs:plan"), facts(venue, price="۴۰۰٬۰۰۰"))
    program = Program.objects.get()
    assert (answer["Location"], program.capacity, program.price) == (
        reverse("programs:desk_program", args=[program.pk]),
        20,
        4_000_000,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "‌‌"},
        {"title": "آ" * 161},
        {"capacity": "0"},
        {"capacity": "بیست"},
        {"price": "-1"},
        {"kind": "opera"},
        {"venue": "999999"},
        {"mode": "hybrid", "online_capacity": "5", "online_link": "javascript:alert(1)"},
        {"kind": "content", "content_link": "javascript:alert(1)"},
        {"kind": "content", "content_link": "https://a b.example"},
        {"aims": ["vitality", "riches"]},
        {"capacity": ""},
        {"mode": "hybrid"},
        {"mode": "hybrid", "online_capacity": "0"},
        {"mode": "online"},
        {"waiting": "draw"},
        {"offer_hours": "0"},
        {"mode": None},
        {"audience": ""},
        {"age_from": "۱۴۰۵"},
        {"age_from": "1977"},
        {"age_from": "۱۲", "age_to": "۷"},
        {"shape": "endless"},
        {
            "registration_closes_at_day": "۳۱",
            "registration_closes_at_month": "۷",
            "registration_closes_at_year": "۱۴۰۵",
        },
        {
            "registration_closes_at_day": "۳۰",
            "registration_closes_at_month": "۱۲",
            "registration_closes_at_year": "۱۴۰۴",
        },
        {"registration_closes_at_day": "1", "registration_closes_at_month": "1", "registration_closes_at_year": "2026"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(officer, venue, changes):
    answer = officer.post(reverse("programs:plan"), facts(venue, **{"summary": "خاک و چرخ و کوره"} | changes))
    assert (answer.status_code, Program.objects.count(), "خاک و چرخ و کوره" in answer.text) == (422, 0, True)


def test_a_venue_of_another_city_is_refused(officer, venue):
    assert officer.post(reverse("programs:plan"), facts(VenueFactory())).status_code == 422
    assert Program.objects.count() == 0


@pytest.mark.parametrize(
    "door", ["desk_program", "change", "add_sessions", "publish", "cancel_program", "people", "copy"]
)
def test_a_program_of_another_city_is_not_there(officer, door):
    assert officer.get(reverse(f"programs:{door}", args=[ProgramFactory().pk])).status_code == 404


@pytest.mark.parametrize("door", ["move_session", "cancel_session"])
def test_a_session_of_another_city_is_not_there(officer, door):
    assert officer.get(reverse(f"programs:{door}", args=[SessionFactory().pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_queries_for_one_and_for_three(officer, venue, rows, django_assert_num_queries):
    for _row in range(rows):
        SessionFactory(program__venue=venue)
    with django_assert_num_queries(6):
        officer.get(reverse("programs:desk_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_registered_are_listed_with_masked_phones(officer, venue, rows, django_assert_num_queries):
    program = ProgramFactory(venue=venue)
    for number in range(rows):
        RegistrationFactory(program=program, person=PersonFactory(phone=f"+98912345678{number}"))
    with django_assert_num_queries(6):
        text = officer.get(reverse("programs:people", args=[program.pk])).text
    assert "۱۲۳۴۵۶۷۸۰" not in text


def test_cancelling_asks_for_a_reason(officer, venue):
    program = ProgramFactory(venue=venue)
    assert officer.post(reverse("programs:cancel_program", args=[program.pk]), {"reason": "‌"}).status_code == 422
    assert officer.post(reverse("programs:cancel_program", args=[program.pk]), {"reason": "برف"}).status_code == 302
    program.refresh_from_db()
    assert (program.status, program.status_reason) == ("cancelled", "برف")


def test_all_of_a_program_is_said_in_one_form_and_comes_back_to_be_changed(officer, venue):
    said = facts(
        venue,
        aims=["vitality", "empowerment"],
        age_from="۷",
        age_to="١٢",
        mode="hybrid",
        online_capacity="۵۰",
        online_link="https://meet.example/1",
        usual_protocols="on",
        waiting="draw",
        draw_at="۱۴۰۵/۱۰/۱ ۱۸:۰۰",
        offer_hours="۴۸",
    )
    officer.post(reverse("programs:plan"), said)
    program = Program.objects.get()
    assert (program.age_from, program.age_to, program.online_capacity, program.offer_hours) == (7, 12, 50, 48)
    assert (program.draw_at, {row.aim for row in program.aims.all()}) == (
        dt.datetime(2026, 12, 22, 14, 30, tzinfo=dt.UTC),
        {"vitality", "empowerment"},
    )
    assert program.protocols.count("\n") == 3
    form = officer.get(reverse("programs:change", args=[program.pk])).text
    assert form.count("checked") == 7  # kind, two aims, shape, mode, registrations, waiting


def test_content_needs_an_area_and_no_venue(officer, venue):
    said = facts(venue, kind="content", content_link="https://video.example/1", capacity="", mode=None, waiting=None)
    assert officer.post(reverse("programs:plan"), {**said, "takes_registrations": ""}).status_code == 422
    officer.post(reverse("programs:plan"), {**said, "area": venue.area.pk})
    program = Program.objects.get()
    assert (program.venue, program.area, program.takes_registrations) == (None, venue.area, False)


def test_a_program_that_takes_no_registrations_asks_for_no_capacity(officer, venue):
    officer.post(reverse("programs:plan"), facts(venue, capacity="", takes_registrations=None))
    assert (Program.objects.get().takes_registrations, Program.objects.get().quotas.count()) == (False, 0)


def test_what_stands_in_boxes_that_have_no_meaning_harms_nobody(officer, venue):
    nonsense = {"online_capacity": "x", "draw_at": "99", "area": "0", "content_link": "x", "online_link": "y"}
    assert officer.post(reverse("programs:plan"), facts(venue, **nonsense)).status_code == 302
    alone = {"takes_registrations": None, "waiting": "", "offer_hours": "x", "registration_closes_at": "x"}
    assert officer.post(reverse("programs:plan"), facts(venue, mode="hybrid", **alone)).status_code == 302
    assert set(Program.objects.values_list("mode", "online_capacity")) == {("in_person", None), ("hybrid", 1)}


def test_more_places_than_the_hall_holds_is_said_at_the_capacity(officer, venue):
    hall = HallFactory(venue=venue, capacity=19)
    answer = officer.post(reverse("programs:plan"), facts(venue, hall=hall.pk))
    assert (answer.status_code, "سالن تا ۱۹ نفر" in answer.text or "۱۹" in answer.text) == (422, True)


def listed(officer, **asked) -> list[str]:
    context = officer.get(reverse("programs:desk_list"), asked)
    return sorted(title for title in ("الف", "ب") if f">{title}</a>" in context.text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["الف", "ب"]),
        ({"kind": "sports"}, ["الف"]),
        ({"aim": "vitality"}, ["الف"]),
        ({"status": "draft"}, ["ب"]),
        ({"shape": "standing"}, ["الف"]),
        ({"audience": "women"}, ["الف"]),
        ({"quarter": "1405-3"}, ["الف"]),
        ({"quarter": "1405-2"}, []),
        ({"quarter": "1405-9"}, ["الف", "ب"]),
        ({"kind": "opera"}, ["الف", "ب"]),
        ({"q": "ب"}, ["ب"]),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(officer, venue, asked, found):
    first = ProgramFactory(title="الف", words=" الف ", venue=venue, kind="sports", shape="standing", audience="women")
    ProgramAimFactory(program=first, aim="vitality")
    SessionFactory(program=first)
    ProgramFactory(title="ب", words=" ب ", venue=venue, status="draft", published_at=None)
    assert listed(officer, **asked) == found


def test_the_list_is_narrowed_by_venue(officer, venue):
    ProgramFactory(title="الف", venue=venue)
    ProgramFactory(title="ب", venue=VenueFactory(area=venue.area))
    assert listed(officer, venue=venue.pk) == ["الف"]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_program_page_asks_the_same_queries_however_many_its_sessions(
    officer, venue, rows, django_assert_num_queries
):
    program = ProgramFactory(venue=venue, shape="series")
    for _row in range(rows):
        SessionFactory(program=program)
    with django_assert_num_queries(11):
        text = officer.get(reverse("programs:desk_program", args=[program.pk])).text
    assert text.count("۰ از ۲۰") == min(rows, 12)


def test_the_checklist_leads_to_where_each_thing_is_mended(officer, venue):
    program = ProgramFactory(venue=venue, status="draft", published_at=None)
    text = officer.get(reverse("programs:desk_program", args=[program.pk])).text
    change = reverse("programs:change", args=[program.pk])
    assert [f'href="{change}#{group}"' in text for group in ("whom", "what", "health")] == [True, True, False]


def test_sessions_that_are_over_have_a_list_of_their_own(officer, venue):
    program = ProgramFactory(venue=venue)
    SessionFactory(program=program)
    over = NOW - dt.timedelta(days=7)
    SessionFactory(program=program, occasion=OccasionFactory(venue=venue, day=over.date(), starts_at=over))
    address = reverse("programs:desk_program", args=[program.pk])
    assert "۷ آذر ۱۴۰۵" in officer.get(address).text
    text = officer.get(address, {"show": "past"}).text
    assert ("۷ آذر ۱۴۰۵" in text, "۲۷ آبان ۱۴۰۵" in text) == (False, True)


def when(**changes) -> dict[str, object]:
    return {"day": "۱۴۰۵/۹/۷", "by": "clock", "clock": "۶:۰۰", "minutes": "۴۵"} | changes


def test_a_standing_group_is_asked_for_no_last_day(officer, venue):
    program = ProgramFactory(venue=venue, shape="standing")
    address = reverse("programs:add_sessions", args=[program.pk])
    assert "until_day" not in officer.get(address).text
    preview = officer.post(address, when(repeats="weekly", weekdays=["0"], preview="1"))
    assert (preview.status_code, program.sessions.count(), "بدون پایان" in preview.text) == (200, 0, True)
    officer.post(address, when(repeats="weekly", weekdays=["0"]))
    assert program.sessions.count() == 9
    page = officer.get(reverse("programs:desk_program", args=[program.pk])).text
    assert "بدون پایان" in page
    series = Series.objects.get()
    assert officer.post(reverse("programs:end_series", args=[program.pk, series.pk])).status_code == 302
    series.refresh_from_db()
    assert series.planned_until is None
    assert officer.get(reverse("programs:end_series", args=[program.pk, series.pk])).status_code == 404


def test_a_single_program_is_asked_for_one_day(officer, venue):
    program = ProgramFactory(venue=venue, shape="single")
    address = reverse("programs:add_sessions", args=[program.pk])
    assert "repeats" not in officer.get(address).text
    assert officer.post(address, when()).status_code == 302
    assert officer.post(address, when(clock="۹:۰۰")).status_code == 422


def test_a_copy_shows_its_days_first_and_then_is_made(officer, venue):
    program = ProgramFactory(venue=venue)
    SessionFactory(program=program)
    address = reverse("programs:copy", args=[program.pk])
    assert "۸ اسفند ۱۴۰۵" in officer.get(address).text
    other = officer.post(address, {"day": "۱۴۰۵/۱۰/۱۲", "preview": "1"})
    assert ("۱۲ دی ۱۴۰۵" in other.text, Program.objects.count()) == (True, 1)
    made = officer.post(address, {"day": "۱۴۰۵/۱۰/۱۲"})
    copy = Program.objects.get(copied_from=program)
    assert made["Location"] == reverse("programs:desk_program", args=[copy.pk])
    assert officer.post(address, {"day": "۱۴۰۵/۱۲/۳۰"}).status_code == 422


def test_a_quarter_of_programs_is_copied_from_the_list_and_published_at_once(officer, venue):
    programs = [ProgramFactory(venue=venue, summary="خاک") for _number in range(2)]
    for program in programs:
        SessionFactory(program=program)
        ProgramAimFactory(program=program)
    standing = ProgramFactory(venue=venue, shape="standing")
    address = reverse("programs:copy_many")
    page = officer.get(address, {"all": "1", "quarter": "1405-3"}).text
    assert [f'value="{program.pk}"' in page for program in [*programs, standing]] == [True, True, False]
    chosen = [programs[0].pk, programs[1].pk, standing.pk, ProgramFactory().pk, "x"]
    sent = officer.post(address, {"program": chosen, "quarter": "1405-4"})
    assert "programs/copies" in sent["Location"]
    assert 'hx-trigger="every 2s"' in officer.get(sent["Location"]).text
    drain()
    text = officer.get(sent["Location"]).text
    copies = Program.objects.exclude(copying=None)
    assert (copies.count(), "hx-trigger" in text, text.count('tag good">آماده')) == (2, False, 2)
    officer.post(f"{sent['Location']}publish/")
    assert set(copies.values_list("status", flat=True)) == {"published"}


def test_copies_nobody_asked_for_are_not_there(officer):
    assert officer.get(reverse("programs:copies", args=[uuid.uuid4()])).status_code == 404


def test_cancelling_one_session_says_how_many_are_told(officer, venue):
    session = SessionFactory(program=ProgramFactory(venue=venue))
    RegistrationFactory(program=session.program)
    page = officer.get(reverse("programs:cancel_session", args=[session.pk])).content.decode()
    assert "۱ نفر" in page
