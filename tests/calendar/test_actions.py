import datetime as dt
import itertools

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.calendar import actions
from meydan.calendar.models import HALL_RULE, Occasion, Series
from meydan.journal.models import Line
from tests.factories.calendar import HolidayFactory, OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory, NeighborhoodFactory, VenueFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SATURDAY = dt.date(2026, 11, 28)  # 7 Azar 1405
FIVE = dt.time(17, 0)


@pytest.fixture
def officer():
    return PersonFactory()


@pytest.fixture
def hall():
    return HallFactory()


def ask(**changes):
    hall = changes.get("hall")
    venue = changes.pop("venue", hall.venue if hall else None) or VenueFactory()
    known = {
        "title": "نقاشی",
        "kind": "cultural",
        "area": venue.area,
        "venue": venue,
        "day": SATURDAY,
        "clock": FIVE,
        "minutes": 90,
    }
    return {**known, **changes}


def refused(doing, **asked) -> Refusal:
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        doing(**asked)
    return refusal.value


def lines() -> list[tuple[str, dict]]:
    return [(line.verb, line.facts) for line in Line.objects.order_by("number")]


class TestPlan:
    def test_an_occasion_is_planned_resolved_and_written_down(self, officer, hall):
        occasion = actions.plan(by=officer, **ask(hall=hall, capacity=40))
        occasion.refresh_from_db()
        assert (occasion.status, occasion.announced_at, occasion.sequence) == (Occasion.Status.PLANNED, None, 0)
        assert occasion.starts_at == dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
        assert occasion.ends_at == dt.datetime(2026, 11, 28, 15, 0, tzinfo=dt.UTC)
        line = Line.objects.get()
        assert (line.verb, line.actor, line.area_id, line.subject_id) == (
            "calendar.plan",
            officer.key,
            occasion.area_id,
            str(occasion.pk),
        )
        assert line.facts == {"day": "2026-11-28", "hall": hall.pk, "venue": hall.venue_id}

    def test_a_prayer_is_resolved_where_the_venue_lies(self, officer):
        venue = VenueFactory(latitude=35.6944, longitude=51.4215)
        asked = ask(venue=venue, day=dt.date(2024, 11, 27), clock=None, prayer="maghrib", prayer_offset=20)
        occasion = actions.plan(by=officer, **asked)
        assert f"{timezone.localtime(occasion.starts_at):%H:%M}" == "17:32"

    def test_a_prayer_where_nobody_knows_the_place_is_refused(self, officer):
        area = NeighborhoodFactory(parent__latitude=None, parent__longitude=None)
        asked = {**ask(clock=None, prayer="maghrib"), "area": area, "venue": None}
        assert refused(actions.plan, by=officer, **asked).field == "prayer"

    @pytest.mark.parametrize(
        ("spoiled", "field"),
        [
            (lambda hall: {"hall": hall, "venue": VenueFactory()}, "hall"),
            (lambda hall: {"hall": HallFactory(is_open=False)}, "hall"),
            (lambda hall: {"venue": VenueFactory(is_open=False)}, "venue"),
            (lambda hall: {"hall": hall, "capacity": 51}, "capacity"),
            (lambda hall: {"hall": hall, "minutes": 3}, "minutes"),
        ],
    )
    def test_a_place_that_cannot_take_it_is_refused(self, officer, hall, spoiled, field):
        assert refused(actions.plan, by=officer, **ask(**spoiled(hall))).field == field
        assert Occasion.objects.count() == 0
        assert Line.objects.count() == 0

    @pytest.mark.parametrize(
        ("clock", "minutes", "fits"),
        [
            (dt.time(15, 0), 120, True),  # ends as the other begins
            (dt.time(15, 0), 121, False),
            (dt.time(17, 30), 30, False),  # within the other
            (dt.time(16, 0), 300, False),  # around the other
            (dt.time(18, 30), 60, True),  # begins as the other ends
        ],
    )
    def test_a_hall_holds_one_thing_at_a_time(self, officer, hall, clock, minutes, fits):
        actions.plan(by=officer, **ask(hall=hall, title="شطرنج"))
        asked = ask(hall=hall, clock=clock, minutes=minutes)
        if fits:
            actions.plan(by=officer, **asked)
        else:
            refusal = refused(actions.plan, by=officer, **asked)
            assert refusal.field == "hall"
            assert "شطرنج" in str(refusal.sentence)
        assert Occasion.objects.count() == 1 + fits

    def test_a_cancelled_occasion_gives_its_hall_back(self, officer, hall):
        first = actions.plan(by=officer, **ask(hall=hall))
        actions.cancel(by=officer, occasion=first, reason="تعمیر سالن")
        assert actions.plan(by=officer, **ask(hall=hall)).pk

    def test_one_leader_may_be_asked_twice(self, officer, hall):
        leader = PersonFactory()
        actions.plan(by=officer, **ask(hall=hall, leader=leader))
        assert actions.plan(by=officer, **ask(leader=leader)).leader == leader


