"""Each step before, in and after its time, by each who may and may not."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine
from django.db import transaction

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.draws import actions, tasks
from meydan.draws.models import Draw, Overseer
from meydan.engines import drawing
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.models import Message
from tests.draws.evening import DICE, NOW, PRIZES
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
State = Draw.State

REACHED = {
    "preparing": "prepared",
    "committing": "committing",
    "committed": "committed",
    "frozen": "frozen",
    "revealing": "revealing",
    "rolled": "rolled",
    "drawn": "drawn",
    "closed": None,
    "void": None,
}


def reached(evening, stage):
    if stage == "void":
        return actions.void(by=evening.officer, draw=evening.committed(), reason="سالن در دسترس نیست")
    if stage == "closed":
        draw = evening.shown(prizes=PRIZES[:1], reserves=0)
        for place in draw.places.all():
            actions.replace(by=evening.officer, place=place, why="declined")
        return evening.again(draw)
    return getattr(evening, REACHED[stage])()


STEPS = {
    "start_committing": ({"preparing"}, lambda e, d, by: actions.start_committing(by=by, draw=d)),
    "freeze": ({"committed"}, lambda e, d, by: actions.freeze(by=by, draw=d)),
    "start_revealing": ({"frozen"}, lambda e, d, by: actions.start_revealing(by=by, draw=d)),
    "void": (
        {"committing", "committed", "frozen", "revealing", "rolled"},
        lambda e, d, by: actions.void(by=by, draw=d, reason="برق رفت"),
    ),
    "show_next": ({"drawn"}, lambda e, d, by: actions.show_next(by=by, draw=d, after=0)),
    "show_all": ({"drawn"}, lambda e, d, by: actions.show_all(by=by, draw=d)),
    "discard": ({"preparing"}, lambda e, d, by: actions.discard(by=by, draw=d)),
    "change": ({"preparing"}, lambda e, d, by: actions.change(by=by, draw=d, prizes=PRIZES, **e.facts())),
}


@contextmanager
def undone():
    """What is done within is tried and taken back: an evening is not held anew for each step."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("stage", REACHED)
def test_an_officers_step_is_taken_in_its_time_only(evening, stage):
    draw = reached(evening, stage)
    before = Draw.objects.filter(pk=draw.pk).values().get()
    taken = set()
    for step, (_times, take) in STEPS.items():
        with undone():
            try:
                take(evening, evening.again(draw), evening.officer)
            except Refusal:
                assert Draw.objects.filter(pk=draw.pk).values().get() == before
            else:
                taken.add(step)
    assert taken == {step for step, (times, _take) in STEPS.items() if stage in times}


@pytest.mark.parametrize("stage", sorted({min(times) for times, _take in STEPS.values()}))
def test_nobody_but_an_officer_of_the_area_takes_it(evening, stage):
    draw = reached(evening, stage)
    others = [staff(role, evening.area) for role in Role if role != Role.DRAW_OFFICER]
    others += [staff(Role.DRAW_OFFICER, CityFactory()), PersonFactory(), *evening.representatives]
    for take in [take for times, take in STEPS.values() if min(times) == stage]:
        for by in others:
            with pytest.raises(Refusal, match="شما در این محدوده قرعه‌کشی برگزار نمی‌کنید"):
                take(evening, draw, by)


def test_three_overseers_at_least_watch_each_other(evening):
    draw = evening.prepared()
    actions.dismiss_overseer(by=evening.officer, overseer=draw.overseers.first())
    with pytest.raises(Refusal, match="۱ ناظر دیگر"):
        actions.start_committing(by=evening.officer, draw=draw)


def test_only_representatives_for_the_area_are_appointed_and_each_once(evening):
    draw = evening.prepared()
    elsewhere = staff(Role.OVERSIGHT, CityFactory())
    nameless = staff(Role.OVERSIGHT, evening.area)
    nameless.name = ""
    nameless.save()
    for person in (elsewhere, nameless, PersonFactory(), evening.officer, evening.representatives[0]):
        with pytest.raises(Refusal):
            actions.appoint_overseer(by=evening.officer, draw=draw, person=person, body="شورا")
    assert draw.overseers.count() == 3


