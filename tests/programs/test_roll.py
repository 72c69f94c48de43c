import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.participation.models import Participation
from meydan.programs.models import Mark
from tests.factories.people import staff
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
DURING = dt.datetime(2026, 11, 28, 14, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def enter(client):
    def enter(role, area):
        client.force_login(staff(role, area))
        with_factor = client.session
        with_factor[FACTOR_PASSED] = int((DURING - dt.timedelta(hours=3)).timestamp())
        with_factor.save()
        return client

    return enter


def test_marks_of_a_page_without_a_script_are_kept_together(enter, session):
    here, away = (RegistrationFactory(program=session.program) for _guest in range(2))
    answer = enter(Role.COACH, session.program.area).post(
        reverse("programs:roll", args=[session.pk]), {f"mark-{here.pk}": "present", f"mark-{away.pk}": "absent"}
    )
    assert answer.status_code == 302
    assert dict(Mark.objects.values_list("registration", "state")) == {here.pk: "present", away.pk: "absent"}
    assert Participation.objects.count() == 1


def test_a_tap_answers_with_the_new_sums_only(enter, session):
    guest = RegistrationFactory(program=session.program)
    answer = enter(Role.COACH, session.program.area).post(
        reverse("programs:roll", args=[session.pk]), {f"mark-{guest.pk}": "late"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, "<h1" in answer.text, "۱ نفر آمدند" in answer.text) == (200, False, True)


def test_who_is_not_named_keeps_the_mark_they_have(enter, session):
    first, second = (RegistrationFactory(program=session.program) for _guest in range(2))
    coach = enter(Role.COACH, session.program.area)
    for values in ({f"mark-{first.pk}": "present"}, {f"mark-{second.pk}": "late"}):
        coach.post(reverse("programs:roll", args=[session.pk]), values)
    assert dict(Mark.objects.values_list("registration", "state")) == {first.pk: "present", second.pk: "late"}


@pytest.mark.parametrize("total", ["", "-1", "۳۱ مهر", "9" * 30, "‌"])
def test_a_wrong_count_keeps_what_was_typed_and_says_why(enter, session, total):
    answer = enter(Role.COACH, session.program.area).post(
        reverse("programs:count", args=[session.pk]), {"total": total}
    )
    assert answer.status_code == 422
    assert Participation.objects.count() == 0


def test_a_count_in_persian_digits_is_a_count(enter, session):
    enter(Role.COACH, session.program.area).post(
        reverse("programs:count", args=[session.pk]), {"total": "۴۰", "women": "٢٥"}
    )
    assert list(Participation.objects.values_list("count", "women")) == [(40, 25)]


def test_a_session_of_another_city_is_not_there(enter, session):
    assert enter(Role.COACH, None).get(reverse("programs:roll", args=[session.pk])).status_code == 404


@pytest.mark.parametrize("guests", [1, 3])
def test_the_roll_asks_the_same_queries_for_one_and_for_three(enter, session, guests, django_assert_num_queries):
    RegistrationFactory.create_batch(guests, program=session.program)
    coach = enter(Role.COACH, session.program.area)
    with django_assert_num_queries(6):
        coach.get(reverse("programs:roll", args=[session.pk]))


def test_today_shows_todays_sessions_and_the_rolls_that_wait(enter, session):
    coach = enter(Role.COACH, session.program.area)
    seen = {}
    for name, later in (("its day", dt.timedelta(0)), ("next morning", dt.timedelta(hours=11))):
        with time_machine.travel(DURING + later - dt.timedelta(hours=3)):
            text = coach.get(reverse("programs:today")).text
        seen[name] = (session.program.title in text, "حضور و غیاب‌های مانده" in text)
    assert seen == {"its day": (True, False), "next morning": (True, True)}