class TestPlanSeries:
    RULE = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU"

    def test_every_saturday_and_tuesday_until_the_end_of_a_month_of_thirty_days(self, officer, hall):
        series, occasions = actions.plan_series(
            by=officer, rule=self.RULE, starts_on=SATURDAY, until=dt.date(2026, 12, 21),
            **{key: value for key, value in ask(hall=hall).items() if key != "day"},
        )  # fmt: skip
        days = ["11-28", "12-01", "12-05", "12-08", "12-12", "12-15", "12-19"]
        assert [f"{one.day:%m-%d}" for one in Occasion.objects.order_by("day")] == days
        assert {one.series_id for one in occasions} == {series.pk}
        assert series.rule == "RSCALE=PERSIAN;FREQ=WEEKLY;UNTIL=20261221;BYDAY=SA,TU;WKST=SA"
        assert lines() == [
            (
                "calendar.plan_series",
                {"first": "2026-11-28", "hall": hall.pk, "last": "2026-12-19", "occasions": 7, "venue": hall.venue_id},
            )
        ]

    @pytest.mark.parametrize(
        ("rule", "starts_on", "until", "days"),
        [
            # The 31st of each month: only months of 31 days have one.
            ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-08-01", "2026-12-30", ["2026-08-22", "2026-09-22"]),
            # The last day of Shahrivar (31) and of Mehr (30).
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-09-01", "2026-10-22", ["2026-09-22", "2026-10-22"]),
            # The first Friday of each month.
            ("FREQ=MONTHLY;BYDAY=1FR", "2026-10-23", "2027-01-20", ["2026-10-23", "2026-11-27", "2026-12-25"]),
            ("FREQ=WEEKLY;BYDAY=SA;COUNT=2", "2026-11-28", None, ["2026-11-28", "2026-12-05"]),
        ],
    )
    def test_rules_are_reckoned_in_the_jalali_calendar(self, officer, rule, starts_on, until, days):
        asked = {key: value for key, value in ask().items() if key != "day"}
        _series, occasions = actions.plan_series(
            by=officer, rule=f"RSCALE=PERSIAN;{rule}", starts_on=dt.date.fromisoformat(starts_on),
            until=until and dt.date.fromisoformat(until), skips_holidays=False, **asked,
        )  # fmt: skip
        assert [one.day.isoformat() for one in occasions] == days

    def test_holidays_and_exceptions_are_left_out(self, officer):
        HolidayFactory(day=dt.date(2026, 12, 1), title="آلودگی هوا")
        asked = {key: value for key, value in ask().items() if key != "day"}
        series, occasions = actions.plan_series(
            by=officer, rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU,WE", starts_on=SATURDAY, until=dt.date(2026, 12, 25),
            exceptions=[dt.date(2026, 12, 5)], **asked,
        )  # fmt: skip
        # 23 December 2026 is a published holiday, 1 December one of our own.
        assert [f"{one.day:%m-%d}" for one in occasions] == [
            "11-28",
            "12-02",
            "12-08",
            "12-09",
            "12-12",
            "12-15",
            "12-16",
            "12-19",
            "12-22",
        ]
        assert series.exceptions == ["2026-12-05"]

    def test_a_prayer_moves_with_the_sun(self, officer):
        venue = VenueFactory(latitude=35.6944, longitude=51.4215)
        asked = ask(venue=venue, clock=None, prayer="maghrib", prayer_offset=20)
        asked.pop("day")
        _series, occasions = actions.plan_series(
            by=officer, rule="RSCALE=PERSIAN;FREQ=DAILY", starts_on=dt.date(2025, 3, 4),
            until=dt.date(2025, 3, 5), skips_holidays=False, **asked,
        )  # fmt: skip
        clocks = [f"{timezone.localtime(one.starts_at):%H:%M}" for one in occasions]
        assert clocks == ["18:40", "18:41"]  # published: 18:20 and 18:21

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"rule": "FREQ=SOMETIMES"}, "repeats"),
            ({"until": None}, "until"),
            ({"until": dt.date(2026, 11, 27)}, "until"),
            ({"rule": "RSCALE=PERSIAN;FREQ=DAILY", "until": dt.date(2029, 1, 1)}, "until"),  # more than 400
            (
                {
                    "rule": "RSCALE=PERSIAN;FREQ=DAILY",
                    "until": dt.date(2026, 11, 29),
                    "clock": dt.time(0, 0),
                    "minutes": 5000,
                },
                "minutes",
            ),
        ],
    )
    def test_what_cannot_repeat_is_refused_whole(self, officer, hall, changes, field):
        asked = {**ask(hall=hall), "rule": self.RULE, "starts_on": SATURDAY, "until": dt.date(2026, 12, 21), **changes}
        asked.pop("day")
        assert refused(actions.plan_series, by=officer, **asked).field == field
        assert (Series.objects.count(), Occasion.objects.count()) == (0, 0)

    def test_one_taken_day_refuses_the_whole_series_by_its_name(self, officer, hall):
        actions.plan(by=officer, **ask(hall=hall, day=dt.date(2026, 12, 12), title="شب شعر"))
        asked = {**ask(hall=hall), "rule": self.RULE, "starts_on": SATURDAY, "until": dt.date(2026, 12, 21)}
        asked.pop("day")
        refusal = refused(actions.plan_series, by=officer, **asked)
        assert refusal.field == "hall"
        assert "شب شعر" in str(refusal.sentence)
        assert (Series.objects.count(), Occasion.objects.count()) == (0, 1)

    def test_a_series_does_not_stand_in_its_own_way(self, officer, hall):
        asked = {
            **ask(hall=hall, clock=dt.time(9), minutes=1440),
            "rule": "RSCALE=PERSIAN;FREQ=DAILY;COUNT=3",
            "starts_on": SATURDAY,
        }
        asked.pop("day")
        assert len(actions.plan_series(by=officer, **asked)[1]) == 3

    def test_plan_all_plans_one_or_a_series(self, officer, hall):
        what = {key: value for key, value in ask(hall=hall).items() if key not in {"day", "clock", "minutes"}}
        time = {"clock": FIVE, "prayer": "", "prayer_offset": 0, "minutes": 60}
        assert len(actions.plan_all(by=officer, when={"day": SATURDAY, **time}, **what)) == 1
        series = {
            "rule": self.RULE,
            "starts_on": dt.date(2026, 12, 1),
            "until": dt.date(2026, 12, 8),
            "skips_holidays": True,
            "exceptions": [],
            **time,
        }
        assert len(actions.plan_all(by=officer, when=series, **what)) == 3


