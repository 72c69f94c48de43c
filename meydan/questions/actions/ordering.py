"""Orders given on the spot."""

from django.utils.translation import gettext as _

from meydan.assignments import actions as assignments
from meydan.assignments.models import Assignment
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person
from meydan.places.models import Area
from meydan.questions import handling, queries
from meydan.questions.models import Order, Question


@action
def order(
    *,
    by: Person,
    question: Question,
    what: str,
    details: str,
    unit: Organization,
    working_days: int,
    ordered_by: Person | None,
    area: Area | None = None,
) -> Assignment:
    """An order on the spot: the unit gets it, and whoever asked or said "me too" follows it to its end."""
    if question.state != Question.State.PUBLISHED:
        raise Refusal(_("Only a published question leads to an order."))
    edition = question.edition
    given = assignments.give(
        by=by,
        what=what,
        details=details,
        unit=unit,
        area=area or question.area,
        venue=question.venue,
        working_days=working_days,
        ordered_by=ordered_by,
        ordered_as=edition.answered_by,
        door="questions",
        activity=edition.pk,
        origin=edition.title,
        url=handling.address(question),
        concerned=[(person, person.pk == question.asker_id) for person in queries.concerned(question)],
    )
    Order.objects.create(question=question, assignment=given)
    note("questions.order", on=question, area=question.area_id, assignment=given.pk, unit=unit.pk)
    return given
