"""The one thing people do to the journal: have it verified."""

from typing import Any

from meydan.ground.models import Status
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.journal.models import Head
from meydan.journal.queries import latest_verifying


@action
def ask_to_verify(*, by: Any) -> bool:
    """Have the whole journal read, unless that is under way; says whether it was begun."""
    verify_journal = named("meydan.journal.tasks.verify_journal")
    asked = latest_verifying(verify_journal.module_path)
    if asked is not None and asked.status in {Status.WAITING, Status.RUNNING}:
        return False
    verify_journal.using(priority=0).enqueue()
    note("journal.ask_to_verify", on=Head.objects.get(pk=1))
    return True
