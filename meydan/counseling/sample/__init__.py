"""Counseling of Tabriz: forty counselors in seventeen health houses and twenty-three cultural centers (fact T1), two
years around the epidemic in which it never stopped (T2), and the running weeks. All of it made up, by a seed.
"""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils import timezone

from meydan.base.roles import Role
from meydan.counseling import actions, contacts, vault
from meydan.counseling.models import (
    Appointment,
    Call,
    Case,
    CaseKey,
    Counselor,
    Earlier,
    Grant,
    Homework,
    Mode,
    Note,
    Policy,
    Topic,
)
from meydan.counseling.rules import keeping as rules
from meydan.counseling.sample.team import COUNSELORS, Team, hours_on
from meydan.engines import jalali
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.bands import age_band
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

CASES: Final = 1_150  # of the two years; most come two or three times
FIRST, LAST = jalali.month_bounds(1397, 12)[0], jalali.month_bounds(1399, 12)[1]
EPIDEMIC: Final = dt.date(2020, 2, 21)  # 2 Esfand 1398
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
State, Outcome = Appointment.State, Appointment.Outcome
ONE: Final = dt.timedelta(days=1)
CHANNELS: Final = {Mode.IN_PERSON: Channel.IN_PERSON, Mode.PHONE: Channel.PHONE, Mode.ONLINE: Channel.ONLINE}


@action
def make_counseling(
    *, by: Person | None, area: Area, staff: Mapping[Role, Sequence[Person]], citizens: Sequence[Person]
) -> int:
    """Returns how many appointments."""
    town = _Town(area, staff, citizens)
    town.past()
    town.present()
    town.kept()
    actions.freeze_figures(by=None, area=area)
    note("counseling.sample", on=area, area=area.pk, appointments=len(town.appointments))
    return len(town.appointments)