class TestAnnounce:
    def test_planned_occasions_are_shown_and_the_announced_stay_as_they_are(self, officer):
        before = OccasionFactory()
        planned = OccasionFactory.create_batch(2, status=Occasion.Status.PLANNED)
        with time_machine.travel(NOW, tick=False):
            rows = actions.announce(by=officer, occasions=[before, *planned])
        assert {row.status for row in rows} == {Occasion.Status.ANNOUNCED}
        assert list(Occasion.objects.filter(announced_at=NOW).order_by("pk")) == planned
        assert [verb for verb, _facts in lines()] == ["calendar.announce"] * 2

    def test_a_cancelled_one_is_refused(self, officer):
        refused(actions.announce, by=officer, occasions=[OccasionFactory(status=Occasion.Status.CANCELLED)])


class TestMove:
    def test_a_new_day_is_resolved_anew_and_calendars_notice(self, officer):
        occasion = actions.plan(by=officer, **ask())
        actions.announce(by=officer, occasions=[occasion])
        started_at = occasion.starts_at
        moved = actions.move(by=officer, occasion=occasion, day=dt.date(2026, 11, 29), clock=dt.time(9, 30))
        assert moved is occasion
        assert (occasion.starts_at, occasion.sequence) == (dt.datetime(2026, 11, 29, 6, 0, tzinfo=dt.UTC), 1)
        assert (occasion.moved_from, occasion.status) == (started_at, Occasion.Status.ANNOUNCED)

    def test_what_nobody_saw_was_not_moved(self, officer):
        occasion = actions.plan(by=officer, **ask())
        assert actions.move(by=officer, occasion=occasion, day=dt.date(2026, 11, 29)).moved_from is None

    def test_a_prayer_takes_the_place_of_a_clock_and_back(self, officer):
        occasion = actions.plan(by=officer, **ask())
        actions.move(by=officer, occasion=occasion, prayer="maghrib", prayer_offset=20)
        assert (occasion.clock, occasion.prayer, occasion.prayer_offset) == (None, "maghrib", 20)
        actions.move(by=officer, occasion=occasion, clock=FIVE)
        assert (occasion.clock, occasion.prayer, occasion.prayer_offset) == (FIVE, "", 0)

    def test_another_venue_has_other_halls(self, officer, hall):
        occasion = actions.plan(by=officer, **ask(hall=hall))
        venue = VenueFactory()
        actions.move(by=officer, occasion=occasion, venue=venue, area=venue.area)
        assert (occasion.venue, occasion.hall) == (venue, None)

    def test_a_taken_hall_is_refused_and_its_own_is_not(self, officer, hall):
        actions.plan(by=officer, **ask(hall=hall))
        occasion = actions.plan(by=officer, **ask(hall=hall, clock=dt.time(19)))
        assert refused(actions.move, by=officer, occasion=occasion, clock=dt.time(18)).field == "hall"
        assert actions.move(by=officer, occasion=occasion, clock=dt.time(19, 30)).sequence == 1

    @pytest.mark.parametrize("status", [Occasion.Status.CANCELLED, Occasion.Status.HELD])
    def test_what_is_over_stays(self, officer, status):
        refused(actions.move, by=officer, occasion=OccasionFactory(status=status), day=SATURDAY)

    def test_many_move_together_or_not_at_all(self, officer, hall):
        days = [SATURDAY + dt.timedelta(days=number) for number in range(3)]
        rows = [actions.plan(by=officer, **ask(hall=hall, day=day)) for day in days]
        other = HallFactory(venue=hall.venue)
        taken = actions.plan(by=officer, **ask(hall=other, day=days[1]))
        moves = [(row, {"hall": other, "title": "سفال"}) for row in rows]
        assert refused(actions.move_many, by=officer, moves=moves).field == "hall"
        assert set(Occasion.objects.exclude(pk=taken.pk).values_list("hall", "title", "sequence")) == {
            (hall.pk, "نقاشی", 0)
        }
        actions.cancel(by=officer, occasion=taken, reason="بیماری")
        actions.move_many(by=officer, moves=moves)
        assert set(Occasion.objects.exclude(pk=taken.pk).values_list("hall", "title", "sequence")) == {
            (other.pk, "سفال", 1)
        }

    def test_two_change_their_halls_in_one_step(self, officer, hall):
        other = HallFactory(venue=hall.venue)
        one = actions.plan(by=officer, **ask(hall=hall))
        two = actions.plan(by=officer, **ask(hall=other))
        actions.move_many(by=officer, moves=[(one, {"hall": other}), (two, {"hall": hall})])
        assert list(Occasion.objects.order_by("pk").values_list("hall", flat=True)) == [other.pk, hall.pk]

    def test_only_what_an_occasion_has_can_be_moved(self, officer):
        with pytest.raises(TypeError, match="status"):
            actions.move(by=officer, occasion=OccasionFactory(), status="held")


