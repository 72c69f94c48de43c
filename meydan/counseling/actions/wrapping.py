"""Another master key: files are wrapped by the newest one, some at a time, while everybody goes on working."""

from django.utils import timezone

from meydan.counseling import vault
from meydan.counseling.models import CaseKey
from meydan.journal.action import action
from meydan.people.models import Person


@action
def rewrap_some(*, by: Person | None, most: int = 200) -> int:
    """How many were wrapped anew; 0: all are. Each is written only while the key it was wrapped by still stands there:
    what was erased meanwhile does not come back. One that no given master opens is left for `meydan counseling-keys`.
    """
    newest, done = vault.masters()[0].name, 0
    known = [master.name for master in vault.masters()]
    rows = CaseKey.objects.exclude(master=newest).filter(master__in=known).select_related("case").order_by("pk")
    for row in rows:
        if done >= most:
            break
        before = row.master
        try:
            vault.rewrap(row)
        except vault.Unreadable:  # somebody changed it: the others go on
            continue
        mine = CaseKey.objects.filter(pk=row.pk, master=before)
        done += mine.update(wrapped=row.wrapped, master=row.master, wrapped_at=timezone.now())
    return done
