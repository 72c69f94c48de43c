import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from meydan.base.roles import Role
from meydan.questions.models import Question
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory
from tests.factories.questions import QuestionFactory, VoiceFactory

pytestmark = pytest.mark.django_db
State = Question.State
MP3 = b"ID3" + bytes(range(200)) * 20


def voiced(state=State.RECEIVED, **more):
    facts = {"state": state, "reason": "x" if state == State.REFUSED else ""}
    question = QuestionFactory(**facts)
    return VoiceFactory(
        question=question, state="ready", playable=ContentFile(MP3, name="a.mp3"), original="", **more
    ).question


def listen(client, question, **headers):
    return client.get(reverse("questions:voice", args=[question.pk]), headers=headers)


def test_what_was_published_anybody_hears_in_parts(client):
    question = voiced(State.PUBLISHED)
    whole = listen(client, question, accept_encoding="gzip")
    assert (whole.status_code, whole["Content-Type"], b"".join(whole)) == (200, "audio/mpeg", MP3)
    part = listen(client, question, range="bytes=100-199")
    assert (part.status_code, part["Content-Range"], b"".join(part)) == (206, f"bytes 100-199/{len(MP3)}", MP3[100:200])


HEARD = {
    # nobody, somebody, the asker, a moderator there, a moderator elsewhere, the pressigned_in, a coach
    State.RECEIVED: [404, 404, 200, 200, 404, 200, 404],
    State.PUBLISHED: [200, 200, 200, 200, 200, 200, 200],
    State.REFUSED: [404, 404, 200, 200, 404, 200, 404],
    State.WITHDRAWN: [404, 404, 404, 404, 404, 404, 404],
}


@pytest.mark.parametrize("state", HEARD)
def test_before_that_those_who_said_it_or_work_on_it_hear_it(client, signed_in, state):
    question = voiced(state)
    area = question.edition.area
    who = [
        PersonFactory(),
        question.asker,
        staff(Role.MODERATOR, area),
        staff(Role.MODERATOR, CityFactory()),
        staff(Role.PRESENTER, area),
        staff(Role.COACH, area),
    ]
    nobody = listen(client, question).status_code
    assert [nobody, *[listen(signed_in(person), question).status_code for person in who]] == HEARD[state]


def test_staff_pass_their_second_factor_before_they_hear_what_is_not_published(client):
    question = voiced()
    client.force_login(staff(Role.MODERATOR, question.edition.area))
    assert listen(client, question).status_code == 404


def test_what_is_not_published_is_kept_by_no_browser(signed_in):
    question = voiced()
    answer = listen(signed_in(question.asker), question)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_voice_that_is_not_ready_or_whose_file_is_gone_is_not_there(client):
    waiting = VoiceFactory().question
    lost = voiced(State.PUBLISHED)
    lost.voice.playable.delete(save=False)
    VoiceFactory._meta.model.objects.filter(question=lost).update(playable="voices/none.mp3")
    assert [listen(client, question).status_code for question in (waiting, lost)] == [404, 404]


def test_spoken_consent_is_heard_by_moderators_of_the_edition_alone(client, signed_in):
    question = voiced(State.PUBLISHED, consent=ContentFile(MP3, name="c.mp3"))
    address = reverse("questions:consent", args=[question.pk])
    area = question.edition.area
    people = [staff(Role.MODERATOR, area), staff(Role.MODERATOR, CityFactory()), staff(Role.PRESENTER, area)]
    assert [signed_in(person).get(address).status_code for person in people] == [200, 404, 403]
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("name", ["voice", "consent"])
def test_a_number_that_no_question_can_have_finds_none(signed_in, name):
    client = signed_in(staff(Role.MODERATOR, CityFactory()))
    assert client.get(reverse(f"questions:{name}", args=[2**63])).status_code == 404
