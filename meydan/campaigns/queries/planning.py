"""What stands in the timetable of a stage, what is declared for it, and runs of the planner."""

from django.db.models import QuerySet

from meydan.campaigns.models import Placement, Promise, Run, Stage

BUSY = (Run.State.WAITING, Run.State.RUNNING)


def declared(stage: Stage) -> QuerySet[Promise]:
    """Of those who take part, in the order they were declared."""
    rows = Promise.objects.filter(invited__stage=stage, state=Promise.State.DECLARED)
    rows = rows.select_related("invited__organization").prefetch_related("leaders", "places", "slots")
    return rows.order_by("pk")


def placements(stage: Stage) -> QuerySet[Placement]:
    """Also of promises that were withdrawn since: they hold their spaces until they are taken out. What was cancelled
    after it was published is no part of the timetable any more.
    """
    rows = Placement.objects.filter(promise__invited__stage=stage, is_off=False)
    return rows.select_related("promise__invited__organization", "space__place__venue").order_by("day", "slot", "pk")


def run_of(stage: Stage) -> Run | None:
    """The last one."""
    return stage.runs.select_related("asked_by").order_by("-asked_at", "-pk").first()


def busy() -> QuerySet[Run]:
    return Run.objects.filter(state__in=BUSY)