class TestCancel:
    def test_it_says_why_and_calendars_notice(self, officer):
        occasion = OccasionFactory()
        actions.cancel(by=officer, occasion=occasion, reason="آلودگی هوا")
        assert (occasion.status, occasion.status_reason, occasion.sequence) == ("cancelled", "آلودگی هوا", 1)
        assert lines() == [("calendar.cancel", {"day": "2026-11-28"})]

    @pytest.mark.parametrize(
        ("status", "reason", "field"),
        [("announced", "  ", "reason"), ("cancelled", "باران", None), ("held", "باران", None)],
    )
    def test_without_a_reason_or_too_late_it_is_refused(self, officer, status, reason, field):
        occasion = OccasionFactory(status=status)
        assert refused(actions.cancel, by=officer, occasion=occasion, reason=reason).field == field


class TestMarkHeld:
    @pytest.mark.parametrize(
        ("status", "now", "held"),
        [
            ("announced", dt.datetime(2026, 11, 28, 12, 29, tzinfo=dt.UTC), False),
            ("announced", dt.datetime(2026, 11, 28, 12, 30, tzinfo=dt.UTC), True),
            ("announced", dt.datetime(2026, 12, 8, tzinfo=dt.UTC), True),
            ("held", dt.datetime(2026, 12, 8, tzinfo=dt.UTC), True),
            ("planned", dt.datetime(2026, 12, 8, tzinfo=dt.UTC), False),
            ("cancelled", dt.datetime(2026, 12, 8, tzinfo=dt.UTC), False),
        ],
    )
    def test_it_takes_place_once_it_is_announced_and_has_come(self, officer, status, now, held):
        occasion = OccasionFactory(status=status)
        with time_machine.travel(now, tick=False):
            if held:
                assert actions.mark_held(by=officer, occasion=occasion).status == Occasion.Status.HELD
            else:
                refused(actions.mark_held, by=officer, occasion=occasion)
        assert len(lines()) == (held and status == "announced")


