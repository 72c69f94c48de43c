"""People who say themselves that they are here: by the code on the screen, or by joining from afar."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.attendance import rosters, rules
from meydan.attendance.actions.hearing import Hearing
from meydan.attendance.models import CAME, STANDING, Mark, State
from meydan.attendance.rosters import Roster
from meydan.attendance.rules import Window
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.participation.models import Evidence
from meydan.people.models import Person


@action
def check_in(*, by: Person, occasion: Occasion, people: Sequence[Person], scanned_at: dt.datetime) -> list[Mark]:
    """Whoever had the code of this moment before their eyes is here, alone or with their family."""
    if rules.check_in_window(occasion, scanned_at) is not Window.OPEN:
        raise Refusal(_("Check-in is open from half an hour before the session until its end."))
    return _arrived(by, occasion, people, Evidence.CHECK_IN, scanned_at)


@action
def join(*, by: Person, occasion: Occasion, people: Sequence[Person]) -> list[Mark]:
    """Whoever goes to the online session is present in it."""
    now = timezone.now()
    match rules.join_window(occasion, now):
        case Window.BEFORE:
            raise Refusal(_("You can join from fifteen minutes before the session begins."))
        case Window.AFTER:
            raise Refusal(_("This session is over."))
    if not occasion.online_link:
        raise Refusal(_("This session has no link to join by yet. Ask where you registered."))
    return _arrived(by, occasion, people, Evidence.ONLINE_VIEW, now)


def _arrived(
    by: Person, occasion: Occasion, people: Sequence[Person], evidence: Evidence, at: dt.datetime
) -> list[Mark]:
    if any(by.pk not in {person.pk, person.guardian_id} for person in people):
        raise Refusal(_("You can say this of yourself and your family members only."))
    hearing = Hearing(by=by, occasion=occasion, roster=_roster(occasion), keeper=False)
    stranger = next((person for person in people if person.pk not in hearing.expected), None)
    if stranger is not None or not people:
        sentence = _("%(name)s has no place in this session. Ask the staff at the door to add them.")
        raise Refusal(sentence % {"name": stranger or by})
    marked = {pk for pk, mark in hearing.by_person.items() if mark.state in CAME}
    entries = hearing.hear(
        [
            Saying(person=person.pk, state=State.PRESENT, evidence=evidence, said_at=at)
            for person in people
            if person.pk not in marked
        ]
    )
    refused = next((entry for entry in entries if entry.reason), None)
    if refused:
        raise Refusal(str(refused.get_reason_display()))
    hearing.keep()
    marks = [hearing.by_person[person.pk] for person in people]
    for mark in marks:
        if mark.person_id not in marked:
            note("attendance.arrive", on=mark, area=occasion.area_id, occasion=occasion.pk, evidence=evidence.value)
    return marks


def _roster(occasion: Occasion) -> Roster:
    roster = rosters.of(occasion)
    if roster is None or occasion.status not in STANDING:
        raise Refusal(_("There is no roll for this session."))
    return roster
