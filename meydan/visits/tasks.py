"""The worker's part: a large file of a door counter, part by part, so that nobody waits for it."""

from django.utils import timezone
from django_tasks import task

from meydan.ground.queue import report_progress
from meydan.visits import actions, planning
from meydan.visits.actions.files import AT_ONCE
from meydan.visits.models import CounterFile


@task()
def write_file(file_id: int) -> None:
    """Begun again after a crash, it goes on behind the last part that was kept."""
    file = CounterFile.objects.select_related("venue__area", "brought_by").get(pk=file_id)
    if file.state != CounterFile.State.WRITING:
        return
    lines = planning.plan(file, timezone.localdate()).lines
    for start in range(file.done, len(lines), AT_ONCE):
        part = lines[start : start + AT_ONCE]
        end = start + len(part)
        actions.write_part(by=file.brought_by, file=file, lines=part, is_last=end == len(lines))
        report_progress(end, len(lines))
