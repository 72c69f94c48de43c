"""Carrying closures out, and looking after those whose task is gone."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django_tasks import task

from meydan.closures import actions, figures, queries, telling
from meydan.closures.models import UNDER_WAY, Closure, Item
from meydan.ground.queue import enqueue_once, every, report_progress

SILENT: Final = dt.timedelta(minutes=2)
FORGOTTEN_AFTER: Final = dt.timedelta(days=14)

State = Closure.State


@task()
def carry_on(closure_id: int) -> None:
    """Do what is left to do, step by step. Runs at least once; each step looks what was done already."""
    closure = Closure.objects.select_related("area", "begun_by", "undone_by").filter(pk=closure_id).first()
    while closure is not None and closure.state in UNDER_WAY:
        {
            State.CLOSING: _close,
            State.TELLING: _tell,
            State.UNDOING: _undo,
            State.TELLING_AGAIN: _tell_again,
        }[State(closure.state)](closure)
        closure.refresh_from_db()


def _close(closure: Closure) -> None:
    if closure.sessions is None:
        sessions = queries.selected(closure).count()
        people, homes = figures.concerned(closure)
        actions.measure(by=closure.begun_by, closure=closure, sessions=sessions, people=people, homes=homes)
        closure.refresh_from_db(fields=["sessions"])
    while actions.close_some(by=closure.begun_by, closure=closure):
        report_progress(Item.objects.filter(closure=closure).count(), closure.sessions or 0)


def _tell(closure: Closure) -> None:
    for chunk in telling.told(closure):
        if not actions.tell_some(by=closure.begun_by, closure=closure, chunk=chunk):
            break


def _undo(closure: Closure) -> None:
    while actions.take_back_some(by=closure.undone_by, closure=closure):
        pass
    while actions.restore_some(by=closure.undone_by, closure=closure):
        pass


def _tell_again(closure: Closure) -> None:
    for chunk in telling.told_again(closure):
        if not actions.tell_some(by=closure.undone_by, closure=closure, chunk=chunk):
            break


@every(minutes=1)
@task()
def look_after_closures() -> None:
    """Start those again that say nothing, each kind of step once a day; drafts of a fortnight ago go."""
    now = timezone.now()
    for closure in Closure.objects.filter(state__in=UNDER_WAY, stepped_at__lt=now - SILENT):
        key = f"closure:{closure.pk}:{closure.state}:{now:%Y-%m-%d}"
        enqueue_once(carry_on.using(priority=actions.PRIORITY), key, closure.pk)
    for draft in Closure.objects.filter(state=State.DRAFT, planned_at__lt=now - FORGOTTEN_AFTER):
        actions.discard(by=None, closure=draft)
