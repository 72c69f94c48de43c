import datetime as dt
import uuid

import pytest

from meydan.attendance import actions
from meydan.attendance.models import Entry, HeadCount, Mark, State
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.participation.models import Participation
from tests.attendance.conftest import DURING
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import RegistrationFactory, SessionFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
PRESENT, LATE, ABSENT = State.PRESENT, State.LATE, State.ABSENT


def minute(number: int) -> dt.datetime:
    return DURING - dt.timedelta(minutes=20 - number)


def mark(person, state, at=0, **more) -> Saying:
    return Saying(person=person.pk, state=state, said_at=minute(at), **{"device": ONE, **more})


def ledger() -> list[tuple[str, int, int, int]]:
    return list(Participation.objects.order_by("evidence", "pk").values_list("evidence", "count", "women", "men"))


def outcomes(entries) -> list[str]:
    return [str(entry.outcome) for entry in entries]


def test_a_present_person_is_a_row_of_the_ledger_and_the_session_was_held(session, occasion, coach):
    person = PersonFactory(sex="woman", birth_year=1380)
    RegistrationFactory(program=session.program, person=person)
    actions.say(by=coach, occasion=occasion, sayings=[mark(person, PRESENT)])
    row = Participation.objects.get()
    assert (row.person, row.women, row.age_band, row.kind, row.door, row.activity) == (
        person,
        1,
        "18-29",
        "cultural",
        "programs",
        session.program_id,
    )
    occasion.refresh_from_db()
    assert occasion.status == "held"


def test_what_is_sent_again_is_answered_as_before_and_counts_once(occasion, coach, guest):
    said = mark(guest, PRESENT)
    first = actions.say(by=coach, occasion=occasion, sayings=[said])
    again = actions.say(by=coach, occasion=occasion, sayings=[said, said])
    assert [entry.pk for entry in again] == [first[0].pk] * 2
    assert (Entry.objects.count(), ledger()) == (1, [("roll_call", 1, 0, 0)])


def test_a_corrected_mark_corrects_the_ledger(occasion, coach, guest):
    for number, state in enumerate((PRESENT, LATE, ABSENT)):
        actions.say(by=coach, occasion=occasion, sayings=[mark(guest, state, number)])
    assert (Mark.objects.get().state, ledger()) == ("absent", [])


@pytest.mark.parametrize(
    ("first", "second", "stands", "conflict"),
    [
        pytest.param((PRESENT, 1), (ABSENT, 2), ABSENT, True, id="the later word stands"),
        pytest.param((PRESENT, 2), (ABSENT, 1), PRESENT, True, id="and arrives first or last"),
        pytest.param((PRESENT, 2), (PRESENT, 1), PRESENT, False, id="two who agree are in no conflict"),
    ],
)
def test_two_phones_that_did_not_know_of_each_other(occasion, coach, guest, *, first, second, stands, conflict):
    (one,) = actions.say(by=coach, occasion=occasion, sayings=[mark(guest, *first)])
    (two,) = actions.say(by=coach, occasion=occasion, sayings=[mark(guest, *second, device=OTHER)])
    assert (Mark.objects.get().state, two.outcome == "conflict") == (stands, conflict)
    assert two.against == (one if conflict else None)
    assert Entry.objects.count() == 2


def test_a_phone_that_had_seen_what_stands_corrects_it(occasion, coach, guest):
    (one,) = actions.say(by=coach, occasion=occasion, sayings=[mark(guest, PRESENT, 2)])
    (two,) = actions.say(by=coach, occasion=occasion, sayings=[mark(guest, ABSENT, 1, device=OTHER, seen=one.pk)])
    assert (two.outcome, Mark.objects.get().state) == ("taken", "absent")


def test_a_phone_that_saw_the_same_said_by_itself_corrects_it_too(occasion, coach, guest):
    mine, theirs = mark(guest, PRESENT, 2, device=OTHER), mark(guest, PRESENT, 1)
    actions.say(by=coach, occasion=occasion, sayings=[theirs])
    later = mark(guest, ABSENT, 3, device=OTHER, seen=mine.id)
    assert outcomes(actions.say(by=coach, occasion=occasion, sayings=[mine, later])) == ["taken", "taken"]
    assert Mark.objects.get().state == "absent"


def test_heads_are_counted_by_age_beside_the_names_and_again(occasion, coach, guest):
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, PRESENT)])
    for band, women, total in (("", 25, 40), ("60+", 3, 3), ("", 26, 42)):
        count = Saying(kind=Entry.Kind.COUNT, age_band=band, women=women, total=total, device=ONE)
        actions.say(by=coach, occasion=occasion, sayings=[count])
    assert ledger() == [("head_count", 42, 26, 0), ("head_count", 3, 3, 0), ("roll_call", 1, 0, 0)]
    assert Participation.objects.get(count=3).age_band == "60+"


def test_a_count_of_nobody_withdraws_the_count(occasion, coach):
    for total in (40, 0):
        actions.say(by=coach, occasion=occasion, sayings=[Saying(kind=Entry.Kind.COUNT, total=total, at_desk=True)])
    assert (ledger(), HeadCount.objects.get().total) == ([], 0)


