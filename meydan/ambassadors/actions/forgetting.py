"""That somebody be forgotten: what they did stays counted, and nothing says who it was."""

from django.utils import timezone

from meydan.ambassadors.models import Activity, Ambassador
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def forget(*, by: Person | None, person: Person) -> int:
    """Words, photos and the reasons they were given go; days, places and numbers stay."""
    activities = Activity.objects.filter(ambassador__person=person)
    for one in activities.exclude(photo=""):
        one.photo.delete(save=False)
    activities.update(photo="", about="", place="")
    rows = Ambassador.objects.filter(person=person)
    count = rows.update(
        state=Ambassador.State.WITHDRAWN,
        decided_at=timezone.now(),
        reason="",
        network_name="",
        about="",
        shows_name=False,
    )
    Ambassador.objects.filter(decided_by=person).update(decided_by=None)
    note("ambassadors.forget", on=person, count=count)
    return count
