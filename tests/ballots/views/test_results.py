import io
import json
import zipfile

import pytest
from django.core.cache import cache

from meydan.ballots import results
from meydan.ballots.models import Channel, Entitlement, Result
from meydan.journal.models import Line
from tests.ballots.counted import Town
from tests.factories.ballots import PollFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
FILES = ("transcript.json", "result.json", "round.zip", "0.lots.txt", "minutes.pdf")


def alike(town):
    """Where everybody votes the same, ballots are published."""
    town.cast(12)
    town.poll.ballots.filter(pot__order=0).update(marks={"options": [1], "points": []})
    town.poll.ballots.exclude(pot__order=0).update(marks={"options": [], "points": []})
    return town.committed().sealed().drawn().counted()


@pytest.mark.parametrize(("state", "status"), [("prepared", 404), ("open", 200), ("closed", 200), ("void", 200)])
def test_before_the_count_the_page_says_when_there_will_be_a_result(client, state, status):
    traits = {"prepared": True} if state == "prepared" else {"state": state}
    poll = PollFactory(**traits, **({"void_reason": "برق رفت"} if state == "void" else {}))
    assert client.get(f"/ballots/{poll.pk}/result/").status_code == status
    for page in ("files/", "files/round.zip", "files/0.pb"):
        assert client.get(f"/ballots/{poll.pk}/{page}").status_code == 404


def test_a_round_and_its_pots_are_shown_in_few_queries(client, django_assert_num_queries):
    town = Town().whole()
    with django_assert_num_queries(11):
        assert client.get(f"/ballots/{town.poll.pk}/result/").status_code == 200
    pot = town.poll.pots.first()
    with django_assert_num_queries(6):
        page = client.get(f"/ballots/{town.poll.pk}/result/{pot.pk}/").content.decode()
    for told in Result.objects.get(pot=pot, kind="written").explained["projects"].values():
        assert ("برگزیدهٔ شمارهٔ" in page) or told["place"] is None
    assert client.get(f"/ballots/{PollFactory(counted=True).pk}/result/{pot.pk}/").status_code == 404


def test_the_minutes_of_a_count_are_set_once(client):
    town = Town().whole()
    address = f"/ballots/{town.poll.pk}/files/minutes.pdf"
    key = "base.paper." + client.get(address)["ETag"].strip('"')
    cache.set(key, b"%PDF as kept")
    assert client.get(address).content == b"%PDF as kept"


def test_where_too_many_are_unique_only_oversight_gets_the_ballots_and_it_is_written_down(client, signed_in):
    town = Town().whole()
    address = f"/ballots/{town.poll.pk}/files/"
    assert "چرا خود رأی‌ها اینجا نیست" in client.get(address).content.decode()
    assert client.get(f"{address}0.pb").status_code == 404
    for name in FILES:
        assert client.get(f"{address}{name}").status_code == 200
    taking = f"/desk/ballots/{town.poll.pk}/oversee/0.pb"
    assert signed_in(town.officer).post(taking).status_code == 403
    assert signed_in(staff("oversight", CityFactory())).post(taking).status_code == 404
    taken = signed_in(town.overseers[0]).post(taking)
    assert b"".join(taken.streaming_content).startswith(b"META\n")
    assert Line.objects.filter(verb="ballots.take_ballots").count() == 1


def test_where_few_are_unique_everybody_gets_the_ballots(client):
    town = alike(Town())
    address = f"/ballots/{town.poll.pk}/files/"
    assert "چرا خود رأی‌ها اینجا نیست" not in client.get(address).content.decode()
    assert b"".join(client.get(f"{address}0.pb").streaming_content).startswith(b"META\n")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{address}round.zip").streaming_content)))
    assert packed.read("rulebook.json").decode() == town.poll.rulebook
    told = json.loads(client.get(f"{address}result.json").content)
    assert [pot["winners"] for pot in told["pots"]] == [
        row.winners for row in Result.objects.filter(kind="written").order_by("pot__is_wide", "pot__order")
    ]


def test_what_a_pot_hides_is_not_worked_out_from_the_whole_round():
    town = Town().cast(40)
    Entitlement.objects.update(channel=Channel.WEB)
    for order, kiosk in ((0, 3), (1, 8)):
        some = Entitlement.objects.filter(pot__order=order)
        Entitlement.objects.filter(pk__in=some.values("pk")[:kiosk]).update(channel=Channel.KIOSK)
    town.committed().sealed().drawn().counted()
    whole = results.overview(town.poll)
    pots = [dict(row.turnout.by_channel)[Channel.KIOSK] for row in whole.rows]
    assert pots[:2] == [None, 8]
    assert dict(whole.by_channel)[Channel.KIOSK] is None


def test_a_few_voters_of_one_way_are_not_shown(client):
    town = Town().cast(12)
    rows = Entitlement.objects.filter(pot__order=0)
    rows.update(channel=Channel.WEB)
    Entitlement.objects.filter(pk=rows.first().pk).update(channel=Channel.KIOSK)
    town.committed().sealed().drawn().counted()
    page = client.get(f"/ballots/{town.poll.pk}/result/{town.poll.pots.first().pk}/").content.decode()
    assert page.count("نمایش داده نمی‌شود") + page.count("نشان داده نمی‌شود") >= 2
