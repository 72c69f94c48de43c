import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.participation.models import Participation
from meydan.visits import actions, planning, tasks
from meydan.visits.models import ClosedDay, CounterFile, VisitCount
from tests.factories.people import staff
from tests.factories.places import VenueFactory
from tests.factories.visits import ClosedDayFactory, VisitCountFactory
from tests.visits.conftest import TODAY

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
THREE = "day;in\n1405/08/28;10\n1405/08/29;20\n1405/08/30;30\n"


def brought(by, venue, text=THREE, taken=()):
    file = actions.read_file(by=by, venue=venue, kind="cultural", text=text)
    return actions.start_file(by=by, file=file, taken=taken)


def counts():
    return list(VisitCount.objects.order_by("day").values_list("count", "source", "counter_count"))


def test_reading_a_file_writes_nothing_but_the_file(counter, venue):
    file = actions.read_file(by=counter, venue=venue, kind="cultural", text=THREE)
    assert (file.state, file.day_column, file.count_column, counts()) == ("looked_at", 0, 1, [])


def test_a_file_becomes_counts_and_rows_of_the_ledger(counter, venue):
    file = brought(counter, venue)
    assert (file.state, file.text, file.added) == ("written", "", 3)
    assert counts() == [(10, "counter", 10), (20, "counter", 20), (30, "counter", 30)]
    assert sorted(Participation.objects.values_list("count", flat=True)) == [10, 20, 30]
    assert Line.objects.get(verb="visits.apply_file").facts["added"] == 3


def test_the_same_file_twice_changes_nothing(counter, venue):
    brought(counter, venue)
    again = brought(counter, venue)
    assert (again.added, again.changed, again.kept) == (0, 0, 0)
    assert set(Participation.objects.values_list("times_said", flat=True)) == {1}


def test_the_counter_corrects_itself(counter, venue):
    brought(counter, venue)
    again = brought(counter, venue, "day;in\n1405/08/29;25\n")
    assert (again.changed, counts()[1]) == (1, (25, "counter", 25))


def test_what_a_person_said_stays_with_the_counters_number_beside_it(counter, venue):
    VisitCountFactory(venue=venue, day=TODAY - 2 * ONE, count=18)
    file = brought(counter, venue)
    assert (file.added, file.kept, counts()[1]) == (2, 1, (18, "hand", 20))


def test_unless_the_day_was_chosen(counter, venue):
    VisitCountFactory(venue=venue, day=TODAY - 2 * ONE, count=18, women=10)
    file = brought(counter, venue, taken=[(TODAY - 2 * ONE).isoformat(), "nonsense"])
    assert (file.changed, file.kept, counts()[1]) == (1, 0, (20, "counter", 20))


def test_a_long_past_count_by_hand_is_an_officers_to_change(venue, counter):
    day = dt.date(2020, 4, 3)
    text = "day;in\n1399/01/15;20\n"
    VisitCountFactory(venue=venue, day=day, count=18)
    assert brought(counter, venue, text, taken=[day.isoformat()]).kept == 1
    officer = staff(Role.PROGRAM_OFFICER, venue.area)
    assert brought(officer, venue, text, taken=[day.isoformat()]).changed == 1


def test_visitors_on_a_closed_day_are_asked_about_too(counter, venue):
    ClosedDayFactory(venue=venue, day=TODAY - 2 * ONE)
    assert brought(counter, venue).kept == 1
    day = (TODAY - 2 * ONE).isoformat()
    assert (brought(counter, venue, taken=[day]).added, ClosedDay.objects.count()) == (1, 0)


def test_a_large_file_is_written_by_a_task(counter, venue):
    days = "".join(f"{(TODAY - number * ONE).isoformat()};{number}\n" for number in range(450))
    file = brought(counter, venue, days)
    assert (file.state, VisitCount.objects.count()) == ("writing", 0)
    drain()
    file.refresh_from_db()
    assert (file.state, file.done, file.added, VisitCount.objects.count()) == ("written", 450, 450, 450)


def test_a_task_begun_again_goes_on_where_it_stopped(counter, venue):
    days = "".join(f"{(TODAY - number * ONE).isoformat()};{number}\n" for number in range(450))
    file = brought(counter, venue, days)
    lines = planning.plan(file, TODAY).lines
    actions.write_part(by=counter, file=file, lines=lines[:200], is_last=False)
    tasks.write_file.call(file.pk)
    file.refresh_from_db()
    assert (file.state, file.added, file.done) == ("written", 450, 450)
    tasks.write_file.call(file.pk)
    assert Line.objects.filter(verb="visits.apply_file").count() == 1


def test_started_twice_a_file_is_written_once(counter, venue):
    file = actions.read_file(by=counter, venue=venue, kind="cultural", text=THREE)
    actions.start_file(by=counter, file=file, taken=[])
    assert actions.start_file(by=counter, file=file, taken=[]).added == 3


def test_nobody_brings_a_file_of_another_areas_venue(counter):
    with pytest.raises(Refusal):
        brought(counter, VenueFactory())
    assert CounterFile.objects.count() == 0


def test_the_day_and_the_number_stand_in_two_columns(counter, venue):
    file = actions.read_file(by=counter, venue=venue, kind="cultural", text=THREE)
    with pytest.raises(Refusal):
        actions.choose_columns(by=counter, file=file, day_column=1, count_column=1)