def test_overseers_are_told_and_the_list_waits_for_all_of_them(evening):
    draw = evening.committing()
    assert Message.objects.filter(template="draws.appointed").count() == 3
    for person in evening.representatives[:2]:
        evening.commit(draw, person)
    with pytest.raises(Refusal, match="۱ ناظر هنوز"):
        actions.freeze(by=evening.officer, draw=draw)


@pytest.mark.parametrize("stage", ["preparing", "frozen", "revealing", "drawn", "void"])
def test_no_secret_is_committed_outside_its_time(evening, stage):
    draw = reached(evening, stage)
    with pytest.raises(Refusal, match="پیش از بسته‌شدن فهرست"):
        evening.commit(draw, evening.representatives[0])


def test_a_lost_secret_is_replaced_by_naming_what_it_replaces(evening):
    draw = evening.committing()
    person = evening.representatives[0]
    first = evening.commit(draw, person)
    with pytest.raises(Refusal, match="پیش‌تر"):
        evening.commit(draw, person)
    second = evening.commit(draw, person, instead_of=first.commitment)
    assert second.commitment != first.commitment
    with pytest.raises(Refusal, match="پیش‌تر"):
        evening.commit(draw, person, instead_of=first.commitment)


@pytest.mark.parametrize("nonsense", ["", "x" * 64, "A" * 64, "a" * 63, "a" * 65, "ا" * 64])
def test_what_is_no_commitment_is_refused(evening, nonsense):
    with pytest.raises(Refusal):
        actions.commit(by=evening.representatives[0], draw=evening.committing(), commitment=nonsense)


def test_nobody_commits_or_reveals_for_somebody_else(evening):
    draw = evening.committing()
    for by in (evening.officer, staff(Role.OVERSIGHT, evening.area), PersonFactory()):
        with pytest.raises(Refusal, match="ناظر این قرعه‌کشی نیستید"):
            actions.commit(by=by, draw=draw, commitment="a" * 64)
        with pytest.raises(Refusal, match="ناظر این قرعه‌کشی نیستید"):
            actions.reveal(by=by, draw=draw, secret="a" * 64)


def test_dice_count_when_two_people_and_an_overseer_among_them_read_the_same(evening):
    draw = evening.revealing()
    officer, other, overseer = evening.officer, evening.other_officer, evening.representatives[0]
    read = [
        (officer, DICE, ""),
        (officer, DICE, ""),  # one person twice is one person
        (other, DICE, ""),  # two officers are not enough
        (overseer, "1" + DICE[1:], ""),  # read differently
        (overseer, DICE, DICE),  # and mended
    ]
    for by, values, agreed in read:
        assert actions.read_dice(by=by, draw=draw, values=values).dice == agreed
    assert draw.dice_readings.count() == 3
    with pytest.raises(Refusal):
        actions.read_dice(by=evening.representatives[1], draw=draw, values=DICE)


def test_dice_are_typed_as_people_type_and_nonsense_is_refused(evening):
    draw = evening.revealing()
    spaced = "۳ ۵ ۱ ۶ ۲ ۴ " * 5
    assert actions.read_dice(by=evening.officer, draw=draw, values=spaced).dice == ""
    assert draw.dice_readings.get().values == DICE
    for nonsense in ("", "1" * 29, "1" * 31, "7" * 30, "0" * 30, "الف" * 10):
        with pytest.raises(Refusal):
            actions.read_dice(by=evening.officer, draw=draw, values=nonsense)
    with pytest.raises(Refusal, match="مسئول قرعه‌کشی و ناظران"):
        actions.read_dice(by=PersonFactory(), draw=draw, values=DICE)


