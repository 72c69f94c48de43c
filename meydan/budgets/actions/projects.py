"""Carrying out: the only place where a project moves, and its order (`assignments`) with it or not at all."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile, File
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments import actions as assignments
from meydan.assignments import owners
from meydan.assignments.rules import LONGEST, can_do_it
from meydan.base.refusal import Refusal
from meydan.budgets import wording_projects as wording
from meydan.budgets.models import Idea, Project, Report
from meydan.budgets.ordered import DOOR
from meydan.budgets.rules import projects as rules
from meydan.calendar.holidays import WorkingDays
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Organization, Person

State, Kind = Project.State, Report.Kind
Picture = File[bytes] | None


@action
def report(
    *,
    by: Person,
    project: Project,
    kind: str,
    text: str = "",
    percent: int | None = None,
    committed: int | None = None,
    paid: int | None = None,
    due_on: dt.date | None = None,
    before: Picture = None,
    after: Picture = None,
) -> Report:
    """What the unit says, or an officer who has it opened again or stopped. Unsaid numbers stay as they were."""
    _must_report(by, project, kind)
    made = Report(project=project, kind=kind, text=text, by=by, at=timezone.now(), due_on=due_on)
    made.percent = 100 if kind == Kind.DONE else project.percent if percent is None else percent
    made.committed = project.committed if committed is None else committed
    made.paid = project.paid if paid is None else paid
    _check(made, project, after)
    numbers = {"percent": made.percent, "committed": made.committed, "paid": made.paid}
    _move(project, Kind(kind), **numbers)
    _move_order(by, made, after)
    if before:
        made.before.save("before.webp", before, save=False)
    if after:
        made.after.save("after.webp", after, save=False)
    made.save()
    _tell(made)
    note(
        "budgets.report", on=project, area=project.area_id, kind=str(kind), photos=bool(before) + bool(after), **numbers
    )
    return made


@action
def pass_project_on(*, by: Person, project: Project, unit: Organization, reason: str) -> Project:
    """To another unit, its order with it; where it has no order yet, it gets one."""
    if not rules.may_oversee(by, project):
        raise Refusal(_("Only a budgeting officer of this round can do this."))
    if not can_do_it(unit, project.area):
        raise Refusal(_("This unit does not work in this area. Choose one that does."), field="unit")
    if not Project.objects.filter(pk=project.pk, unit=project.unit_id, state__in=rules.AT_WORK).update(unit=unit):
        raise Refusal(_("Somebody else has changed this project in between. Open its page again and look."))
    project.unit = unit
    if project.assignment is None:
        give_order(by, project)
    else:
        with owners.through(DOOR):
            assignments.pass_on(by=None, assignment=project.assignment, unit=unit, reason=reason)
    note("budgets.pass_project_on", on=project, area=project.area_id, unit=unit.pk)
    return project


@action
def ask_whether_fixed(*, by: Person | None, project: Project) -> bool:
    """Four weeks after it was done; once."""
    now = timezone.now()
    due = Project.objects.filter(pk=project.pk, state=State.DONE, asked_at=None, ask_on__lte=timezone.localdate(now))
    if not due.update(asked_at=now):
        return False
    project.asked_at = now
    author = project.idea.author
    if author is not None:
        with in_language_of(author.guardian or author):
            text = wording.asked(project)
        template = f"budgets.fixed.{project.ask_on:%y%m%d}"
        draft = messaging.Draft(author, template, text, project, area=project.area_id)
        messaging.send_many(by=by, drafts=[draft])
    note("budgets.ask_whether_fixed", on=project, area=project.area_id)
    return True


@action
def say_whether_fixed(*, by: Person, project: Project, fixed: bool, words: str = "") -> Project:
    """The author's yes closes it; a no opens it again, and its order with it."""
    if project.idea.author_id != by.pk:
        raise Refusal(_("Only whoever proposed this is asked."))
    if not rules.is_asked(project):
        raise Refusal(_("It is not asked now whether this is fixed. Open its page again and see where it stands."))
    now = timezone.now()
    said = {"is_fixed": fixed, "answered_at": now}
    if fixed:
        _close(by, project, State.CONFIRMED, **said)
    else:
        _move(project, Kind.REOPENED, **said)
        made = _numbers(project, Kind.REOPENED, by, words)
        _move_order(by, made)
        made.save()
        _tell(made)
    note("budgets.say_whether_fixed", on=project, area=project.area_id, fixed=fixed)
    return project


@action
def take_silence(*, by: Person | None, project: Project) -> bool:
    """Asked, and silent over the term: closed, and told as silence, not as a yes."""
    since = timezone.now() - rules.SILENCE
    if not Project.objects.filter(pk=project.pk, state=State.DONE, asked_at__lte=since).exists():
        return False
    _close(by, project, State.SILENT)
    note("budgets.take_silence", on=project, area=project.area_id)
    return True


def give_order(by: Person | None, project: Project) -> None:
    """The order of a project: until the last day of its round, in the name of those who voted."""
    today = timezone.localdate()
    last = max(project.round.ends_on, today + dt.timedelta(days=14))
    term = min(max(WorkingDays(today, last).after(today, last), 1), LONGEST)
    project.assignment = assignments.give(
        by=None,
        what=str(project)[:300],
        unit=project.unit,
        area=project.area,
        working_days=term,
        ordered_as=str(_("The vote of the residents")),
        door=DOOR,
        activity=project.round_id,
        origin=project.round.title,
        url=reverse("budgets:project", args=[project.pk]),
        is_sample=project.is_sample,
    )
    project.due_on = project.assignment.due_on
    Project.objects.filter(pk=project.pk).update(assignment=project.assignment, due_on=project.due_on)