def test_two_phones_that_counted_differently_are_in_conflict(occasion, coach):
    for device, total in ((ONE, 20), (OTHER, 25)):
        count = Saying(kind=Entry.Kind.COUNT, total=total, device=device, said_at=minute(total))
        (said,) = actions.say(by=coach, occasion=occasion, sayings=[count])
    assert (said.outcome, HeadCount.objects.get().total) == ("conflict", 25)


def test_a_walk_in_is_known_by_name_only(occasion, coach):
    key = uuid.uuid4()
    walk_in = Saying(
        kind=Entry.Kind.WALK_IN, walk_in=key, name="رهگذر", sex="woman", age_band="60+", state=PRESENT, device=ONE
    )
    away = Saying(walk_in=key, state=ABSENT, device=ONE, seen=walk_in.id)
    actions.say(by=coach, occasion=occasion, sayings=[walk_in])
    assert Participation.objects.values_list("person", "women", "age_band").get() == (None, 1, "60+")
    actions.say(by=coach, occasion=occasion, sayings=[away])
    assert (Mark.objects.get().state, ledger()) == ("absent", [])


def test_a_walk_in_with_an_account_is_found_by_phone_and_shown_as_staff_wrote_them(occasion, coach):
    person = PersonFactory(name="نام در حساب")
    walk_in = Saying(
        kind=Entry.Kind.WALK_IN, walk_in=uuid.uuid4(), name="خاله زری", phone=person.phone, state=PRESENT, device=ONE
    )
    actions.say(by=coach, occasion=occasion, sayings=[walk_in])
    kept = Mark.objects.get()
    assert (kept.person, kept.name, Participation.objects.get().person) == (person, "خاله زری", person)


def test_a_walk_in_whose_phone_is_a_guests_is_that_guest(occasion, coach, guest):
    key = uuid.uuid4()
    walk_in = Saying(
        kind=Entry.Kind.WALK_IN, walk_in=key, name="نام دیگر", phone=guest.phone, state=PRESENT, device=ONE
    )
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, LATE), walk_in])
    actions.say(by=coach, occasion=occasion, sayings=[Saying(walk_in=key, state=LATE, device=ONE)])
    assert (Mark.objects.count(), Mark.objects.get().state) == (1, "late")


@pytest.mark.parametrize(
    ("reason", "said", "change"),
    [
        pytest.param("too_early", dt.timedelta(hours=-3), {}, id="before the roll opens"),
        pytest.param("cancelled", dt.timedelta(0), {"status": "cancelled"}, id="the session was cancelled"),
    ],
)
def test_what_cannot_be_taken_over_is_kept_with_its_reason(occasion, coach, guest, *, reason, said, change):
    type(occasion).objects.filter(pk=occasion.pk).update(**change)
    saying = Saying(person=guest.pk, state=PRESENT, device=ONE, said_at=DURING + said)
    (entry,) = actions.say(by=coach, occasion=occasion, sayings=[saying])
    assert (entry.outcome, entry.reason, Mark.objects.count()) == ("refused", reason, 0)
    assert Entry.objects.get().reason == reason


def test_a_mark_that_arrives_after_closing_is_kept_and_refused_but_not_an_officers(occasion, coach, officer, guest):
    actions.close(by=coach, occasion=occasion)
    (late,) = actions.say(by=coach, occasion=occasion, sayings=[mark(guest, PRESENT)])
    assert (late.reason, Mark.objects.get().state) == ("closed", "absent")
    seen = Mark.objects.get().entry_id
    (right,) = actions.say(by=officer, occasion=occasion, sayings=[mark(guest, PRESENT, seen=seen)])
    assert (right.outcome, Mark.objects.get().state) == ("taken", "present")


def test_somebody_who_gave_up_their_place_is_refused_and_kept(occasion, coach):
    (entry,) = actions.say(by=coach, occasion=occasion, sayings=[mark(PersonFactory(), PRESENT)])
    assert entry.reason == "not_expected"


def test_a_coach_of_elsewhere_says_nothing(occasion, guest):
    with pytest.raises(Refusal):
        actions.say(by=staff(Role.COACH), occasion=occasion, sayings=[mark(guest, PRESENT)])


def test_an_entry_of_another_session_is_not_this_ones(occasion, coach, guest):
    said = mark(guest, PRESENT)
    actions.say(by=coach, occasion=occasion, sayings=[said])
    other = SessionFactory(program=occasion.session.program)
    with pytest.raises(Refusal):
        actions.say(by=coach, occasion=other.occasion, sayings=[said])


def test_a_phone_from_the_future_says_it_now(occasion, coach, guest):
    saying = Saying(person=guest.pk, state=PRESENT, device=ONE, said_at=DURING + dt.timedelta(days=400))
    actions.say(by=coach, occasion=occasion, sayings=[saying])
    assert Mark.objects.get().at == DURING


@pytest.mark.django_db(transaction=True)
def test_the_same_marks_sent_by_eight_at_once_count_once(session, occasion, coach):
    people = [RegistrationFactory(program=session.program).person for _guest in range(10)]
    said = [mark(person, PRESENT) for person in people]
    found = at_once(8, lambda _number: actions.say(by=coach, occasion=occasion, sayings=said), threads=8)
    assert [one for one in found if isinstance(one, Exception)] == []
    assert (Entry.objects.count(), Mark.objects.count(), Participation.objects.count()) == (10, 10, 10)
