"""What the worker does by itself for the waiting lists."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django_tasks import task

from meydan.ground.queue import every
from meydan.programs import actions
from meydan.programs.models import Program, Quota, Registration, Session

AT_ONCE = 500


@every(minutes=1)
@task()
def lapse_offers() -> None:
    """Offers that were not answered in time go on to the next in line."""
    over = Registration.objects.filter(status=Registration.Status.OFFERED, offered_until__lte=timezone.now())
    for quota in over.order_by().values_list("quota", flat=True).distinct()[:AT_ONCE]:
        actions.lapse_offers(by=None, quota=quota)


@every(minutes=1)
@task()
def draw_lines() -> None:
    """The draws whose moment has come."""
    due = Program.objects.filter(
        status=Program.Status.PUBLISHED,
        waiting=Program.Waiting.DRAW,
        draw_at__lte=timezone.now(),
        drawn_at__isnull=True,
    )
    for program in due.order_by("draw_at", "pk")[:AT_ONCE]:
        actions.draw(by=None, program=program)


@every(minutes=10)
@task(priority=-20)
def look_after_lines() -> None:
    """Free places while somebody waits: after an undone closure, or a session moved to a later day."""
    waiting = Registration.objects.filter(quota=OuterRef("pk"), status=Registration.Status.WAITING)
    coming = Session.objects.filter(program=OuterRef("program"), occasion__starts_at__gt=timezone.now())
    free = Quota.objects.filter(taken__lt=F("capacity"), program__status=Program.Status.PUBLISHED)
    for quota in free.filter(Exists(waiting), Exists(coming)).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        actions.offer_places(by=None, quotas=[quota])
