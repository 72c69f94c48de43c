"""A counselor's day and clients, and the times of a house. No name stands in any of it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case as Whether
from django.db.models import QuerySet, When
from django.utils import timezone

from meydan.counseling.models import Appointment, Case, Counselor, Grant, Homework, Mode, Note
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

State = Appointment.State
SHOWN = [State.BOOKED, State.ARRIVED, State.ATTENDED, State.MISSED]
OPEN = [State.BOOKED, State.ARRIVED]


def counselor_of(person: Person) -> Counselor | None:
    """Who this person is as a counselor today; a city that let go of them, or of the role, ends it."""
    return Counselor.objects.serving().select_related("area").filter(person=person).first()


def appointments() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("case", "topic", "venue", "room").order_by("starts_at", "pk")


def on_days(counselor: Counselor, first: dt.date, last: dt.date) -> QuerySet[Appointment]:
    """What stands in a counselor's days, both included; what was canceled or is only kept for an offer does not."""
    begin, end = _edges(first, last)
    rows = appointments().filter(counselor=counselor, starts_at__gte=begin, starts_at__lt=end)
    return rows.filter(state__in=SHOWN)


def unclosed(counselor: Counselor, day: dt.date) -> QuerySet[Appointment]:
    """Sessions of days before, of which nobody has said yet what became of them."""
    begin, _end = _edges(day, day)
    return appointments().filter(counselor=counselor, starts_at__lt=begin, state__in=OPEN)


def urgent(counselor: Counselor, now: dt.datetime) -> QuerySet[Appointment]:
    """Bookings of the city that spoke of danger, for whoever is on duty: when and with whom, and no file."""
    rows = appointments().select_related("counselor__person").filter(counselor__area=counselor.area_id)
    return rows.filter(is_urgent=True, state__in=OPEN, ends_at__gt=now).exclude(counselor=counselor)


def of_code(counselor: Counselor, code: str) -> Appointment | None:
    return appointments().filter(counselor=counselor, code=code).exclude(state=State.HELD).first()


def history(case: Case) -> QuerySet[Appointment]:
    """A file's sessions, the latest first."""
    rows = Appointment.objects.filter(case=case).exclude(state=State.HELD)
    return rows.select_related("topic", "counselor__person", "venue", "room").order_by("-starts_at", "-pk")


def ahead(case: Case, now: dt.datetime) -> QuerySet[Appointment]:
    """A file's sessions that are still to come, or run."""
    return appointments().filter(case=case, state__in=OPEN, ends_at__gt=now)


def notes(case: Case) -> QuerySet[Note]:
    """The latest first; what corrects another stands beside it."""
    rows = Note.objects.filter(case=case, corrects=None).select_related("counselor__person", "appointment")
    return rows.order_by("-written_at", "-pk")


def corrections(case: Case) -> dict[int, Note]:
    """By the note they correct."""
    rows = Note.objects.filter(case=case, corrects__isnull=False).select_related("counselor__person")
    return {note.corrects_id: note for note in rows if note.corrects_id}


def homework(case: Case) -> QuerySet[Homework]:
    return Homework.objects.filter(case=case).order_by("-given_at", "-pk")


def open_homework(case: Case) -> int:
    return Homework.objects.filter(case=case, done_at=None).count()


def clients(counselor: Counselor) -> QuerySet[Case]:
    """Whose files are this counselor's own, the latest first."""
    rows = Case.objects.filter(counselor=counselor, erased_at=None).select_related("topic")
    return rows.order_by("-opened_at", "-pk")


def cases() -> QuerySet[Case]:
    return Case.objects.select_related("area", "topic", "counselor__person", "data_key").defer("area__border")


def grants_held(counselor: Counselor, now: dt.datetime) -> QuerySet[Grant]:
    """What colleagues show this counselor now, the soonest to end first."""
    rows = Grant.objects.select_related("case__topic", "given_by__person")
    return rows.filter(to=counselor, ended_at=None, given_at__lte=now, ends_at__gt=now).order_by("ends_at", "pk")


def at_door(areas: Iterable[Area], day: dt.date) -> QuerySet[Appointment]:
    """Who is to come in person on a day to the houses of these areas; what is over stands last."""
    begin, end = _edges(day, day)
    rows = Appointment.objects.select_related("venue", "room").defer("sealed_intake")
    rows = rows.order_by(Whether(When(ends_at__lte=timezone.now(), then=1), default=0), "starts_at", "pk")
    rows = rows.filter(mode=Mode.IN_PERSON, starts_at__gte=begin, starts_at__lt=end, state__in=SHOWN)
    return places.within(rows, areas, field="venue__area")


def _edges(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_default_timezone()
    begin = dt.datetime.combine(first, dt.time(), zone)
    return begin, dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
