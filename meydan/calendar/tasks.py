"""What the calendar does by itself: remind guests, and follow the sun where a place was put right on the map."""

from django.utils import timezone
from django_tasks import task

from meydan.calendar import notices, timing
from meydan.calendar.actions.notices import begin, tell_some
from meydan.calendar.actions.prayers import re_resolve
from meydan.ground.queue import every

AT_ONCE = 200  # occasions in one transaction


@every(minutes=15)
@task()
def remind_guests() -> None:
    """Begin the reminders that are due; each occasion's guests are told by a task of its own."""
    due = notices.due(timezone.now())
    for start in range(0, len(due), AT_ONCE):
        begin(by=None, about=due[start : start + AT_ONCE])


@task()
def tell_guests(notice_id: int) -> None:
    while tell_some(by=None, notice=notice_id):
        pass


@every(hours=1)
@task(priority=-10)
def follow_the_prayers() -> None:
    """Occasions whose prayer comes at another time than was reckoned when they were planned.

    Places stand below the calendar and cannot call it. Looking each hour is soon enough, and sees imported places, too.
    """
    stale = timing.stale(timezone.now())
    for start in range(0, len(stale), AT_ONCE):
        re_resolve(by=None, occasions=stale[start : start + AT_ONCE])