def test_a_reveal_must_open_its_own_commitment_to_this_draw(evening):
    draw = evening.rolled()
    one, other = evening.representatives[:2]
    copied = evening.secrets[other.pk]
    for secret in (copied, drawing.new_secret(), "", "nonsense", evening.secrets[one.pk][:-1]):
        with pytest.raises(Refusal, match="رازی که به آن متعهد شدید"):
            actions.reveal(by=one, draw=draw, secret=secret)
    revealed = actions.reveal(by=one, draw=draw, secret=evening.secrets[one.pk].upper())
    assert revealed.reveal == evening.secrets[one.pk]
    with pytest.raises(Refusal, match="پیش‌تر"):
        evening.reveal(draw, one)


def test_a_sentence_of_ones_own_is_a_secret_too(evening):
    draw = evening.committing()
    phrase = "نان سنگک داغ و پنیر لیقوان در صبح قم"
    secret = drawing.phrase_secret(phrase)
    for person in evening.representatives:
        evening.commit(draw, person, secret=secret)
    draw = actions.freeze(by=evening.officer, draw=draw)
    drain()
    draw = actions.start_revealing(by=evening.officer, draw=draw)
    for by in (evening.officer, evening.representatives[0]):
        actions.read_dice(by=by, draw=draw, values=DICE)
    assert actions.reveal(by=evening.representatives[0], draw=draw, secret=f"  {phrase}  ").reveal == secret


def test_what_was_revealed_in_an_earlier_draw_opens_nothing_in_the_next(evening):
    first = evening.rolled()
    person = evening.representatives[0]
    old = evening.reveal(first, person).reveal
    second = evening.rolled()
    with pytest.raises(Refusal):
        actions.reveal(by=person, draw=second, secret=old)


@pytest.mark.parametrize("missing", [1, 3])
def test_a_missing_reveal_voids_the_draw_in_public(evening, missing):
    draw = evening.rolled()
    for person in evening.representatives[missing:]:
        evening.reveal(draw, person)
    with time_machine.travel(NOW + dt.timedelta(minutes=30) - dt.timedelta(seconds=1), tick=False):
        tasks.void_if_late.call(draw.pk)
        assert evening.again(draw).state == State.REVEALING
    with time_machine.travel(NOW + dt.timedelta(minutes=30), tick=False):
        with pytest.raises(Refusal, match="مهلت"):
            evening.reveal(draw, evening.representatives[0])
        drain()
    draw = evening.again(draw)
    assert draw.state == State.VOID
    assert evening.representatives[0].name in draw.void_reason
    assert (evening.representatives[2].name in draw.void_reason) == (missing == 3)


def test_dice_that_nobody_reads_alike_void_the_draw(evening):
    draw = evening.revealing()
    actions.read_dice(by=evening.officer, draw=draw, values=DICE)
    with time_machine.travel(NOW + dt.timedelta(minutes=31), tick=False):
        with pytest.raises(Refusal):
            actions.read_dice(by=evening.representatives[0], draw=draw, values=DICE)
        tasks.look_after_draws.call()
    assert "تاس" in evening.again(draw).void_reason


def test_dice_give_the_overseers_their_time_anew(evening):
    draw = evening.revealing()
    with time_machine.travel(NOW + dt.timedelta(minutes=29), tick=False):
        for by in (evening.officer, evening.representatives[0]):
            draw = actions.read_dice(by=by, draw=draw, values=DICE)
    with time_machine.travel(NOW + dt.timedelta(minutes=58), tick=False):
        drain()
        for person in evening.representatives:
            evening.reveal(draw, person)
        drain()
    assert evening.again(draw).state == State.DRAWN


def test_once_all_secrets_are_told_nobody_stops_the_draw(evening):
    draw = evening.rolled()
    for person in evening.representatives:
        evening.reveal(draw, person)
    with pytest.raises(Refusal):
        actions.void(by=evening.officer, draw=draw, reason="نتیجه را نمی‌پسندم")


def test_the_journal_holds_no_secret_no_dice_and_no_name(evening):
    evening.drawn()
    written = " ".join(str(facts) for facts in Line.objects.values_list("facts", flat=True))
    told = [*evening.secrets.values(), DICE, *(person.name for person in evening.representatives)]
    assert [secret for secret in told if secret in written] == []
    assert Overseer.objects.exclude(reveal="").count() == 3
