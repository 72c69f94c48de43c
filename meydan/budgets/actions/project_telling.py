"""Who hears of a project, gathered once, and each of its reports told to all of them in pieces."""

from collections.abc import Sequence

from django.utils import timezone

from meydan.budgets import wording_projects as wording
from meydan.budgets.models import Hearer, Project, Report
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person


@action
def gather_hearers(*, by: Person | None, project: Project, why: str, persons: Sequence[int]) -> int:
    """Some of them; whoever is two of these is told once."""
    rows = [Hearer(project=project, person_id=pk, why=why) for pk in persons]
    Hearer.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    note("budgets.gather_hearers", on=project, area=project.area_id, why=str(why), count=len(rows))
    return len(rows)


@action
def tell_some(*, by: Person | None, report: Report, hearers: Sequence[Hearer]) -> bool:
    """Write the next messages, unless another worker did; none left: everybody was told. False when it is over."""
    mine = Report.objects.filter(pk=report.pk, told_up_to=report.told_up_to)
    if not hearers:
        mine.filter(told_at=None).update(told_at=timezone.now())
        return False
    if not mine.update(told_up_to=hearers[-1].pk):
        return False
    drafts: list[messaging.Draft] = []
    known: dict[str, str] = {}
    for one in hearers:
        reader = one.person.guardian or one.person
        if reader.language not in known:
            with in_language_of(reader):
                known[reader.language] = wording.told(report)
        if one.person_id != report.by_id:
            text = known[reader.language]
            drafts.append(
                messaging.Draft(one.person, f"budgets.{report.kind}", text, report, area=report.project.area_id)
            )
    told = messaging.send_many(by=by, drafts=drafts) if drafts else 0
    report.told_up_to = hearers[-1].pk
    note("budgets.tell_of_report", on=report, area=report.project.area_id, count=told)
    return True
