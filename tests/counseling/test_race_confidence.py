"""One of many wins: who takes a call, to whom a file is handed, who answers for the second of two."""

import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions
from meydan.counseling.models import Appointment, Call, Case, Glass, Grant
from tests.factories.counseling import (
    AppointmentFactory,
    CallFactory,
    CaseFactory,
    CounselorFactory,
    GlassFactory,
    TopicFactory,
)
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory
from tests.sizes import many
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CONNECTIONS, ROUNDS = 16, many(1, whole=20)
WHO = {"name": "", "phone": "+989121112233"}


def won(answers):
    """How many were answered; nobody fails."""
    assert [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refusal)] == []
    return [one for one in answers if not isinstance(one, Exception)]


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def counselors(city):
    return [CounselorFactory(area=city, is_on_duty=True) for _one in range(CONNECTIONS)]


@pytest.mark.parametrize("waiting", [1, 5, 16])
def test_each_call_has_one_counselor_and_each_counselor_one_call(city, counselors, waiting):
    people = [one.person for one in counselors] * 2  # each taps twice
    for _round in range(ROUNDS):
        for _call in range(waiting):
            CallFactory(case=CaseFactory(area=city, counselor=None, who=WHO), is_urgent=True, asked_at=timezone.now())
        taken = won(at_once(len(people), lambda number: actions.take_call(by=people[number]), threads=CONNECTIONS))
        held = list(Call.objects.filter(state="taken").values_list("counselor", flat=True))
        assert len(taken) == len(held) == len(set(held)) == waiting
        Call.objects.update(state="reached", ended_at=timezone.now())


def test_whoever_asks_often_at_once_waits_once(city):
    topic = TopicFactory(area=city)
    for number in range(ROUNDS):
        person = PersonFactory(phone=f"+9891211100{number:02d}")
        facts = {"area": city, "topic": topic, "from_hour": 0, "until_hour": 24, "is_urgent": False, "person": person}
        assert len(won(at_once(CONNECTIONS, lambda _n, facts=facts: actions.ask_call(by=None, **facts)))) == 1
        assert Call.objects.filter(state="waiting").count() == number + 1


def test_a_file_is_handed_to_one_colleague_and_its_sessions_with_it(city, counselors):
    starts_at = timezone.now() + dt.timedelta(days=1)
    for number in range(ROUNDS):
        giver, *others = counselors
        case = CaseFactory(area=city, counselor=giver, who=WHO, phone=f"+98912111{number:04d}")
        for hours in (0, 2):
            AppointmentFactory(case=case, starts_at=starts_at + dt.timedelta(days=number, hours=hours))
        facts = {"by": giver.person, "case": case, "what": [], "reason": "نوبت", "takes_over": True}
        give = [others[n % len(others)] for n in range(CONNECTIONS)]
        given = won(at_once(CONNECTIONS, lambda n, give=give, facts=facts: actions.give_grant(to=give[n], **facts)))
        case = Case.objects.get(pk=case.pk)
        assert (len(given), Grant.objects.filter(case=case).count(), given[0].to_id) == (1, 1, case.counselor_id)
        ahead = Appointment.objects.filter(case=case).values_list("counselor", flat=True)
        assert list(ahead) == [case.counselor_id] * 2


def test_of_many_who_agree_and_refuse_one_answers(city, counselors):
    answer = [actions.agree_glass, actions.refuse_glass]
    managers = [staff(Role.COUNSELING_MANAGER, city) for _one in range(8)]
    for _round in range(ROUNDS):
        glass = GlassFactory(
            case=CaseFactory(area=city, counselor=counselors[0], who=WHO), asked_at=timezone.now(), asked_by=managers[0]
        )
        told = won(
            at_once(
                CONNECTIONS,
                lambda n, glass=glass: answer[n % 2](by=managers[n // 2], glass=glass),
            )
        )
        row = Glass.objects.get(pk=glass.pk)
        assert (len(told), row.agreed_at is None) == (1, row.refused_at is not None)
        assert managers[0].pk not in {row.agreed_by_id, row.refused_by_id}  # who asked never answers