class TestTheRuleOfTheHall:
    """What the database keeps by itself, were the look before the write ever left out."""

    def overlapping(self, hall, **changes):
        with pytest.raises(IntegrityError, match=HALL_RULE), transaction.atomic():
            OccasionFactory(hall=hall, venue=hall.venue, **changes)

    def test_an_insert_is_refused(self, hall):
        OccasionFactory(hall=hall, venue=hall.venue)
        self.overlapping(hall)
        self.overlapping(hall, status=Occasion.Status.PLANNED)

    def test_so_is_an_update(self, hall):
        OccasionFactory(hall=hall, venue=hall.venue)
        away = OccasionFactory(hall=hall, venue=hall.venue, status=Occasion.Status.CANCELLED)
        with pytest.raises(IntegrityError, match=HALL_RULE), transaction.atomic():
            Occasion.objects.filter(pk=away.pk).update(status=Occasion.Status.ANNOUNCED)

    def test_and_one_after_the_other_is_not(self, hall):
        first = OccasionFactory(hall=hall, venue=hall.venue)
        OccasionFactory(hall=hall, venue=hall.venue, starts_at=first.ends_at)
        first.save()
        assert Occasion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def plan_and_announce(self, hall, officers, number):
        officer = officers[number]
        # Each at another time, all within the same ninety minutes.
        occasion = actions.plan(by=officer, **ask(hall=hall, clock=dt.time(17, 5 * number)))
        return actions.announce(by=officer, occasions=[occasion])[0]

    def test_two_people_never_get_one_hall(self):
        hall, officers = HallFactory(), PersonFactory.create_batch(8)
        answers = at_once(8, lambda number: self.plan_and_announce(hall, officers, number), threads=8)
        assert [type(answer) for answer in answers if not isinstance(answer, Occasion)] == [Refusal] * 7
        assert Occasion.objects.filter(hall=hall, status=Occasion.Status.ANNOUNCED).count() == 1

    def test_a_series_and_a_single_one_do_not_meet(self):
        hall, officers = HallFactory(), PersonFactory.create_batch(6)

        def doing(number: int) -> object:
            if number % 2:
                return actions.plan(by=officers[number], **ask(hall=hall, day=dt.date(2026, 12, 5 + 7 * (number // 2))))
            asked = {
                **ask(hall=hall),
                "rule": TestPlanSeries.RULE,
                "starts_on": SATURDAY,
                "until": dt.date(2026, 12, 21),
            }
            asked.pop("day")
            return actions.plan_series(by=officers[number], **asked)

        answers = at_once(6, doing, threads=6)
        assert all(isinstance(answer, Refusal | Occasion | tuple) for answer in answers), answers
        rows = list(Occasion.objects.filter(hall=hall).order_by("starts_at"))
        assert all(first.ends_at <= second.starts_at for first, second in itertools.pairwise(rows))
        assert len(rows) in {3, 7}  # the three single ones, or the whole series

    def test_two_that_move_to_the_same_time_do_not_meet(self):
        hall = HallFactory()
        officers = PersonFactory.create_batch(4)
        occasions = [
            actions.plan(by=officers[0], **ask(hall=hall, day=SATURDAY + dt.timedelta(days=number)))
            for number in range(4)
        ]
        day = dt.date(2026, 12, 20)
        answers = at_once(
            4, lambda number: actions.move(by=officers[number], occasion=occasions[number], day=day), threads=4
        )
        assert [type(answer) for answer in answers if not isinstance(answer, Occasion)] == [Refusal] * 3
        assert Occasion.objects.filter(hall=hall, day=day).count() == 1

    def test_one_is_cancelled_once(self):
        occasion, officers = OccasionFactory(), PersonFactory.create_batch(4)

        def doing(number: int) -> object:
            return actions.cancel(by=officers[number], occasion=Occasion.objects.get(pk=occasion.pk), reason="باران")

        answers = at_once(4, doing, threads=4)
        assert [type(answer) for answer in answers if not isinstance(answer, Occasion)] == [Refusal] * 3
        assert Occasion.objects.get().sequence == 1
