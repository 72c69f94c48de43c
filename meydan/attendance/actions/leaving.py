"""When somebody's data is erased."""

from meydan.attendance.models import Entry, Mark
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def forget(*, by: Person | None, person: Person) -> int:
    """The marks stay counted, as the rolls were true; nothing leads from them to the person any more."""
    marks = Mark.objects.filter(person=person).update(person=None, name="")
    Entry.objects.filter(person=person).update(person=None, name="")
    note("attendance.forget", on=person, marks=marks)
    return marks
