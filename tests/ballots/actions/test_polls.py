import datetime as dt
import hashlib
import json

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from meydan.ballots import actions, doors
from meydan.ballots.models import Option, Poll, Pot
from meydan.base.refusal import Refusal
from meydan.engines import counting
from tests.factories.ballots import OptionFactory, PollFactory, PotFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
RULEBOOK = counting.Rulebook(max_choices=5)


def facts(**more):
    now = timezone.now()
    return {
        "by": None,
        "door": "budgets",
        "activity": 7,
        "url": "/budgets/7/",
        "title": "من شهردارم",
        "speech": "approval",
        "most": 5,
        "points": 0,
        "reach": "own",
        "min_age": 14,
        "opens_at": now + dt.timedelta(days=1),
        "closes_at": now + dt.timedelta(days=9),
    } | more


@pytest.fixture
def prepared(db):
    city = CityFactory()
    home = NeighborhoodFactory(parent=city)
    poll = actions.prepare_poll(**facts(area=city))
    pots = [actions.PotDraft(area=home, budget=100), actions.PotDraft(area=city, budget=50, is_wide=True)]
    options = [
        actions.OptionDraft(subject=31, pot_area_id=home.pk, title="روشنایی", cost=40, latitude=35.7, longitude=51.4),
        actions.OptionDraft(subject=32, pot_area_id=city.pk, title="پل", cost=50),
    ]
    return actions.set_pots_and_options(by=None, poll=poll, pots=pots, options=options)


def test_a_poll_is_prepared_once_an_activity_and_can_be_said_differently(prepared):
    again = actions.prepare_poll(**facts(area=prepared.area, title="دور دوم"))
    assert (again.pk, again.title, Poll.objects.count()) == (prepared.pk, "دور دوم", 1)


def test_pots_and_options_are_set_anew_and_numbered_in_their_order(prepared):
    assert list(Option.objects.values_list("number", "subject", "pot__order")) == [(1, 31, 0), (2, 32, 1)]
    actions.set_pots_and_options(
        by=None,
        poll=prepared,
        pots=[actions.PotDraft(area=prepared.area, budget=9)],
        options=[actions.OptionDraft(subject=32, pot_area_id=prepared.area_id, title="پل", cost=9)],
    )
    assert (list(Option.objects.values_list("number", "subject")), Pot.objects.count()) == ([(1, 32)], 1)


def test_as_it_opens_rulebook_and_list_are_written_down_and_hashed(prepared):
    poll = actions.open_poll(by=None, poll=prepared, rulebook=RULEBOOK)
    assert (poll.state, poll.opens_at == poll.opened_at) == ("open", True)
    for text, sha in ((poll.rulebook, poll.rulebook_sha256), (poll.options_list, poll.options_sha256)):
        assert hashlib.sha256(text.encode()).hexdigest() == sha
    assert poll.rulebook_sha256 == RULEBOOK.sha256()
    told = json.loads(poll.options_list)
    assert [(one["number"], one["pot"], one["cost"], one["latitude"]) for one in told["options"]] == [
        (1, 0, 40, "35.700000"), (2, 1, 50, None),
    ]  # fmt: skip


def test_what_opened_cannot_be_prepared_again(prepared):
    actions.open_poll(by=None, poll=prepared, rulebook=RULEBOOK)
    with pytest.raises(Refusal, match="cannot change"):
        actions.open_poll(by=None, poll=prepared, rulebook=RULEBOOK)
    with pytest.raises(Refusal, match="cannot change"):
        actions.set_pots_and_options(by=None, poll=prepared, pots=[], options=[])
    with pytest.raises(Refusal, match="cannot change"):
        actions.prepare_poll(**facts(area=prepared.area))


@pytest.mark.parametrize(
    "column", ["rulebook", "rulebook_sha256", "options_list", "options_sha256", "speech", "most", "reach", "min_age"]
)
def test_the_database_keeps_what_a_poll_opened_with(column):
    poll = PollFactory()
    value = 3 if column in {"most", "min_age"} else "other"
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(**{column: value})
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(state="prepared")
    Poll.objects.filter(pk=poll.pk).update(state="closed")


def test_the_database_keeps_pots_and_options_of_an_open_poll(db):
    option = OptionFactory()
    for rows, column in ((Option.objects.filter(pk=option.pk), "cost"), (Pot.objects.all(), "budget")):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(**{column: 1})
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Option.objects.filter(pk=option.pk).delete()
    free = OptionFactory(pot=PotFactory(poll=PollFactory(prepared=True)))
    assert Option.objects.filter(pk=free.pk).update(cost=2) == 1


@pytest.mark.parametrize(
    ("speech", "rulebook"),
    [
        ("approval", counting.Rulebook(max_choices=4)),
        ("approval", counting.Rulebook(max_choices=5, within_budget=True)),
        ("knapsack", counting.Rulebook(max_choices=5)),
        ("ranked", counting.Rulebook(max_choices=5, vote_type=counting.VoteType.APPROVAL)),
        ("points", counting.Rulebook(max_points=9)),
    ],
)
def test_a_rulebook_that_says_otherwise_than_the_ballot_opens_nothing(prepared, speech, rulebook):
    poll = actions.prepare_poll(**facts(area=prepared.area, speech=speech, points=10))
    with pytest.raises(Refusal, match="disagree"):
        actions.open_poll(by=None, poll=poll, rulebook=rulebook)


def test_a_poll_without_projects_or_past_its_closing_is_not_opened(db):
    now = timezone.now()
    with pytest.raises(Refusal, match="no project"):
        actions.open_poll(by=None, poll=PollFactory(prepared=True), rulebook=RULEBOOK)
    over = PollFactory(prepared=True, opens_at=now - dt.timedelta(2), closes_at=now - dt.timedelta(1))
    OptionFactory(pot=PotFactory(poll=over))
    with pytest.raises(Refusal, match="has passed"):
        actions.open_poll(by=None, poll=over, rulebook=RULEBOOK)


def test_closing_is_put_off_and_never_brought_forward(db):
    poll, by = PollFactory(), PersonFactory()
    later = poll.closes_at + dt.timedelta(days=1)
    put_off = actions.put_off_closing(by=by, poll=poll, closes_at=later, reason="برف آمد.")
    assert (put_off.closes_at, put_off.put_off_reason) == (later, "برف آمد.")
    for when, reason, words in ((poll.closes_at, "x", "later than"), (later + dt.timedelta(1), " ", "Say why")):
        with pytest.raises(Refusal, match=words):
            actions.put_off_closing(by=by, poll=poll, closes_at=when, reason=reason)
    with pytest.raises(Refusal, match="Only the closing of an open"):
        actions.put_off_closing(by=by, poll=PollFactory(closed=True), closes_at=later, reason="x")


def test_a_poll_is_void_in_public_with_the_reason(db):
    heard = []
    doors.register(doors.Door(name="test", voided=heard.append))
    poll = actions.void(by=None, poll=PollFactory(door="test"), reason="فهرست نادرست بود.")
    assert (poll.state, heard) == ("void", [poll])
    with pytest.raises(Refusal, match="not declared void"):
        actions.void(by=None, poll=poll, reason="دوباره")
    with pytest.raises(Refusal, match="Say why"):
        actions.void(by=None, poll=PollFactory(), reason=" ")