def _must_report(by: Person, project: Project, kind: str) -> None:
    if kind in rules.BY_UNIT and not rules.heads(by, project):
        raise Refusal(_("This project is not with your unit. If it was passed on, the other unit reports."))
    if kind in rules.BY_OFFICER and not rules.may_oversee(by, project):
        raise Refusal(_("Only a budgeting officer of this round can do this."))
    if project.assignment is None and kind != Kind.STOPPED:
        raise Refusal(_("No unit has been ordered to do this yet. A budgeting officer names one first."))


def _check(made: Report, project: Project, after: Picture) -> None:
    kind = made.kind
    if kind in {Kind.DELAY, Kind.STOPPED, Kind.REOPENED} and not made.text.strip():
        raise Refusal(_("Write why: everybody reads it."), field="text")
    if kind == Kind.DELAY and (made.due_on is None or made.due_on <= timezone.localdate()):
        raise Refusal(_("Give the new day by which it will be done; it lies ahead."), field="due_on")
    if kind == Kind.DONE and not after:
        raise Refusal(_("Show it: add a photo of how it looks now."), field="after")
    if made.percent > 100:
        raise Refusal(_("A project is at most 100 percent done."), field="percent")
    if made.paid > made.committed:
        raise Refusal(_("No more can be paid than is committed by contract."), field="paid")
    if made.committed > project.credit and not made.text.strip():
        raise Refusal(_("More is committed than the credit voted on. Explain it: everybody reads it."), field="text")


def _move(project: Project, kind: Report.Kind, **changes: Any) -> None:
    """Once: of two who report at the same time one is heard, and the other reads that it has changed."""
    frm, to = rules.FOLLOWS[kind]
    now = timezone.now()
    changes["state"] = to
    if kind == Kind.DONE:
        asked = timezone.localdate(now) + rules.ASKED_AFTER
        changes |= {"done_at": now, "ask_on": asked, "asked_at": None, "is_fixed": None, "answered_at": None}
    if kind == Kind.REOPENED:
        changes |= {"done_at": None, "ask_on": None, "asked_at": None}
    same = Project.objects.filter(pk=project.pk, unit=project.unit_id, state__in=frm)
    if not same.update(**changes):
        raise Refusal(_("Somebody else has changed this project in between. Open its page again and look."))
    for name, value in changes.items():
        setattr(project, name, value)


def _move_order(by: Person | None, made: Report, after: Picture = None) -> None:
    """The order's own step of the same thing. The rule of who may was asked already."""
    project, order = made.project, made.project.assignment
    if order is None:
        return
    text = made.text or made.get_kind_display()
    with owners.through(DOOR):
        match made.kind:
            case Kind.BEGUN:
                assignments.accept(by=by, assignment=order)
            case Kind.PROGRESS:
                assignments.report(by=by, assignment=order, text=text)
            case Kind.DELAY:
                today, due_on = timezone.localdate(), made.due_on or project.due_on
                days = min(max(WorkingDays(today, due_on).after(today, due_on), 1), LONGEST)
                made.due_on = assignments.set_term(by=None, assignment=order, working_days=days, reason=text).due_on
            case Kind.DONE:
                photo = ContentFile(after.read(), "after.webp") if after else None
                assignments.finish(by=by, assignment=order, text=text, photo=photo)
            case Kind.REOPENED:
                assignments.reopen(by=None, assignment=order, reason=text)
            case Kind.STOPPED:
                assignments.withdraw(by=None, assignment=order, reason=text[:300])
    order.refresh_from_db()
    project.due_on = order.due_on
    Project.objects.filter(pk=project.pk).update(due_on=order.due_on)
    if made.kind == Kind.STOPPED:
        _end_idea(project, Idea.State.NOT_CHOSEN, _("It was chosen, and its carrying out was stopped."))


def _close(by: Person | None, project: Project, to: Project.State, **changes: Any) -> None:
    changes["state"] = to
    if not Project.objects.filter(pk=project.pk, state=State.DONE).update(**changes):
        raise Refusal(_("Somebody else has changed this project in between. Open its page again and look."))
    for name, value in changes.items():
        setattr(project, name, value)
    if project.assignment is not None:
        with owners.through(DOOR):
            assignments.close(by=by, assignment=project.assignment, said=to == State.CONFIRMED)
    _end_idea(project, Idea.State.DONE, "")


def _end_idea(project: Project, state: Idea.State, reason: str) -> None:
    Idea.objects.filter(pk=project.idea_id, state=Idea.State.CHOSEN).update(state=state, reason=reason)


def _numbers(project: Project, kind: Report.Kind, by: Person | None, text: str) -> Report:
    numbers = {"percent": project.percent, "committed": project.committed, "paid": project.paid}
    return Report(project=project, kind=kind, text=text, by=by, at=timezone.now(), **numbers)


def _tell(made: Report) -> None:
    named("meydan.budgets.tasks.tell_of_report").enqueue(made.pk)
