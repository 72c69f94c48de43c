"""Leaving: sessions ended, or everything that tells who somebody was removed."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people import personal, queries
from meydan.people.models import Person


@action
def end_sessions(*, by: Person | None, person: Person) -> Person:
    """Whoever uses this account now, anywhere, has to sign in again."""
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    note("people.sessions_ended", on=person)
    return person


@action
def erase(*, by: Person, person: Person) -> Person:
    """Empty the person and their family, end their sessions, and have each room remove what it knows of them.

    The rows stay, without anything that tells who it was, so that what was counted stays counted.
    """
    if by.pk != person.pk:
        raise Refusal(_("You can erase only your own data."))
    if person.roles_today():
        raise Refusal(_("You hold a role today. Ask an administrator to end it first; then erase your data."))
    for member in queries.family(person):
        empty(by=by, person=member)
    empty(by=by, person=person)
    note("people.erased", on=person)
    return person


@action
def empty(*, by: Person | None, person: Person) -> Person:
    """Leave of the person only a row that counts."""
    personal.erase_in_rooms(person)
    now = timezone.now()
    person.consents.all().delete()
    person.represents.filter(ended_at__isnull=True).update(ended_at=now)
    person.represents.update(title="")
    person.role_holdings.filter(ended_at__isnull=True).update(ended_at=now)
    person.phone = person.national_id_mac = person.birth_year = person.neighborhood = person.guardian = None
    person.name = person.sex = ""
    person.interests = []
    person.is_active, person.erased_at = False, now
    person.session_round += 1
    person.save()
    return person
