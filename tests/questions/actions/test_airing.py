import pytest
from django.utils import timezone, translation

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.questions import actions, queries
from meydan.questions.models import Edition, Question
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import EditionFactory, QuestionFactory, TribuneFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    return EditionFactory(stage=Edition.Stage.LIVE)


@pytest.fixture
def presenter(edition):
    return staff(Role.PRESENTER, edition.area)


@pytest.fixture
def four(edition):
    """By votes: a, b, c, d."""
    return [QuestionFactory(edition=edition, supports=votes) for votes in (40, 30, 20, 10)]


def order(edition):
    return [one.pk for one in queries.running_order(edition)]


def test_by_votes_until_somebody_arranges(edition, presenter, four):
    a, b, c, d = four
    tribune = TribuneFactory(edition=edition)
    e = QuestionFactory(edition=edition, channel="tribune", tribune=tribune)
    assert order(edition) == [a.pk, b.pk, c.pk, d.pk, e.pk]
    assert actions.arrange(by=presenter, edition=edition, how="fair") == [a.pk, e.pk, b.pk, c.pk, d.pk]
    assert order(edition) == [a.pk, e.pk, b.pk, c.pk, d.pk]
    Question.objects.filter(pk=d.pk).update(supports=99)
    assert order(edition)[0] == a.pk  # what has its place keeps it
    actions.arrange(by=presenter, edition=edition, how="votes")
    assert order(edition) == [d.pk, a.pk, b.pk, c.pk, e.pk]


def test_an_order_made_in_mid_evening_counts_what_was_on_air(edition, presenter, four):
    tribune = TribuneFactory(edition=edition)
    QuestionFactory(edition=edition, aired_at=timezone.now(), supports=99)
    QuestionFactory(edition=edition, on_air_since=timezone.now(), supports=98)
    spoken = [QuestionFactory(edition=edition, channel="tribune", tribune=tribune).pk for _time in range(3)]
    assert actions.arrange(by=presenter, edition=edition, how="fair")[:4] == [*spoken[:2], four[0].pk, spoken[2]]


@pytest.mark.parametrize(
    ("moved", "before", "found"),
    [(3, 0, [3, 0, 1, 2]), (3, 1, [0, 3, 1, 2]), (0, 3, [1, 2, 0, 3]), (1, None, [1, 0, 2, 3]), (2, 2, None)],
)
def test_one_is_put_before_another(presenter, four, moved, before, found):
    """Before none: after all that have a place, and none has one yet."""
    target = None if before is None else four[before]
    if found is None:
        with pytest.raises(Refusal):
            actions.move(by=presenter, question=four[moved], before=target)
        found = [0, 1, 2, 3]
    else:
        actions.move(by=presenter, question=four[moved], before=target)
    assert order(four[0].edition) == [four[place].pk for place in found]


def test_who_has_no_place_follows_by_votes_after_a_move(edition, presenter, four):
    actions.move(by=presenter, question=four[2], before=four[0])
    late = QuestionFactory(edition=edition, supports=35)
    assert order(edition) == [four[2].pk, four[0].pk, late.pk, four[1].pk, four[3].pk]


def test_what_is_not_in_line_is_not_moved_and_nothing_is_put_before_it(edition, presenter, four):
    others = [
        QuestionFactory(edition=edition, waiting=True),
        QuestionFactory(edition=edition, aired_at=timezone.now()),
        QuestionFactory(),
    ]
    for other in others[:2]:
        with pytest.raises(Refusal, match="changed meanwhile"):
            actions.move(by=presenter, question=other, before=four[0])
    for other in others:
        with pytest.raises(Refusal, match="changed meanwhile"):
            actions.move(by=presenter, question=four[0], before=other)


