"""Telling thousands of a project's hops; each day, whether it is time to ask, and what silence comes to."""

from django.utils import timezone
from django_tasks import task

from meydan.budgets import actions
from meydan.budgets.models import Hearer, Report
from meydan.budgets.queries import projects as queries
from meydan.budgets.rules import projects as rules
from meydan.ground.queue import daily, report_progress


@task()
def gather_hearers(project_id: int) -> None:
    """In pieces; begun again, nobody stands twice. One taken back meanwhile concerns nobody."""
    project = queries.projects().select_related("round__poll").filter(pk=project_id).first()
    if project is None:
        return
    for why, persons in queries.concerned(project):
        for first in range(0, len(persons), queries.AT_ONCE):
            some = persons[first : first + queries.AT_ONCE]
            actions.gather_hearers(by=None, project=project, why=why, persons=some)


@task()
def tell_of_report(report_id: int) -> None:
    """In pieces, each a transaction of its own: a worker that comes after another goes on where that one was."""
    report = Report.objects.select_related("project__idea", "project__area").get(pk=report_id)
    total = Hearer.objects.filter(project=report.project_id).count()
    done = total - queries.to_tell(report).count()
    while actions.tell_some(by=None, report=report, hearers=(some := list(queries.to_tell(report)[: queries.AT_ONCE]))):
        done += len(some)
        report_progress(done, total)


@daily(9, 30)
@task()
def ask_whether_fixed() -> None:
    for project in queries.to_ask(timezone.localdate()):
        actions.ask_whether_fixed(by=None, project=project)


@daily(9, 45)
@task()
def take_project_silence() -> None:
    for project in queries.silent(timezone.now() - rules.SILENCE):
        actions.take_silence(by=None, project=project)
