import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meydan.base.roles import Role
from meydan.questions.models import Question, Voice
from tests import recordings
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.factories.questions import EditionFactory, TopicFactory, TribuneFactory

pytestmark = pytest.mark.django_db
WEBM = recordings.encoded("webm", "libopus")


@pytest.fixture
def host():
    return staff(Role.TRIBUNE_HOST, CityFactory())


@pytest.fixture
def tribune(host):
    edition = EditionFactory(series__area=host.areas_for(Role.TRIBUNE_HOST)[0])
    tribune = TribuneFactory(edition=edition)
    tribune.hosts.add(host)
    return tribune


@pytest.fixture
def said(host):
    """An entry as a tablet sends it."""
    return {
        "owner": host.pk,
        "id": str(uuid.uuid4()),
        "at": int(timezone.now().timestamp() * 1000) - 60_000,
        "kind": "suggestion",
        "topic": "",
        "area": "",
        "text": "یک ایستگاه اتوبوس کنار بازار بگذارید.",
        "phone": "",
    }


def voice(body=WEBM, name="voice.webm"):
    return SimpleUploadedFile(name, body, "audio/webm")


def sync(client, tribune, said):
    return client.post(reverse("questions:tribune_sync", args=[tribune.pk]), said)


def test_what_a_tablet_sends_is_taken_over_and_answered_with_its_code(signed_in, host, tribune, said):
    topic = TopicFactory(series=tribune.edition.series)
    tribune.edition.topics.add(topic)
    here = NeighborhoodFactory(parent=tribune.area)
    answer = sync(signed_in(host), tribune, said | {"voice": voice(), "topic": topic.pk, "area": here.pk})
    question = Question.objects.get()
    assert answer.json() == {"code": question.code, "said": 1}
    assert (question.kind, question.text, question.topic, question.area, str(question.key)) == (
        *("suggestion", said["text"], topic, here, said["id"]),
    )
    assert (int(question.said_at.timestamp() * 1000), question.voice.original.read()) == (said["at"], WEBM)


def test_a_sending_played_again_is_answered_the_same_and_counts_once(signed_in, host, tribune, said):
    client = signed_in(host)
    first, again = (sync(client, tribune, said | {"voice": voice()}).json() for _time in range(2))
    assert (again, Question.objects.count(), Voice.objects.count()) == (first, 1, 1)


def test_nothing_was_said_later_than_now(signed_in, host, tribune, said):
    sync(signed_in(host), tribune, said | {"at": said["at"] + 24 * 3600 * 1000})
    assert Question.objects.get().said_at <= timezone.now()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"id": "5"}, id="no key"),
        pytest.param({"id": ""}, id="without a key"),
        pytest.param({"kind": "theft"}, id="no kind"),
        pytest.param({"at": "دیروز"}, id="no moment"),
        pytest.param({"at": 10**30}, id="a moment beyond time"),
        pytest.param({"at": -1}, id="before time"),
        pytest.param({"owner": "x"}, id="nobody"),
        pytest.param({"text": ""}, id="nothing said"),
        pytest.param({"text": "\u200c"}, id="nothing to be seen"),
        pytest.param({"text": "x" * 2001}, id="too long"),
        pytest.param({"topic": "999999"}, id="a topic of no edition"),
        pytest.param({"area": "999999"}, id="an area elsewhere"),
        pytest.param({"phone": "12"}, id="no phone"),
        pytest.param({"phone": "09121234567"}, id="a phone without consent"),
        pytest.param({"voice": voice(b"<html>")}, id="a page for a voice"),
        pytest.param({"voice": voice(b"")}, id="an empty voice"),
        pytest.param({"voice": voice(b"OggS" + bytes(6 << 20))}, id="a voice too large"),
        pytest.param({"phone": "09121234567", "consent": voice(b"yes")}, id="no recorded consent"),
    ],
)
def test_forged_entries_are_refused_and_say_why(signed_in, host, tribune, said, change):
    answer = sync(signed_in(host), tribune, said | change)
    assert (answer.status_code, Question.objects.count()) == (400, 0)
    assert answer.json()["error"]


def test_what_another_account_recorded_waits_for_it(signed_in, host, tribune, said):
    answer = sync(signed_in(host), tribune, said | {"owner": PersonFactory().pk})
    assert (answer.status_code, Question.objects.count()) == (409, 0)


def test_what_was_said_when_no_tribune_stood_is_refused_for_good(signed_in, host, tribune, said):
    answer = sync(signed_in(host), tribune, said | {"at": 0})
    assert (answer.status_code, bool(answer.json()["error"])) == (422, True)


def test_only_hosts_of_it_send_and_open_it(signed_in, client, host, tribune, said):
    page = reverse("questions:tribune", args=[tribune.pk])
    other = staff(Role.TRIBUNE_HOST, tribune.area)
    for person, expected in ((host, 200), (other, 404), (PersonFactory(), 403)):
        own = signed_in(person)
        answers = [own.get(page).status_code, sync(own, tribune, said | {"owner": person.pk}).status_code]
        assert answers == [expected, expected]
    client.logout()
    assert (client.get(page).status_code, sync(client, tribune, said).status_code) == (302, 302)
    assert Question.objects.count() == 1


def test_a_sending_without_the_token_of_the_session_is_refused(host, tribune, said, signed_in):
    session = signed_in(host).cookies["sessionid"].value
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["sessionid"] = session
    assert sync(strict, tribune, said).status_code == 403
    token = strict.get(reverse("questions:tribune_token")).json()
    answer = strict.post(
        reverse("questions:tribune_sync", args=[tribune.pk]), said, headers={"X-CSRFToken": token["token"]}
    )
    assert (answer.status_code, token["owner"]) == (200, host.pk)


def test_the_screen_carries_what_a_host_needs_and_no_name_of_a_citizen(signed_in, host, tribune):
    NeighborhoodFactory(parent=tribune.area, name="سالاریه")
    answer = signed_in(host).get(reverse("questions:tribune", args=[tribune.pk]))
    text = answer.text
    start = text.index('<script id="tribune-pocket"')
    pocket = json.loads(text[text.index(">", start) + 1 : text.index("</script>", start)])
    assert (pocket["id"], pocket["scenario"], [name for _key, name in pocket["areas"]]) == (
        *(tribune.pk, tribune.scenario, ["سالاریه"]),
    )
    assert host.name not in text
    assert "no-store" in answer["Cache-Control"]


def test_the_shell_is_the_same_screen_without_a_tribune(signed_in, host, tribune):
    answer = signed_in(host).get(reverse("questions:tribune_shell"))
    assert (answer.status_code, tribune.place in answer.text, "tribune-pocket" in answer.text) == (200, False, False)


def test_the_worker_stands_before_tribunes_alone(client):
    answer = client.get(reverse("questions:tribune_worker"))
    assert answer["Service-Worker-Allowed"] == reverse("questions:tribunes")
    assert '"numbered": "/desk/questions/tribunes/"' in answer.text
