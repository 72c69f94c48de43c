"""Projects of the sample round, in every state, each with its order and its reports. Nobody is told now.

    carry_out(by=None, idea=idea, chosen_at=moment, to="under_way")

`to` is a state of `Project.State`, or "reopened": its author said no.
"""

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from meydan.assignments import sample as assignments
from meydan.assignments.models import Assignment
from meydan.budgets.models import Hearer, Idea, Project, Report, Support
from meydan.budgets.ordered import DOOR
from meydan.budgets.rules.projects import ASKED_AFTER
from meydan.budgets.sample.drawing import street
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person, Representative

State, Kind = Project.State, Report.Kind
DAY: Final = dt.timedelta(days=1)
MILLION: Final = 10_000_000  # Toman, in Rial
ORDERS: Final = {
    State.WAITING: Assignment.State.GIVEN,
    State.UNDER_WAY: Assignment.State.ACCEPTED,
    State.DELAYED: Assignment.State.ACCEPTED,
    State.DONE: Assignment.State.DONE,
    State.CONFIRMED: Assignment.State.CONFIRMED,
    State.SILENT: "silence",
    State.STOPPED: Assignment.State.WITHDRAWN,
    "reopened": "reopened",
}
# The way of each: kind of report, days after it was chosen, percent, share of the credit committed and paid, words.
Said = tuple[Report.Kind, int, int, float, float, str]
BEGUN: Final[Said] = (Kind.BEGUN, 8, 0, 0.6, 0.0, "کارگاه تجهیز شد.")
HALF: Final[Said] = (Kind.PROGRESS, 25, 45, 0.9, 0.35, "زیرسازی تمام شد و نصب آغاز شده است.")
LATE: Final[Said] = (Kind.DELAY, 32, 45, 0.9, 0.35, "تحویل مصالح به تأخیر افتاد.")
MORE: Final[Said] = (Kind.PROGRESS, 38, 80, 0.95, 0.7, "بیشتر کار انجام شده و نظافت محل مانده است.")
DONE: Final[Said] = (Kind.DONE, 45, 100, 0.97, 0.97, "کار تمام شد و محل تحویل اهالی است.")
AGAIN: Final[Said] = (Kind.REOPENED, 75, 100, 0.97, 0.97, "بخشی از کار هنوز مانده است.")
STOP: Final[Said] = (Kind.STOPPED, 20, 10, 0.2, 0.05, "مالک زمین رضایت خود را پس گرفت.")
WAYS: Final[dict[str, tuple[Said, ...]]] = {
    State.WAITING: (),
    State.UNDER_WAY: (BEGUN, HALF),
    State.DELAYED: (BEGUN, HALF, LATE),
    State.DONE: (BEGUN, HALF, MORE, DONE),
    State.CONFIRMED: (BEGUN, HALF, DONE),
    State.SILENT: (BEGUN, MORE, DONE),
    State.STOPPED: (BEGUN, STOP),
    "reopened": (BEGUN, HALF, DONE, AGAIN),
}


@action
def carry_out(
    *,
    by: Person | None,
    idea: Idea,
    chosen_at: dt.datetime,
    to: str,
    unit: Organization | None = None,
    voters: Iterable[int] = (),
) -> Project:
    """A chosen idea on its way. `voters`: ids of persons who hear of it beside its author and supporters."""
    way, cost = WAYS[to], idea.cost or 1
    at_unit = unit or idea.review.unit
    project = Project.objects.create(
        idea=idea,
        round=idea.round,
        area=idea.area,
        unit=at_unit,
        credit=cost,
        due_on=idea.round.ends_on,
        state=State.UNDER_WAY if to == "reopened" else to,
        is_sample=True,
    )
    project.assignment = assignments.make(
        by=by,
        what=idea.title,
        unit=at_unit,
        area=idea.area,
        given_at=chosen_at,
        working_days=90,
        to=ORDERS[State(to) if to in State else to],
        ordered_as="رأی ساکنان",
        door=DOOR,
        activity=idea.round_id,
        origin=idea.round.title,
        url=reverse("budgets:project", args=[project.pk]),
        report=HALF[5],
        done=DONE[5],
        reason=STOP[5],
    )
    project.due_on = project.assignment.due_on
    _hear(project, voters)
    for one in way:
        _report(project, one, chosen_at)
    _end(project, to, chosen_at)
    project.save()
    ends = {State.CONFIRMED: Idea.State.DONE, State.SILENT: Idea.State.DONE, State.STOPPED: Idea.State.NOT_CHOSEN}
    idea.state = ends.get(project.state, Idea.State.CHOSEN)  # type: ignore[call-overload]
    if to == State.STOPPED:
        idea.reason = "انتخاب شده بود و اجرای آن متوقف شد."
    idea.save(update_fields=["state", "reason"])
    note("budgets.sample_review", on=project, area=project.area_id)
    return project


def _report(project: Project, said: Said, chosen_at: dt.datetime) -> None:
    kind, days, percent, committed, paid, text = said
    at = min(timezone.localtime(chosen_at + days * DAY).replace(hour=10, minute=20), timezone.now())
    project.percent = percent
    project.committed, project.paid = (round(project.credit * part / MILLION) * MILLION for part in (committed, paid))
    told_up_to = project.hearers.aggregate(last=Max("pk"))["last"] or 0
    numbers: dict[str, Any] = {"percent": percent, "committed": project.committed, "paid": project.paid}
    made = Report(project=project, kind=kind, text=text, at=at, told_at=at, told_up_to=told_up_to, **numbers)
    made.by = project.idea.author if kind == Kind.REOPENED else _head(project.unit)
    if kind == Kind.DELAY:
        made.due_on = project.due_on
    chance = random.Random(project.idea_id)  # noqa: S311 - the same place before and after
    if kind == Kind.BEGUN:
        made.before.save("sample-before.webp", ContentFile(street(chance, lit=False)), save=False)
    if kind in {Kind.PROGRESS, Kind.DONE}:
        made.after.save("sample-after.webp", ContentFile(street(chance, lit=kind == Kind.DONE)), save=False)
    made.save()


def _end(project: Project, to: str, chosen_at: dt.datetime) -> None:
    done = project.reports.filter(kind=Kind.DONE).order_by("at").last()
    if done is None or project.state not in {State.DONE, State.CONFIRMED, State.SILENT}:
        project.is_fixed = False if to == "reopened" else None
        return
    project.done_at = done.at
    project.ask_on = timezone.localdate(done.at) + ASKED_AFTER
    asked = done.at + ASKED_AFTER
    if to != State.DONE or asked <= timezone.now():
        project.asked_at = min(asked, timezone.now())
    if to == State.CONFIRMED:
        project.is_fixed, project.answered_at = True, min(asked + 2 * DAY, timezone.now())


def _hear(project: Project, voters: Iterable[int]) -> None:
    idea = project.idea
    rows = [Hearer(project=project, person_id=idea.author_id, why=Hearer.Why.AUTHOR)] if idea.author_id else []
    supporters = Support.objects.filter(idea=idea, person__isnull=False).values_list("person", flat=True)
    rows += [Hearer(project=project, person_id=pk, why=Hearer.Why.SUPPORTER) for pk in supporters]
    rows += [Hearer(project=project, person_id=pk, why=Hearer.Why.VOTER) for pk in voters]
    Hearer.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _head(unit: Organization) -> Person | None:
    speaking = Representative.objects.current().filter(organization=unit).order_by("pk").first()
    return speaking.person if speaking else None
