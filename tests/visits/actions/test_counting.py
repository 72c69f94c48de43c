import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.participation.models import Participation
from meydan.visits import actions
from meydan.visits.actions.counting import Counted
from meydan.visits.models import ClosedDay, VisitCount
from tests.factories.people import staff
from tests.factories.places import VenueFactory
from tests.visits.conftest import TODAY

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def count(by, venue, *, day=TODAY, seen=None, **counts):
    said = {kind: Counted(*(value if isinstance(value, tuple) else (value,))) if value is not None else None for kind, value in counts.items()}  # fmt: skip
    return actions.count_day(by=by, venue=venue, day=day, counts=said, seen=seen)


def ledger():
    return sorted(Participation.objects.values_list("door", "kind", "activity", "day", "count", "women", "evidence"))


def verbs():
    return list(Line.objects.filter(verb__startswith="visits.").order_by("number").values_list("verb", flat=True))


def test_a_count_becomes_rows_of_the_ledger(venue, counter):
    count(counter, venue, cultural=120, health=(30, 20, 10))
    assert ledger() == [
        ("visits", "cultural", 0, TODAY, 120, 0, "head_count"),
        ("visits", "health", 0, TODAY, 30, 20, "head_count"),
    ]


def test_zero_is_counted_and_not_a_gap(venue, counter):
    count(counter, venue, sports=0)
    assert list(Participation.objects.values_list("kind", "count")) == [("sports", 0)]


def test_a_correction_changes_the_ledger_and_keeps_its_history_in_the_journal(venue, counter):
    count(counter, venue, cultural=120)
    count(counter, venue, cultural=102)
    line = Line.objects.get(verb="visits.correct")
    assert (ledger()[0][4], line.facts["was"], line.facts["count"]) == (102, 120, 102)


def test_saying_the_same_again_writes_nothing(venue, counter):
    count(counter, venue, cultural=120)
    assert (count(counter, venue, cultural=120), verbs()) == ([], ["visits.count"])


def test_an_emptied_box_takes_the_count_back(venue, counter):
    count(counter, venue, cultural=120)
    count(counter, venue, cultural=None)
    assert (VisitCount.objects.count(), ledger(), verbs()) == (0, [], ["visits.count", "visits.erase"])


def test_women_and_men_are_within_the_count(venue, counter):
    with pytest.raises(Refusal) as refused:
        count(counter, venue, cultural=(10, 6, 5))
    assert refused.value.field == "cultural"


def test_what_somebody_else_wrote_in_the_meantime_is_not_written_over(venue, counter):
    count(counter, venue, cultural=45)
    with pytest.raises(Refusal) as refused:
        count(counter, venue, cultural=50, seen={"cultural": None})
    assert (refused.value.field, VisitCount.objects.get().count) == ("cultural", 45)


def test_a_box_left_as_it_stood_leaves_what_somebody_else_wrote(venue, counter):
    count(counter, venue, cultural=45)
    count(counter, venue, cultural=None, health=7, seen={"cultural": None, "health": None})
    assert dict(VisitCount.objects.values_list("kind", "count")) == {"cultural": 45, "health": 7}


def test_closed_is_neither_zero_nor_a_gap(venue, counter):
    count(counter, venue, cultural=0)
    actions.close_day(by=counter, venue=venue, day=TODAY)
    assert (VisitCount.objects.count(), ledger(), ClosedDay.objects.count()) == (0, [], 1)


def test_a_day_with_visitors_was_not_closed(venue, counter):
    count(counter, venue, cultural=3)
    with pytest.raises(Refusal):
        actions.close_day(by=counter, venue=venue, day=TODAY)


def test_counting_says_that_it_was_open(venue, counter):
    actions.close_day(by=counter, venue=venue, day=TODAY)
    count(counter, venue, cultural=3)
    assert (ClosedDay.objects.count(), verbs()) == (0, ["visits.close_day", "visits.reopen_day", "visits.count"])


def test_one_tap_takes_the_door_counters_number(venue, counter):
    count(counter, venue, cultural=(120, 60, 60))
    VisitCount.objects.update(counter_count=134)
    actions.take_counter(by=counter, venue=venue, day=TODAY)
    row = VisitCount.objects.get()
    assert (row.count, row.source, row.women, ledger()[0][4]) == (134, "counter", None, 134)
    with pytest.raises(Refusal):
        actions.take_counter(by=counter, venue=venue, day=TODAY)


@pytest.mark.parametrize(
    ("role", "day", "may"),
    [
        (Role.CENTER_STAFF, TODAY + ONE, False),
        (Role.PROGRAM_OFFICER, TODAY + ONE, False),
        (Role.CENTER_STAFF, TODAY, True),
        (Role.COACH, TODAY - 45 * ONE, True),
        (Role.COACH, TODAY - 46 * ONE, False),
        (Role.PROGRAM_OFFICER, TODAY - 460 * ONE, True),
        (Role.MANAGER, TODAY, False),
    ],
)
def test_who_may_count_which_day(venue, role, day, may):
    person = staff(role, venue.area)
    if may:
        assert len(count(person, venue, day=day, cultural=1)) == 1
    else:
        with pytest.raises(Refusal):
            count(person, venue, day=day, cultural=1)


def test_nobody_counts_at_another_areas_venue(counter):
    with pytest.raises(Refusal):
        count(counter, VenueFactory(), cultural=1)
