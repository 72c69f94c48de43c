"""Each night: figures of months that have settled are written down."""

from django_tasks import task

from meydan.counseling import actions
from meydan.ground.queue import daily
from meydan.places.models import Area


@daily(2, 50)
@task()
def freeze_figures() -> None:
    for area in Area.objects.filter(counseling_cases__isnull=False).distinct().order_by("pk"):
        actions.freeze_figures(by=None, area=area)
