import datetime as dt
import uuid

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.questions import actions, pocket
from meydan.questions.models import Edition, Question, Tribune, Voice
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory, TribuneFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
Stage = Edition.Stage
NOW = timezone.now()
HOURS = dt.timedelta(hours=1)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def host(edition):
    return staff(Role.TRIBUNE_HOST, edition.area)


@pytest.fixture
def tribune(edition, host):
    tribune = TribuneFactory(edition=edition)
    tribune.hosts.add(host)
    return tribune


def planned(edition, by, hosts=(), **changes):
    facts = {
        "area": edition.area,
        "place": "جلوی بازار",
        "starts_at": NOW,
        "ends_at": NOW + HOURS,
        "scenario": ["سلام"],
    }
    return actions.plan_tribune(by=by, edition=edition, hosts=hosts, **(facts | changes))


def hear(by, tribune, **changes):
    facts = {"key": uuid.uuid4(), "said_at": timezone.now(), "kind": "question", "text": "چراغ کوچه خاموش است."}
    return actions.hear_at_tribune(by=by, tribune=tribune, **(facts | changes))


def recorded():
    return ContentFile(b"OggS", name="a.ogg")


def test_an_officer_plans_a_tribune_in_a_neighborhood_of_the_edition(edition, host):
    here = NeighborhoodFactory(parent=edition.area)
    tribune = planned(edition, staff(Role.COMMUNICATIONS_OFFICER, edition.area), [host], area=here)
    assert (tribune.area, list(tribune.hosts.all()), tribune.scenario) == (here, [host], ["سلام"])
    assert Line.objects.get(verb="questions.plan_tribune").facts == {"edition": edition.pk, "hosts": 1}


def test_nobody_else_plans_one_nor_elsewhere_nor_with_somebody_who_is_no_host(edition, host):
    officer = staff(Role.COMMUNICATIONS_OFFICER, edition.area)
    for by, changes in (
        (host, {}),
        (staff(Role.COMMUNICATIONS_OFFICER, CityFactory()), {}),
        (officer, {"area": CityFactory()}),
        (officer, {"hosts": [PersonFactory()]}),
        (officer, {"hosts": [staff(Role.TRIBUNE_HOST, CityFactory())]}),
    ):
        with pytest.raises(Refusal):
            planned(edition, by, **changes)
    assert Tribune.objects.count() == 0


@pytest.mark.parametrize("stage", [Stage.ANSWERING, Stage.FOLLOWING, Stage.CANCELLED])
def test_an_edition_that_takes_no_more_gets_no_tribune(edition, stage):
    edition.stage = stage
    with pytest.raises(Refusal):
        planned(edition, staff(Role.COMMUNICATIONS_OFFICER, edition.area))


def test_a_tribune_is_called_off_while_nothing_was_said_at_it(edition, tribune):
    officer = staff(Role.COMMUNICATIONS_OFFICER, edition.area)
    said = QuestionFactory(edition=edition, channel="tribune", tribune=tribune)
    with pytest.raises(Refusal, match="تغییر دهید"):
        actions.drop_tribune(by=officer, tribune=Tribune.objects.get())
    said.delete()
    actions.drop_tribune(by=officer, tribune=Tribune.objects.get())
    assert Tribune.objects.count() == 0


def test_what_a_host_brings_in_names_the_host_the_place_and_the_time(tribune, host):
    at = timezone.now() - dt.timedelta(minutes=40)
    question = hear(host, tribune, said_at=at, voice=recorded())
    assert (question.channel, question.tribune, question.host, question.place, question.said_at, question.asker) == (
        *("tribune", tribune, host, tribune.place, at, None),
    )
    row = Participation.objects.get()
    assert (row.channel, row.person) == ("in_person", None)


def test_a_phone_is_taken_with_consent_that_was_recorded_and_gets_the_code(tribune, host):
    with pytest.raises(Refusal, match="رضایت"):
        hear(host, tribune, phone="+989121234567")
    question = hear(host, tribune, phone="+989121234567", consent=recorded())
    voice = Voice.objects.get()
    assert (question.asker.phone, voice.consent_spoken, bool(voice.consent), bool(voice.original)) == (
        *("+989121234567", True, True, False),
    )
    assert question.shown_code in Message.objects.get().text


def test_the_same_key_is_one_question_and_one_voice(tribune, host):
    key = uuid.uuid4()
    first, again = (hear(host, tribune, key=key, voice=recorded()) for _time in range(2))
    assert (first.pk, Question.objects.count(), Voice.objects.count()) == (again.pk, 1, 1)


def test_who_is_no_host_of_it_brings_nothing_in(tribune, host):
    others = [
        PersonFactory(),
        staff(Role.TRIBUNE_HOST, tribune.area),
        staff(Role.COMMUNICATIONS_OFFICER, tribune.area),
    ]
    for other in others:
        with pytest.raises(Refusal, match="میزبان"):
            hear(other, tribune)
    host.role_holdings.update(ended_at=NOW)
    with pytest.raises(Refusal, match="میزبان"):
        hear(Person.objects.get(pk=host.pk), Tribune.objects.get())
    assert Question.objects.count() == 0


def test_a_key_of_another_host_opens_nothing(tribune, host):
    first = hear(host, tribune)
    other = staff(Role.TRIBUNE_HOST, tribune.area)
    tribune.hosts.add(other)
    with pytest.raises(Refusal):
        hear(other, Tribune.objects.get(), key=first.key)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("hours", "heard"), [(-2.5, False), (-1.9, True), (0.5, True), (9.9, True), (10.1, False)], ids=str
)
def test_only_what_was_said_while_it_stood_there_is_taken(edition, host, hours, heard):
    begins = timezone.now() - dt.timedelta(days=2)
    tribune = TribuneFactory(edition=edition, starts_at=begins)  # for four hours
    tribune.hosts.add(host)
    said_at = begins + dt.timedelta(hours=hours)
    if heard:
        assert hear(host, tribune, said_at=said_at).said_at == said_at
    else:
        with pytest.raises(Refusal, match="ساعت تبلت"):
            hear(host, tribune, said_at=said_at)


def test_a_tribune_of_the_sample_city_stands_for_ever(edition, host):
    tribune = TribuneFactory(edition=edition, is_sample=True, starts_at=timezone.now() - dt.timedelta(days=2000))
    tribune.hosts.add(host)
    assert hear(host, tribune).tribune == tribune
    assert pocket.described(tribune)["closes"] > timezone.now().timestamp() * 1000


@pytest.mark.parametrize(
    ("stage", "heard"),
    [(Stage.COLLECTING, True), (Stage.LIVE, True), (Stage.ANSWERING, True), (Stage.FOLLOWING, False)],
)
def test_what_comes_late_is_taken_as_long_as_the_edition_answers(tribune, host, stage, heard):
    Edition.objects.update(stage=stage, live_at=NOW)
    tribune = Tribune.objects.select_related("edition__occasion").get()
    if heard:
        assert hear(host, tribune).tribune == tribune
    else:
        with pytest.raises(Refusal):
            hear(host, tribune)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_and_a_worker_sending_the_same_at_once_make_one_question(edition, host, tribune):
    key, at = uuid.uuid4(), timezone.now()
    said = at_once(
        6,
        lambda _sender: hear(
            host, tribune, key=key, said_at=at, voice=recorded(), phone="+989121234567", consent=recorded()
        ),
    )
    assert {getattr(one, "pk", one) for one in said} == {Question.objects.get().pk}
    counted = (
        Voice.objects.count(),
        Participation.objects.count(),
        Person.objects.filter(phone="+989121234567").count(),
    )
    assert counted == (1, 1, 1)
