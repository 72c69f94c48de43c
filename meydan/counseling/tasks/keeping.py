"""Each night: until when each file is kept, and what is past its time is erased, a file an action."""

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from meydan.counseling import actions
from meydan.counseling.models import Case
from meydan.ground.queue import daily

AT_ONCE = 300


@daily(3, 20)
@task()
def keep_and_erase() -> None:
    today = timezone.localdate()
    rows = Case.objects.filter(erased_at=None).select_related("area").order_by("pk")
    some: list[Case] = []
    while some := list(rows.filter(pk__gt=some[-1].pk if some else 0)[:AT_ONCE]):
        actions.write_keeping(by=None, cases=some)
    due = Case.objects.filter(Q(keep_until__lt=today) | Q(erasure_asked_at__isnull=False), erased_at=None, held_at=None)
    for case in list(due.order_by("pk")):
        actions.erase_case(by=None, case=case)
    actions.drop_old_log(by=None, today=today)
