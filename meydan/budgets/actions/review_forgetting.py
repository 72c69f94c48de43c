"""That somebody be forgotten: decisions and reports stay, and nothing leads from them to a person."""

from meydan.budgets.models import Batch, Hearer, Joining, Move, Remark, Report, Review
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def forget_review(*, by: Person | None, person: Person) -> int:
    """What an author wrote to a unit, or of a project that was not done, loses its words; what a unit said stays."""
    count = Remark.objects.filter(by=person, kind=Remark.Kind.ANSWERED).update(text="")
    count += Report.objects.filter(by=person, project__idea__author=person).update(text="")
    count += Move.objects.filter(person=person).delete()[0]
    count += Hearer.objects.filter(person=person).delete()[0]
    Remark.objects.filter(by=person).update(by=None)
    Report.objects.filter(by=person).update(by=None)
    Joining.objects.filter(by=person).update(by=None)
    Review.objects.filter(decided_by=person).update(decided_by=None)
    Batch.objects.filter(by=person).update(by=None)
    if count:
        note("budgets.forget_review", on=person, count=count)
    return count
