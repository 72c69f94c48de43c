"""What people are told: short, without anybody's name, and in their own language."""

from typing import Final

from django.utils.translation import gettext as _

from meydan.assignments.models import Assignment, Step
from meydan.base import wording

Kind = Step.Kind
LONGEST_TITLE: Final = 90  # letters of an order's title in an SMS
LONGEST_WORDS: Final = 120


def shortened(text: str, most: int = LONGEST_TITLE) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def to_concerned(step: Step, assignment: Assignment) -> str:
    sentence = _to_concerned(assignment)[Kind(step.kind)] % _facts(step, assignment)
    where = _("Follow it in Meydan under “My orders”.")
    return f"{sentence}\n{where}"


def to_staff(step: Step, assignment: Assignment) -> str:
    return _to_staff(assignment)[Kind(step.kind)] % _facts(step, assignment)


def _facts(step: Step, assignment: Assignment) -> dict[str, str]:
    return {
        "what": shortened(assignment.what),
        "unit": str(assignment.unit),
        "day": wording.day(assignment.due_on),
        "text": shortened(step.text, LONGEST_WORDS) or "—",
    }


def _to_concerned(assignment: Assignment) -> dict[Step.Kind, str]:
    return {
        Kind.GIVEN: _("About what concerns you an order was given: “%(what)s”. %(unit)s has until %(day)s."),
        Kind.ACCEPTED: _("%(unit)s has accepted the order “%(what)s” and is at work until %(day)s."),
        Kind.PASSED_ON: _("The order “%(what)s” is now with %(unit)s, until %(day)s."),
        Kind.PROGRESS: _("%(unit)s reports on the order “%(what)s”: %(text)s"),
        Kind.TERM: _("The order “%(what)s” was given another term: until %(day)s. Reason: %(text)s"),
        Kind.DONE: _("%(unit)s says that the order “%(what)s” is carried out. Is it so? Please answer yes or no."),
        Kind.REOPENED: _(
            "The order “%(what)s” was opened again: it is said not to be done. %(unit)s has until %(day)s."
        ),
        Kind.WITHDRAWN: _("The order “%(what)s” was withdrawn. Reason: %(text)s"),
        Kind.CONFIRMED: _("The order “%(what)s” is closed: %(unit)s says it is done, and nobody objected in a week.")
        if assignment.confirmed_by == Assignment.Confirmed.SILENCE
        else _("The order “%(what)s” is carried out: all who were asked said yes."),
    }


def _to_staff(assignment: Assignment) -> dict[Step.Kind, str]:
    return {
        Kind.GIVEN: _("A new order for %(unit)s: “%(what)s”. Last day: %(day)s. Accept it or send it back in Meydan."),
        Kind.PASSED_ON: _("The order “%(what)s” was passed on to %(unit)s. Last day: %(day)s."),
        Kind.TERM: _("The order “%(what)s” of %(unit)s has another last day: %(day)s. Reason: %(text)s"),
        Kind.RETURNED: _("%(unit)s sent the order “%(what)s” back. Reason: %(text)s. Decide what becomes of it."),
        Kind.DONE: _("%(unit)s reports that the order “%(what)s” is carried out. Those concerned are being asked."),
        Kind.REOPENED: _(
            "The order “%(what)s” of %(unit)s was opened again: it is said not to be done. Last day: %(day)s."
        ),
        Kind.WITHDRAWN: _("The order “%(what)s” of %(unit)s was withdrawn. Reason: %(text)s"),
        Kind.ESCALATED: _("The order “%(what)s” of %(unit)s is late: its last day was %(day)s. Report on it in Meydan.")
        if assignment.escalated == 1
        else _("The order “%(what)s” of %(unit)s is still late: its last day was %(day)s."),
    }
