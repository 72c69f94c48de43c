import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meydan.programs.models import Registration
from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def program():
    return SessionFactory(program__title="سفال‌گری برای همه").program


@pytest.fixture
def person(client):
    person = PersonFactory(name="مریم")
    client.force_login(person)
    return person


def statements(context: CaptureQueriesContext) -> int:
    """What was asked of the tables, without the words that begin and end transactions."""
    return sum(query["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) for query in context.captured_queries)


def register(client, program, guest, key=None):
    return client.post(
        reverse("programs:register", args=[program.pk]), {"guests": guest.pk, "client_key": key or uuid.uuid4()}
    )


class TestProgram:
    def test_a_visitor_sees_it_with_four_queries(self, client, program, django_assert_num_queries):
        with django_assert_num_queries(4):
            page = client.get(reverse("programs:program", args=[program.pk]))
        assert (page.status_code, program.title in page.text) == (200, True)

    def test_somebody_signed_in_sees_it_with_eight_queries(self, client, person, program, django_assert_num_queries):
        with django_assert_num_queries(8):
            client.get(reverse("programs:program", args=[program.pk]))

    def test_its_event_data_stands_on_the_page(self, client, program):
        assert '"@type": "Event"' in client.get(reverse("programs:program", args=[program.pk])).text

    def test_an_online_one_says_so_in_its_event_data_and_not_where(self, client):
        program = SessionFactory(program__mode="online", program__online_link="https://live.example/room").program
        text = client.get(reverse("programs:program", args=[program.pk])).text
        assert ("OnlineEventAttendanceMode" in text, "live.example" in text) == (True, False)

    def test_a_draft_is_not_there(self, client):
        draft = ProgramFactory(status="draft", published_at=None)
        assert client.get(reverse("programs:program", args=[draft.pk])).status_code == 404

    def test_a_cancelled_one_says_why(self, client):
        program = ProgramFactory(status="cancelled", status_reason="تعمیر ساختمان")
        assert "تعمیر ساختمان" in client.get(reverse("programs:program", args=[program.pk])).text

    def test_the_link_to_join_by_is_shown_to_registered_people_only(self, client, person):
        program = SessionFactory(program__mode="online", program__online_link="https://live.example/room").program
        occasion = program.sessions.get().occasion
        door = reverse("attendance:join", args=[occasion.pk])
        shown = [door in client.get(reverse("programs:program", args=[program.pk])).text]
        registration = RegistrationFactory(program=program, person=person)
        shown.append(door in client.get(reverse("programs:ticket", args=[registration.code])).text)
        assert shown == [False, True]


class TestRegister:
    def test_three_requests_and_30_queries_lead_to_a_ticket(self, client, person, program):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("programs:program", args=[program.pk]))
            answer = register(client, program, person)
            ticket = client.get(answer["Location"])
        assert (ticket.status_code, statements(asked)) == (200, 30)

    def test_a_second_tap_leads_to_the_same_ticket(self, client, person, program):
        key = uuid.uuid4()
        first, second = (register(client, program, person, key) for _tap in range(2))
        assert (first["Location"], Registration.objects.count()) == (second["Location"], 1)

    def test_whoever_is_not_signed_in_is_led_there_and_back(self, client, program):
        answer = client.get(reverse("programs:register", args=[program.pk]))
        assert answer["Location"] == f"{reverse('signin:start')}?next=%2Fprograms%2F{program.pk}%2Fregister%2F"

    def test_a_full_program_refuses_in_a_sentence(self, client, person):
        program = SessionFactory(program__capacity=1, program__full=True).program
        answer = register(client, program, person)
        assert (answer.status_code, "ظرفیت این برنامه پر شده است" in answer.text) == (422, True)

    @pytest.mark.parametrize("guest", ["", "0", "۱۲", "abc", "9" * 40, "‌"])
    def test_a_made_up_guest_is_refused(self, client, person, program, guest):
        url = reverse("programs:register", args=[program.pk])
        assert client.post(url, {"guests": guest}).status_code == 422
        assert Registration.objects.count() == 0

    def test_a_stranger_cannot_be_registered_by_a_forged_number(self, client, person, program):
        assert register(client, program, PersonFactory()).status_code == 422


class TestTicket:
    def test_is_seen_by_its_holder_and_the_guardian_only(self, client, person, program):
        child = PersonFactory(phone=None, guardian=person)
        own = RegistrationFactory(program=program, person=child)
        others = RegistrationFactory(program=program)
        assert client.get(reverse("programs:ticket", args=[own.code])).status_code == 200
        assert client.get(reverse("programs:ticket", args=[others.code])).status_code == 404

    def test_a_place_is_given_up_from_it(self, client, person, program):
        register(client, program, person)
        registration = Registration.objects.get()
        answer = client.post(reverse("programs:cancel", args=[registration.code]))
        registration.refresh_from_db()
        assert (answer["Location"], registration.status) == (reverse("programs:mine"), "cancelled")

    def test_giving_it_up_twice_is_refused_and_not_an_error(self, client, person, program):
        register(client, program, person)
        code = Registration.objects.get().code
        answers = [client.post(reverse("programs:cancel", args=[code])).status_code for _time in range(2)]
        assert answers == [302, 409]


class TestList:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_asks_the_same_queries_for_one_and_for_three(self, client, rows, django_assert_num_queries):
        for _row in range(rows):
            SessionFactory()
        with django_assert_num_queries(4):
            client.get(reverse("programs:list"))

    @pytest.mark.parametrize("text", ["سفالگری", "سفال گری", "سفال‌گری", "سفال"])
    def test_finds_a_program_however_it_is_spelled(self, client, text):
        program = ProgramFactory(title="سفال‌گری برای همه", words="")
        from meydan.programs.actions.planning import _words

        program.words = _words(program)
        program.save()
        SessionFactory(program=program)
        assert program.title in client.get(reverse("programs:list"), {"q": text}).text

    @pytest.mark.parametrize(
        "query", ["?kind=none", "?audience=<script>", "?area=abc", "?area=999999", "?page=x", "?page=-3", "?q=%00"]
    )
    def test_wrong_filters_filter_nothing(self, client, query):
        SessionFactory(program__title="نقاشی")
        assert client.get(reverse("programs:list") + query).status_code == 200

    def test_an_empty_city_says_what_comes(self, client):
        assert "هنوز برنامه‌ای نیست" in client.get(reverse("programs:list")).text


def test_ones_own_programs_are_listed_with_the_familys(client, person):
    RegistrationFactory(person=person, program__title="سفال")
    RegistrationFactory(person=PersonFactory(phone=None, guardian=person), program__title="نقاشی")
    RegistrationFactory(program__title="خط")
    text = client.get(reverse("programs:mine")).text
    assert [title in text for title in ("سفال", "نقاشی", "خط")] == [True, True, False]
