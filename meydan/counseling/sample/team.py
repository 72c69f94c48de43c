"""The sample's counselors: what each counsels, in which house and room, and when."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from meydan.base.roles import Role
from meydan.counseling.models import Counselor, Hours, Mode, Room, Season, Topic
from meydan.counseling.sample.topics import TREE, Leaf
from meydan.engines import jalali
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area, Venue

COUNSELORS: Final = 40
RAMADAN: Final = (dt.date(2027, 2, 8), dt.date(2027, 3, 9))
TITLES: Final = ("روان‌شناس بالینی", "روان‌شناس تربیتی", "مشاور خانواده", "روان‌شناس کودک و نوجوان")
ONE: Final = dt.timedelta(days=1)


def hours_on(number: int, day: dt.date) -> list[int]:
    """The hours at which this counselor can begin, as the team's hours are written."""
    weekday = jalali.weekday(day)
    if RAMADAN[0] <= day <= RAMADAN[1]:
        return []
    if weekday in {number % 6, (number + 2) % 6}:
        return [16, 17, 18, 19]
    return [9, 10, 11] if weekday == (number + 4) % 6 else []


class Team:
    """Made by being called; `staff` are counselors already, of the citizens come as many as are missing."""

    def __init__(self, area: Area, staff: Sequence[Person], citizens: Sequence[Person], today: dt.date) -> None:
        self.area, self.staff, self.citizens, self.today = area, staff, citizens, today
        self.topics = self._topics()
        self.rooms = self._rooms()
        self.counselors = self._counselors()
        self._hours()

    def _topics(self) -> dict[Topic, Leaf]:
        found = {}
        for order, (name, name_en, leaves) in enumerate(TREE):
            heading = Topic.objects.create(area=self.area, name=name, name_en=name_en, order=order, is_sample=True)
            for number, leaf in enumerate(leaves):
                row = Topic.objects.create(
                    area=self.area,
                    parent=heading,
                    name=leaf.name,
                    name_en=leaf.name_en,
                    about=leaf.about,
                    about_en=leaf.about_en,
                    signs=[words for words, _in_english in leaf.signs],
                    signs_en=[words for _in_persian, words in leaf.signs],
                    shows_lines=leaf.shows_lines,
                    order=number,
                    minutes=leaf.minutes,
                    fee=leaf.fee,
                    booked_for=list(leaf.booked_for),
                    is_sample=True,
                )
                found[row] = leaf
        return found

    def _rooms(self) -> list[Room]:
        kinds = (Venue.Kind.HEALTH_HOUSE, Venue.Kind.CULTURAL_CENTER)
        houses = places.within(Venue.objects.filter(kind__in=kinds, is_open=True), [self.area]).order_by("pk")
        return Room.objects.bulk_create([Room(venue=house, name="اتاق مشاوره", is_sample=True) for house in houses])

    def _counselors(self) -> list[Counselor]:
        people = [*self.staff]
        others = [one for one in self.citizens if one.birth_year and one.birth_year < 1370]
        people += others[: COUNSELORS - len(people)]
        holdings = [
            Holding(person=one, role=Role.COUNSELOR, area=self.area, starts_on=self.today - 900 * ONE)
            for one in people[len(self.staff) :]
        ]
        Holding.objects.bulk_create(holdings)
        made = Counselor.objects.bulk_create(
            [
                Counselor(
                    person=one,
                    area=self.area,
                    title=TITLES[number % len(TITLES)],
                    license_number=f"ن‌ر-{12_000 + 37 * number}",
                    license_until=self.today + (400 + 11 * number) * ONE,
                    specialties="درمان شناختی‌رفتاری" if number % 2 else "گفت‌وگوی خانواده و آموزش مهارت زندگی",
                    languages=["fa", "az"] if number % 5 else ["fa"],
                    is_on_duty=number < 2,
                    is_sample=True,
                )
                for number, one in enumerate(people)
            ]
        )
        for number, one in enumerate(made):
            if number >= 4:
                one.supervisor = made[number % 4]
            leaves = list(self.topics)
            one.topics.set([leaf for place, leaf in enumerate(leaves) if (place + number) % 3 or place < 2])
        Counselor.objects.bulk_update(made, ["supervisor"])
        return made

    def _hours(self) -> None:
        """Two afternoons and a morning a week in a room of their own; after the breaking of the fast in Ramadan."""
        season = Season.objects.create(
            area=self.area, name="رمضان", starts_on=RAMADAN[0], ends_on=RAMADAN[1], is_sample=True
        )
        since = self.today - 800 * ONE
        rows = []
        for number, counselor in enumerate(self.counselors):
            room = self.rooms[number % len(self.rooms)]
            for weekday in {number % 6, (number + 2) % 6}:
                rows.append(self._row(counselor, room, weekday, since, clock=dt.time(16), minutes=240))
                rows.append(
                    self._row(
                        counselor,
                        room,
                        weekday,
                        since,
                        prayer=Hours.Prayer.MAGHRIB,
                        prayer_offset=75,
                        minutes=150,
                        season=season,
                    )
                )
            rows.append(self._row(counselor, room, (number + 4) % 6, since, clock=dt.time(9), minutes=180))
        Hours.objects.bulk_create(rows)

    def _row(self, counselor: Counselor, room: Room, weekday: int, since: dt.date, **timing: Any) -> Hours:
        return Hours(counselor=counselor, room=room, weekday=weekday, modes=list(Mode.values), since=since, **timing)
