"""Telling hundreds where their certificates are."""

from django_tasks import task

from meydan.certificates import actions, queries
from meydan.certificates.models import Issue
from meydan.ground.queue import report_progress

AT_ONCE = 100


@task()
def announce(issue_id: int) -> None:
    """In chunks, each a transaction of its own, so that a worker that stops in between goes on where it was."""
    issue = Issue.objects.get(pk=issue_id)
    total, done = issue.certificates.count(), issue.told
    ahead = queries.certificates().filter(issue=issue).order_by("pk")
    while chunk := list(ahead[done : done + AT_ONCE]):
        actions.tell(by=None, issue=issue, certificates=chunk)
        done += len(chunk)
        report_progress(done, total)
