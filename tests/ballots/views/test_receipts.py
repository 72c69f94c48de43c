import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meydan.ballots import actions
from meydan.ballots.models import Ballot, Root

pytestmark = pytest.mark.django_db


@pytest.fixture
def voted(city):
    """Somebody whose ballot stands in the published log with others."""
    person = city.somebody()
    ballot = city.cast(person, city.pots[0], 0, 2).ballot
    for home in (0, 1, 2):
        city.cast(city.somebody(home), city.pots[home], 0)
    actions.take_in(by=None, poll=city.poll, whole=True)
    actions.publish_root(by=None, poll=city.poll, occasion=Root.Occasion.DAILY)
    return person, ballot


def file_of(client, ballot):
    return json.loads(client.get(reverse("ballots:receipt_file", args=[ballot.serial])).content)


def checked(client, told):
    body = SimpleUploadedFile("receipt.json", json.dumps(told).encode())
    return client.post(reverse("ballots:verify"), {"file": body}).content.decode()


def test_a_receipt_is_read_by_its_serial_however_it_is_typed(voted, client):
    _person, ballot = voted
    spaced = " ".join([ballot.serial[:4], ballot.serial[4:8], ballot.serial[8:]]).lower()
    answer = client.post(reverse("ballots:verify"), {"serial": spaced})
    assert answer.url == reverse("ballots:receipt", args=[ballot.serial])
    page = client.get(answer.url).content.decode()
    assert ballot.commitment in page
    assert "رسیدی با این شماره نیست" in client.post(reverse("ballots:verify"), {"serial": "0" * 12}).content.decode()
    assert client.get(reverse("ballots:receipt", args=["0" * 12])).status_code == 404


def test_a_receipt_names_nobody_and_nothing_chosen(voted, client):
    person, ballot = voted
    for address in ("receipt", "receipt_file"):
        said = client.get(reverse(f"ballots:{address}", args=[ballot.serial])).content.decode()
        assert person.name not in said
        assert ballot.salt not in said
        assert not any(option.title in said for option in ballot.pot.options.all())
        assert '"options"' not in said


def test_its_file_holds_and_a_changed_one_does_not(voted, client):
    _person, ballot = voted
    told = file_of(client, ballot)
    assert "همه‌چیز درست است" in checked(client, told)
    for name, value in (("commitment", "0" * 64), ("serial", "0" * 12), ("version", 2), ("act", "changed")):
        assert '<h2 id="found">درست نیست' in checked(client, told | {name: value})
    for junk in ({}, [], {"format": "meydan/ballot-receipt/1"}, told | {"poll": "x"}, told | {"log": {"size": "a"}}):
        assert '<h2 id="found">درست نیست' in checked(client, junk)


def test_what_was_chosen_is_in_a_file_for_its_voter_until_the_close(voted, client, city):
    person, ballot = voted
    opened = reverse("ballots:opened_file", args=[ballot.serial])
    client.force_login(city.somebody())
    assert client.post(opened).status_code == 404
    client.force_login(person)
    told = json.loads(client.post(opened).content)
    assert told["opening"]["ballot"]["options"] == ballot.marks["options"]
    assert "همه‌چیز درست است" in checked(client, told)
    told["opening"]["ballot"]["options"] = [1]
    assert '<h2 id="found">درست نیست' in checked(client, told)
    Ballot.objects.filter(pk=ballot.pk).update(entitlement=None)
    assert client.post(opened).status_code == 404


def test_a_receipt_of_what_was_changed_since_is_not_the_last_word(voted, client, city):
    person, ballot = voted
    told = file_of(client, ballot)
    city.cast(person, city.pots[0], 1)
    page = checked(client, told)
    assert ('<h2 id="found">درست نیست' in page, page.count('class="wrong"')) == (True, 1)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (("log", "size"), float("inf")),
        (("log", "size"), 10**300),
        (("log", "size"), -1),
        (("log", "index"), float("inf")),
        (("log", "index"), 10**300),
        (("log", "root"), "\0"),
        (("log", "proof"), ["00"] * 9000),
        (("serial",), "\0"),
        (("serial",), {"a": []}),
        (("version",), float("inf")),
        (("commitment",), None),
        (("poll",), 10**300),
    ],
)
def test_a_receipt_made_up_to_break_the_page_is_none(city, client, part, value):
    told = {
        "format": "meydan/ballot-receipt/1",
        "act": "cast",
        "commitment": "0" * 64,
        "poll": str(city.poll.key),
        "serial": "0" * 12,
        "version": 1,
        "log": {"index": 0, "proof": [], "root": "0" * 64, "size": 1},
    }
    *way, last = part
    into = told
    for name in way:
        into = into[name]
    into[last] = value
    file = SimpleUploadedFile("receipt.json", json.dumps(told).encode()[: 64 * 1024])
    assert client.post(reverse("ballots:verify"), {"file": file}).status_code < 500


def test_one_cast_today_waits_for_the_night(city, client):
    ballot = city.cast(city.somebody(), city.pots[0], 0).ballot
    told = file_of(client, ballot)
    assert "log" not in told
    assert "تا اینجا درست است" in checked(client, told)
