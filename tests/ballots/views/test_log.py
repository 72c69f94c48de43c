import json

import pytest
from django.urls import reverse

from meydan.ballots import actions
from meydan.ballots.models import Entry, Root
from meydan.engines import merkle

pytestmark = pytest.mark.django_db


@pytest.fixture
def grown(city):
    """Two roots, after one and after four lines; a fifth waits."""
    roots = []
    for people in (1, 3):
        for _person in range(people):
            city.cast(city.somebody(), city.pots[0], 0)
        actions.take_in(by=None, poll=city.poll, whole=True)
        roots.append(actions.publish_root(by=None, poll=city.poll, occasion=Root.Occasion.DAILY))
    city.cast(city.somebody(), city.pots[0], 0)
    return roots


def test_anybody_takes_the_lines_and_computes_the_root(city, grown, client):
    body = b"".join(client.get(reverse("ballots:lines", args=[city.poll.pk])).streaming_content)
    lines = body.split(b"\n")[:-1]
    assert len(lines) == 4
    assert merkle.root(lines).hex() == grown[1].root
    told = json.loads(client.get(reverse("ballots:roots", args=[city.poll.pk])).content)
    assert [(one["size"], one["root"]) for one in told["roots"]] == [(1, grown[0].root), (4, grown[1].root)]
    assert Entry.objects.filter(index=None).count() == 1


def test_two_roots_are_compared_and_the_proof_taken_home(city, grown, client):
    asked = {"first": grown[1].pk, "second": grown[0].pk}
    page = client.get(reverse("ballots:log", args=[city.poll.pk]), asked).content.decode()
    assert "فقط بزرگ‌تر شده است" in page
    told = json.loads(client.get(reverse("ballots:consistency", args=[city.poll.pk]), asked).content)
    proof = [bytes.fromhex(part) for part in told["proof"]]
    first, second = bytes.fromhex(told["first"]["root"]), bytes.fromhex(told["second"]["root"])
    assert merkle.extends(first, 1, second, 4, proof)


@pytest.mark.parametrize("asked", [{}, {"first": "x", "second": "1"}, {"first": "۱", "second": "9" * 30}])
def test_of_no_two_roots_there_is_no_proof(city, grown, client, asked):
    assert client.get(reverse("ballots:consistency", args=[city.poll.pk]), asked).status_code == 404
    assert client.get(reverse("ballots:log", args=[city.poll.pk]), asked).status_code == 200
