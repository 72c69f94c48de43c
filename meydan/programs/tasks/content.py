"""Views of content become rows of the ledger."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from meydan.ground.queue import daily, every
from meydan.programs import actions
from meydan.programs.models import Program, View

DAYS_KEPT = 7
AT_ONCE = 500


@every(minutes=5)
@task()
def fold_views() -> None:
    """One short transaction a program and day: whatever it is stopped in, the next run goes on."""
    waiting = View.objects.filter(counted=False).order_by("program", "day").values_list("program", "day").distinct()
    pairs = list(waiting[:AT_ONCE])
    programs = Program.objects.select_related("area").defer("area__border").in_bulk({pk for pk, _day in pairs})
    for pk, day in pairs:
        actions.fold_views(by=None, program=programs[pk], day=day)


@daily(2, 40)
@task()
def forget_views() -> None:
    actions.forget_views(by=None, before=timezone.localdate() - dt.timedelta(days=DAYS_KEPT))