class _Town:
    def __init__(self, area: Area, staff: Mapping[Role, Sequence[Person]], citizens: Sequence[Person]) -> None:
        self.area, self.citizens = area, citizens
        self.chance = random.Random(1397)  # noqa: S311 - a seed, so that every sample city is the same
        self.now = timezone.now().replace(second=0, microsecond=0)
        self.today = timezone.localdate(self.now)
        self.parts = list(places.below([area]).filter(kind=Area.Kind.REGION)) or [area]
        self.appointments: list[Appointment] = []
        self.cases: list[Case] = []
        self.keys: list[CaseKey] = []
        self.taken: set[tuple[int, dt.datetime]] = set()
        self.codes: set[str] = set()
        self.policy = Policy.objects.create(area=area)
        team = Team(area, staff[Role.COUNSELOR], citizens, self.today)
        self.topics, self.rooms, self.counselors = team.topics, team.rooms, team.counselors

    # ---- Two years around the epidemic, and the running weeks

    def past(self) -> None:
        days = (LAST - FIRST).days
        for number in range(CASES):
            counselor = self.counselors[number % COUNSELORS]
            topic = self._topic(counselor)
            opened = FIRST + self.chance.randrange(days - 60) * ONE
            case = self._case(counselor, topic, self._at(opened, 10, 0), None)
            day = opened + self.chance.randint(2, 16 if self.topics[topic].share > 0.15 else 9) * ONE
            for visit in range(self.chance.choice((1, 2, 2, 3, 4))):
                moment = self._grid(counselor, day)
                if moment is None or moment.date() > LAST:
                    break
                booked = self._at(opened, 10, 0) if visit == 0 else moment - 7 * ONE
                self._appointment(case, topic, moment, self._mode(moment.date()), booked, is_first=visit == 0)
                day = day + self.chance.choice((7, 14)) * ONE
        self._keep()

    def present(self) -> None:
        """Three weeks back and ten days on, some of it by citizens one can enter as."""
        known = [one for one in self.citizens[-25:] if one.phone]
        for number, counselor in enumerate(self.counselors):
            for ahead in range(-21, 11):
                day = self.today + ahead * ONE
                for hour in hours_on(number, day):
                    if self.chance.random() > (0.45 if ahead > 3 else 0.65):
                        continue
                    moment = self._at(day, hour, 0)
                    if (counselor.pk, moment) in self.taken:
                        continue
                    self.taken.add((counselor.pk, moment))
                    topic = self._topic(counselor)
                    person = known.pop() if known and ahead > 1 and self.chance.random() < 0.2 else None
                    booked = moment - self.chance.randint(2, 9) * ONE
                    case = self._case(counselor, topic, min(booked, self.now), person)
                    self._appointment(case, topic, moment, self._mode(day), min(booked, self.now), is_first=True)
        self._keep()

    def kept(self) -> None:
        """Notes, tasks, a grant, calls that wait, and a list for earlier times: of the running weeks."""
        late = [one for one in self.appointments if one.state == State.ATTENDED][-160:]
        notes, tasks = [], []
        for one in late[:80]:
            row = Note(case=one.case, appointment=one, counselor=one.counselor, written_at=one.ends_at)
            row.sealed_text = vault.seal(one.case, row, "sealed_text", "نمونه: گفت‌وگوی نخست، هدف‌ها را با هم نوشتیم.")
            notes.append(row)
        for one in late[:40]:
            task = Homework(case=one.case, counselor=one.counselor, due_on=self.today + 7 * ONE, given_at=one.ends_at)
            task.sealed_text = vault.seal(
                one.case, task, "sealed_text", "نمونه: هر شب ده دقیقه بی‌گوشی با هم حرف بزنید."
            )
            tasks.append(task)
        Note.objects.bulk_create(notes)
        Homework.objects.bulk_create(tasks)
        shown = late[0]
        to = next(one for one in self.counselors if one.pk != shown.counselor_id)
        grant = Grant(
            case=shown.case,
            given_by=shown.counselor,
            to=to,
            what=[Grant.What.SUMMARY],
            given_at=self.now - ONE,
            ends_at=self.now + 20 * ONE,
        )
        grant.sealed_reason = vault.seal(shown.case, grant, "sealed_reason", "نمونه: نظر دوم")
        grant.sealed_summary = vault.seal(shown.case, grant, "sealed_summary", "نمونه: خلاصه‌ای برای همکار")
        grant.save()
        self._calls()
        coming = [one for one in self.appointments if one.state == State.BOOKED and one.starts_at > self.now + 5 * ONE]
        Earlier.objects.bulk_create([Earlier(appointment=one, asked_at=self.now - ONE) for one in coming[:3]])

    def _calls(self) -> None:
        topics = list(self.topics)
        calls = []
        for number in range(6):
            topic = topics[number % len(topics)]
            case = self._case(None, topic, self.now - (number + 1) * dt.timedelta(hours=1), None)
            calls.append((case, topic, number))
        self._keep()
        Call.objects.bulk_create(
            Call(
                case=case,
                topic=topic,
                area=self.area,
                is_urgent=number == 2,
                asked_at=case.opened_at,
                not_before=case.opened_at,
                is_sample=True,
            )
            for case, topic, number in calls
        )

    # ---- Rows, written many at once

    def _topic(self, counselor: Counselor) -> Topic:
        number = self.counselors.index(counselor)
        own = [leaf for place, leaf in enumerate(self.topics) if (place + number) % 3 or place < 2]
        return self.chance.choices(own, [self.topics[leaf].share for leaf in own])[0]

    def _mode(self, day: dt.date) -> str:
        """Before the epidemic people come; then the telephone and the line carry it; now it is half and half."""
        weights = (92, 6, 2) if day < EPIDEMIC else (8, 55, 37) if day <= LAST else (55, 25, 20)
        return self.chance.choices(list(Mode.values), weights)[0]

    def _case(self, counselor: Counselor | None, topic: Topic, opened: dt.datetime, person: Person | None) -> Case:
        birth = person.birth_year if person is not None else round(self.chance.triangular(1325, 1390, 1368))
        booked_for = self.chance.choice(self.topics[topic].booked_for or ("oneself",))
        phone = person.phone if person is not None else f"+98900{8_000_000 + len(self.cases):07d}"
        case = Case(
            code=self._code(),
            area=self.area,
            topic=topic,
            booked_for=booked_for,
            owner_mac=vault.of_person(person) if person is not None else None,
            client_mac=vault.of_phone(phone or ""),
            home=self.chance.choice(self.parts),
            age_band="0-11" if booked_for == "child" else age_band(birth, timezone.localdate(opened)),
            counselor=counselor,
            opened_at=opened,
            is_sample=True,
        )
        key = vault.new_key(case)
        case.data_key = key
        name = person.name if person is not None else ""
        case.sealed_who = vault.seal(
            case, case, "sealed_who", contacts.who(phone=phone or "", person=person, name=name)
        )
        self.cases.append(case)
        self.keys.append(key)
        return case

    def _appointment(
        self, case: Case, topic: Topic, moment: dt.datetime, mode: str, booked: dt.datetime, *, is_first: bool
    ) -> None:
        counselor = case.counselor
        if counselor is None:
            raise TypeError("An appointment is somebody's.")
        ends = moment + topic.minutes * dt.timedelta(minutes=1)
        is_over = ends < self.now
        luck = self.chance.random()
        state = (
            (State.ATTENDED if luck < 0.8 else State.MISSED if luck < 0.91 else State.CANCELED)
            if is_over
            else State.BOOKED
        )
        room = self.rooms[self.counselors.index(counselor) % len(self.rooms)] if mode == Mode.IN_PERSON else None
        outcome = self.chance.choices(list(Outcome.values), (60, 28, 12))[0] if state == State.ATTENDED else ""
        row = Appointment(
            code=self._code(),
            case=case,
            counselor=counselor,
            topic=topic,
            mode=mode,
            room=room,
            venue=room.venue if room else None,
            starts_at=moment,
            ends_at=ends,
            busy_until=moment + 60 * dt.timedelta(minutes=1) if topic.minutes <= 45 else ends,
            client_mac=case.client_mac,
            state=state,
            is_first=is_first,
            is_urgent=not is_over and luck > 0.985,
            fee=topic.fee,
            booked_at=booked,
            closed_at=ends if state == State.ATTENDED else None,
            outcome=outcome,
            referred_to="psychiatrist" if outcome == Outcome.REFERRED else "",
            canceled_at=moment - ONE if state == State.CANCELED else None,
            canceled_why=Appointment.Why.CLIENT if state == State.CANCELED else "",
            is_sample=True,
        )
        if not is_over:
            row.sealed_intake = vault.seal(
                case, row, "sealed_intake", {"about": "نمونه: " + self.topics[topic].about, "danger": "no"}
            )
        if state == State.ATTENDED:
            case.last_seen_at = moment
        self.appointments.append(row)

    def _keep(self) -> None:
        cases = [one for one in self.cases if one.pk is None]
        self._erase_what_is_past(cases)
        Case.objects.bulk_create(cases, batch_size=300)
        keys = [one for one in self.keys if one.pk is None and one.case.erased_at is None]
        for key in keys:
            key.case_id = key.case.pk
        CaseKey.objects.bulk_create(keys, batch_size=300)
        rows = [one for one in self.appointments if one.pk is None]
        for row in rows:
            row.case_id = row.case.pk
        Appointment.objects.bulk_create(rows, batch_size=200)
        if rows:
            attended = [one for one in rows if one.state == State.ATTENDED]
            participation.record_many(by=None, drafts=[self._draft(one) for one in attended])

    def _erase_what_is_past(self, cases: Sequence[Case]) -> None:
        """As the nights since have erased it, which would be a thousand actions on the first start of a city."""
        rows = [one for one in self.appointments if one.pk is None]
        times = {one.case.code: one.starts_at for one in sorted(rows, key=lambda row: row.starts_at)}
        for case in cases:
            case.keep_until = rules.keep_until(case, self.policy, times.get(case.code))
            if case.keep_until < self.today:
                case.erased_at = self._at(case.keep_until + ONE, 3, 20)
                case.client_mac = case.sealed_who = None
        for row in rows:
            if row.case.erased_at is not None:
                row.client_mac = None

    def _draft(self, row: Appointment) -> participation.Draft:
        return participation.Draft(
            door="counseling",
            kind="counseling",
            subject=row,
            day=timezone.localdate(row.starts_at),
            area=self.area,
            channel=CHANNELS[Mode(row.mode)],
            evidence=Evidence.ROLL_CALL,
            is_sample=True,
        )

    # ---- Small things

    def _code(self) -> str:
        while True:
            code = "".join(self.chance.choices(SIGNS, k=8))
            if code not in self.codes:
                self.codes.add(code)
                return code

    def _at(self, day: dt.date, hour: int, minute: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour, minute), timezone.get_default_timezone()).astimezone(dt.UTC)

    def _grid(self, counselor: Counselor, day: dt.date) -> dt.datetime | None:
        """The first hour from this day on that they have and is not taken yet."""
        number = self.counselors.index(counselor)
        for ahead in range(21):
            for hour in hours_on(number, day + ahead * ONE):
                moment = self._at(day + ahead * ONE, hour, 0)
                if (counselor.pk, moment) not in self.taken:
                    self.taken.add((counselor.pk, moment))
                    return moment
        return None
