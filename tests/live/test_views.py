import pytest

from tests.factories.live import TopicFactory

pytestmark = pytest.mark.django_db
POLL = "/live/tests.room.1/?language="


def test_whoever_asks_gets_the_snapshot_in_their_language(client):
    TopicFactory(name="tests.room.1", version=7)
    answer = client.get(f"{POLL}fa")
    assert answer.json() == {"version": 7, "parts": {"now": "<p>اکنون</p>"}}
    assert client.get(f"{POLL}en").json()["parts"] == {"now": "<p>Now</p>"}
    assert client.get(f"{POLL}xx").json()["parts"] == {"now": "<p>اکنون</p>"}
    assert "no-cache" in answer["Cache-Control"]


def test_who_has_it_already_is_told_so_in_one_query(client, django_assert_num_queries):
    topic = TopicFactory(name="tests.room.1")
    etag = client.get(f"{POLL}fa")["ETag"]
    for said in (etag, f'W/{etag}, "old"'):
        with django_assert_num_queries(1):
            answer = client.get(f"{POLL}fa", headers={"If-None-Match": said})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert client.get(f"{POLL}en", headers={"If-None-Match": etag}).status_code == 200
    topic.version = 2
    topic.save()
    with django_assert_num_queries(2):
        assert client.get(f"{POLL}fa", headers={"If-None-Match": etag}).status_code == 200


def test_a_language_nobody_published_in_gets_the_other(client):
    TopicFactory(name="tests.room.1", state={"fa": {"now": "فقط فارسی"}})
    assert client.get(f"{POLL}en").json()["parts"] == {"now": "فقط فارسی"}


@pytest.mark.parametrize("name", ["tests.room.2", "TESTS.ROOM.1", "nothing", "a.%00", "a." + "x" * 200])
def test_what_is_not_there_is_not_found(client, name):
    TopicFactory(name="tests.room.1")
    assert client.get(f"/live/{name}/").status_code == 404


def test_it_is_only_read(client):
    TopicFactory(name="tests.room.1")
    assert client.post(POLL).status_code == 405
