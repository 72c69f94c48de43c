"""Who came and who stayed away, from the marks of the sessions held so far."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from meydan.attendance.models import CAME, Mark, State
from meydan.calendar.models import Occasion
from meydan.certificates import queries as certificates
from meydan.certificates import rules as certifying
from meydan.certificates.models import Certificate, Issue
from meydan.engines import persian
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs import queries
from meydan.programs.models import Program, Registration, Session

DOOR = "programs"
AREA_LOOKS_BACK = dt.timedelta(days=92)  # a quarter
MANY_IN_A_ROW = 3


class Presence(NamedTuple):
    """Of one person in one program. A session in which nothing was said of them counts neither way."""

    came: int = 0
    absent: int = 0
    in_a_row: int = 0  # absences since they last came

    @property
    def is_gone(self) -> bool:
        return self.in_a_row >= MANY_IN_A_ROW


class Absence(NamedTuple):
    """A line of an absence list."""

    registration: Registration
    presence: Presence
    goes_on: bool  # there are sessions to come, so that a word is not too late and the place is of use to others

    @property
    def can_be_freed(self) -> bool:
        return self.goes_on and self.presence.in_a_row > 1

    @property
    def is_to_be_missed(self) -> bool:
        return self.goes_on and self.presence.is_gone


class Course(NamedTuple):
    """What of a program is over: sessions held and how long they were, those without a roll, and those to come."""

    held: int
    minutes: int
    unheld: int
    coming: int


class Candidate(NamedTuple):
    """Somebody registered, and whether a certificate is theirs."""

    person: Person
    came: int
    certificate: Certificate | None
    has_earned: bool

    @property
    def can_get_one(self) -> bool:
        return self.has_earned and bool(self.person.name) and self.certificate is None


def presence(programs: QuerySet[Program], first: dt.date | None = None) -> dict[tuple[int, int], Presence]:
    """By program and person, of the sessions held since `first`, walk-ins left out."""
    marks = Mark.objects.filter(
        occasion__session__program__in=programs.order_by().values("pk"),
        occasion__status=Occasion.Status.HELD,
        person__isnull=False,
    )
    if first:
        marks = marks.filter(occasion__day__gte=first)
    said = marks.order_by("occasion__starts_at", "pk").values_list("occasion__session__program", "person", "state")
    found: dict[tuple[int, int], Presence] = {}
    for program, person, state in said.iterator():
        so_far = found.get((program, person), Presence())
        if state == State.ABSENT:
            found[program, person] = so_far._replace(absent=so_far.absent + 1, in_a_row=so_far.in_a_row + 1)
        elif state in CAME:
            found[program, person] = so_far._replace(came=so_far.came + 1, in_a_row=0)
    return found


def absences(programs: QuerySet[Program], least: int = 1, first: dt.date | None = None) -> list[Absence]:
    """Whoever holds a place and was absent so often, those first who were absent longest in a row."""
    of = {pair: one for pair, one in presence(programs, first).items() if one.absent >= least}
    held = Registration.objects.filter(
        program__in={program for program, _person in of},
        person__in={person for _program, person in of},
        status=Registration.Status.HELD,
    ).select_related("program__area", "program__venue", "person__guardian")
    coming = Session.objects.filter(
        program__in={program for program, _person in of}, occasion__ends_at__gt=timezone.now()
    ).exclude(occasion__status=Occasion.Status.CANCELLED)
    go_on = set(coming.values_list("program", flat=True))
    lines: dict[tuple[int, int], Absence] = {}
    for registration in held.defer(*[f"program__{border}" for border in queries.BORDERS]).order_by("pk"):
        pair = (registration.program_id, registration.person_id)
        if pair in of:
            lines.setdefault(pair, Absence(registration, of[pair], registration.program_id in go_on))
    return sorted(lines.values(), key=_order)


def _order(line: Absence) -> tuple[object, ...]:
    one = line.presence
    return (-one.in_a_row, -one.absent, persian.sort_key(line.registration.person.name), line.registration.pk)


def absences_within(areas: Iterable[Area], least: int) -> list[Absence]:
    """Those of the last quarter, in all published programs of these areas."""
    programs = queries.in_reach(areas).filter(status=Program.Status.PUBLISHED)
    return absences(programs, least, timezone.localdate() - AREA_LOOKS_BACK)


def course(program: Program) -> Course:
    now, status = timezone.now(), Occasion.Status
    standing = Occasion.objects.filter(session__program=program).exclude(status=status.CANCELLED)
    rows = list(standing.values_list("status", "minutes", "ends_at"))
    held = [minutes for state, minutes, _ends in rows if state == status.HELD]
    others = [ends for state, _minutes, ends in rows if state != status.HELD]
    return Course(len(held), sum(held), sum(ends <= now for ends in others), sum(ends > now for ends in others))


def candidates(program: Program, held: int, threshold: int) -> list[Candidate]:
    """Everybody who holds a place, by name."""
    here = Program.objects.filter(pk=program.pk)
    came = {person: one.came for (_program, person), one in presence(here).items()}
    valid = {row.person_id: row for row in certificates.of_activity(DOOR, program.pk)}
    people = {row.person_id: row.person for row in queries.held_places(program)}
    found = [
        Candidate(
            person,
            came.get(pk, 0),
            valid.get(pk),
            certifying.has_earned(came.get(pk, 0), held, threshold),
        )
        for pk, person in people.items()
    ]
    return sorted(found, key=lambda one: (persian.sort_key(one.person.name), one.person.pk))


def last_issue(program: Program) -> Issue | None:
    return Issue.objects.filter(door=DOOR, activity=program.pk).order_by("-pk").first()
