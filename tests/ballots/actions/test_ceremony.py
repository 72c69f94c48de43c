import json

import pytest

from meydan.ballots import actions, chance, tasks
from meydan.ballots.models import Ceremony, Opening, Overseer, Poll
from meydan.base.refusal import Refusal
from meydan.engines import drawing
from tests.ballots.counted import DICE, Town
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
State = Poll.State


def test_only_who_holds_the_role_here_stands_at_a_ceremony_and_once():
    town = Town()
    person = town.overseers[0]
    with pytest.raises(Refusal):
        actions.appoint_overseer(by=person, poll=town.poll, person=person, body="شورا")
    with pytest.raises(Refusal):
        actions.appoint_overseer(by=town.officer, poll=town.poll, person=PersonFactory(), body="شورا")
    actions.appoint_overseer(by=town.officer, poll=town.poll, person=person, body="شورا")
    with pytest.raises(Refusal):
        actions.appoint_overseer(by=town.officer, poll=town.poll, person=person, body="شورا")
    actions.dismiss_overseer(by=town.officer, overseer=Overseer.objects.get())
    assert not Overseer.objects.exists()


def test_a_lost_secret_is_replaced_by_naming_what_it_replaces():
    town = Town().committed()
    ceremony, person = town.poll.ceremony, town.overseers[0]
    bound = ceremony.overseers.get(person=person).commitment
    with pytest.raises(Refusal):
        actions.commit(by=person, ceremony=ceremony, commitment="b" * 64)
    with pytest.raises(Refusal):
        actions.commit(by=person, ceremony=ceremony, commitment="no hash", instead_of=bound)
    with pytest.raises(Refusal):
        actions.commit(by=town.officer, ceremony=ceremony, commitment="b" * 64)
    assert actions.commit(by=person, ceremony=ceremony, commitment="b" * 64, instead_of=bound).commitment == "b" * 64


def test_dice_count_when_an_overseer_and_another_person_read_the_same():
    town = Town().cast(4).committed()
    with pytest.raises(Refusal):
        actions.read_dice(by=town.officer, ceremony=town.poll.ceremony, values=DICE)
    town.sealed()
    ceremony = town.poll.ceremony
    with pytest.raises(Refusal):
        actions.read_dice(by=PersonFactory(), ceremony=ceremony, values=DICE)
    with pytest.raises(Refusal):
        actions.read_dice(by=town.officer, ceremony=ceremony, values=DICE[:29] + "7")
    other_officer = staff("budget_officer", town.area)
    assert actions.read_dice(by=town.officer, ceremony=ceremony, values=DICE).dice == ""
    assert actions.read_dice(by=other_officer, ceremony=ceremony, values=DICE).dice == ""
    assert actions.read_dice(by=town.overseers[0], ceremony=ceremony, values="1" * 30).dice == ""
    assert actions.read_dice(by=town.overseers[1], ceremony=ceremony, values=DICE).dice == DICE


def test_of_secrets_and_dice_come_lots_and_lines_that_anybody_draws_again():
    town = Town().cast(8).committed().sealed().drawn()
    ceremony = town.poll.ceremony
    numbers = sorted(town.poll.options.values_list("number", flat=True))
    root = chance.root_of(town.poll)
    prizes = [("lots", len(numbers)), ("openings", 299)]
    secrets = {str(number): secret for number, secret in enumerate(town.secrets, 1)}
    dice = drawing.read_dice(DICE)
    assert ceremony.seed == drawing.seed(f"{town.poll.key}-1", root.root, prizes, secrets, dice)
    assert [f"P{number}" for number in ceremony.lots] == drawing.order(ceremony.seed, [f"P{n}" for n in numbers])
    lines = drawing.order(ceremony.seed, [f"L{index}" for index in range(root.size)])
    assert [f"L{one.index}" for one in Opening.objects.order_by("order")] == lines[:299]
    assert chance.mismatch(ceremony.transcript.encode()) == ""
    tasks.draw_lots.call(town.poll.pk)
    assert Opening.objects.count() == root.size


def test_what_was_changed_in_a_transcript_is_found():
    town = Town().cast(4).committed().sealed().drawn()
    told = json.loads(town.poll.ceremony.transcript)
    for name, value in {
        "dice": "1" * 30,
        "lots": told["lots"][::-1],
        "seed": "0" * 64,
        "openings": [0],
        "title": "دور دیگر",
    }.items():
        assert chance.mismatch(chance.canonical(told | {name: value})) == "fingerprint"
        body = {key: one for key, one in (told | {name: value}).items() if key != "sha256"}
        forged = chance.canonical(body | {"sha256": chance.digest(body)})
        assert chance.mismatch(forged) == {"dice": "seed", "title": ""}.get(name, name)


def test_a_wrong_secret_is_refused_and_a_right_one_taken_once():
    town = Town().cast(4).committed().sealed()
    ceremony, person = town.poll.ceremony, town.overseers[0]
    with pytest.raises(Refusal):
        actions.reveal(by=person, ceremony=ceremony, secret=town.secrets[0])
    town.rolled()
    with pytest.raises(Refusal):
        actions.reveal(by=person, ceremony=ceremony, secret=town.secrets[1])
    actions.reveal(by=person, ceremony=ceremony, secret=town.secrets[0])
    with pytest.raises(Refusal):
        actions.reveal(by=person, ceremony=ceremony, secret=town.secrets[0])
    tasks.draw_lots.call(town.poll.pk)
    assert town.again().poll.ceremony.seed == ""


def test_where_a_secret_stays_away_all_is_made_anew_and_what_was_is_told():
    town = Town().cast(4).committed().sealed()
    ceremony = town.poll.ceremony
    with pytest.raises(Refusal):
        actions.begin_anew(by=town.officer, ceremony=ceremony, reason="بیمار شد")
    town.rolled()
    actions.reveal(by=town.overseers[0], ceremony=ceremony, secret=town.secrets[0])
    row = actions.begin_anew(by=town.officer, ceremony=ceremony, reason="بیمار شد")
    assert (row.attempt, row.dice, row.engine_id) == (2, "", f"{town.poll.key}-2")
    assert (row.earlier[0]["dice"], row.earlier[0]["overseers"][0]["secret"]) == (DICE, town.secrets[0])
    assert set(Ceremony.objects.get().overseers.values_list("commitment", "secret")) == {("", "")}


def test_each_line_is_judged_once_by_oversight():
    town = Town().cast(4).committed().sealed().drawn()
    looks = [(index, True) for index in Opening.objects.values_list("index", flat=True)]
    with pytest.raises(Refusal):
        actions.keep_looks(by=town.officer, poll=town.poll, looks=looks)
    assert actions.keep_looks(by=town.overseers[0], poll=town.poll, looks=looks) == len(looks)
    assert actions.keep_looks(by=town.overseers[1], poll=town.poll, looks=[(looks[0][0], False)]) == 0