def test_what_comes_on_air_ends_what_was_there_and_its_moment_is_kept(edition, presenter, four, time_machine):
    a, b, *_rest = four
    time_machine.move_to("2021-06-23 16:00Z", tick=False)
    began = timezone.now()
    assert actions.put_on_air(by=presenter, question=a, instead_of=None).on_air_since == began
    time_machine.shift(120)
    actions.put_on_air(by=presenter, question=b, instead_of=a.pk)
    a.refresh_from_db()
    assert (a.on_air_since, a.aired_at) == (None, began)
    assert queries.on_air(edition) == b
    assert order(edition) == [one.pk for one in four[2:]]
    verbs = Line.objects.filter(verb="questions.put_on_air").order_by("number").values_list("subject_id", flat=True)
    assert list(verbs) == [str(a.pk), str(b.pk)]


def test_a_second_press_changes_nothing_and_a_page_that_is_behind_is_told_so(edition, presenter, four):
    a, b, c, _d = four
    actions.put_on_air(by=presenter, question=a, instead_of=None)
    since = actions.put_on_air(by=presenter, question=a, instead_of=None).on_air_since
    assert Question.objects.get(pk=a.pk).on_air_since == since
    for seen in (None, c.pk):
        with pytest.raises(Refusal, match="put on air meanwhile"):
            actions.put_on_air(by=presenter, question=b, instead_of=seen)
    assert queries.on_air(edition) == a


def test_off_the_air_it_was_answered_or_stands_first_again(edition, presenter, four):
    a, b, *_rest = four
    actions.arrange(by=presenter, edition=edition, how="votes")
    actions.put_on_air(by=presenter, question=b, instead_of=None)
    actions.take_off_air(by=presenter, question=b, answered=False)
    assert order(edition)[:2] == [b.pk, a.pk]
    actions.put_on_air(by=presenter, question=b, instead_of=None)
    done = actions.take_off_air(by=presenter, question=b, answered=True)
    assert (done.aired_at is not None, order(edition)[0]) == (True, a.pk)
    with pytest.raises(Refusal, match="not on air any more"):
        actions.take_off_air(by=presenter, question=b, answered=True)


@pytest.mark.parametrize("stage", ["collecting", "answering", "following", "cancelled"])
def test_nothing_comes_on_air_unless_the_edition_is(stage):
    edition = EditionFactory(stage=stage)
    presenter = staff(Role.PRESENTER, edition.area)
    with pytest.raises(Refusal, match="not on air"):
        actions.put_on_air(by=presenter, question=QuestionFactory(edition=edition), instead_of=None)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.MAYOR, Role.TRIBUNE_HOST])
def test_only_who_presents_may(edition, four, role):
    for by in (staff(role, edition.area), PersonFactory(), staff(Role.PRESENTER)):
        with pytest.raises(Refusal, match="do not present"):
            actions.put_on_air(by=by, question=four[0], instead_of=None)
        with pytest.raises(Refusal, match="do not present"):
            actions.arrange(by=by, edition=edition, how="fair")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_presenters_who_press_at_once_one_puts_something_on_air():
    edition = EditionFactory(stage=Edition.Stage.LIVE)
    presenter = staff(Role.PRESENTER, edition.area)
    words = [QuestionFactory(edition=edition) for _word in range(16)]
    heard = at_once(16, lambda number: actions.put_on_air(by=presenter, question=words[number], instead_of=None))
    assert sorted(type(one).__name__ for one in heard) == ["Question", *["Refusal"] * 15]
    assert Question.objects.filter(on_air_since__isnull=False).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_moves_at_once_leave_one_whole_order():
    edition = EditionFactory(stage=Edition.Stage.LIVE)
    presenter = staff(Role.PRESENTER, edition.area)
    words = [QuestionFactory(edition=edition, supports=20 - number) for number in range(12)]
    actions.arrange(by=presenter, edition=edition, how="votes")

    def move(number):
        return actions.move(by=presenter, question=words[number], before=words[(number * 5 + 1) % 12])

    heard = at_once(12, move)
    assert [one for one in heard if isinstance(one, Exception) and not isinstance(one, Refusal)] == []
    places = list(queries.running_order(edition).values_list("position", flat=True))
    assert places == list(range(1, 13))
