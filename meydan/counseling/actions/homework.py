"""Tasks for the family: given by the counselor, done by the client."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import vault
from meydan.counseling.actions.desk import counselor_of
from meydan.counseling.models import Case, Homework
from meydan.counseling.rules import desk as rules
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def give_homework(*, by: Person, case: Case, text: str, due_on: dt.date | None = None) -> Homework:
    counselor = counselor_of(by)
    if not rules.may_write(counselor, case):
        raise Refusal(_("Only the counselor whose client it is writes into this file."))
    now = timezone.now()
    if not text.strip():
        raise Refusal(_("Write what the family is to do."), field="text")
    if due_on is not None and due_on < timezone.localdate(now):
        raise Refusal(_("Give today or a later day."), field="due_on")
    row = Homework(case=case, counselor=counselor, due_on=due_on, given_at=now)
    row.sealed_text = vault.seal(case, row, "sealed_text", text)
    row.save(force_insert=True)
    note("counseling.give_homework", on=row, area=case.area_id, due=due_on)
    return row


@action
def take_back_homework(*, by: Person, homework: Homework) -> None:
    """What was given by mistake; what the client has done stays."""
    counselor = counselor_of(by)
    if not rules.may_write(counselor, homework.case):
        raise Refusal(_("Only the counselor whose client it is writes into this file."))
    taken, _rows = Homework.objects.filter(pk=homework.pk, done_at=None).delete()
    if not taken:
        raise Refusal(_("The client has done this already: it stays in the file."))
    note("counseling.take_back_homework", on=homework, area=homework.case.area_id)


@action
def say_homework_done(*, by: None = None, homework: Homework, done: bool) -> Homework:
    """By the client, who can take it back; said twice it is said once."""
    said = Homework.objects.filter(pk=homework.pk, done_at__isnull=done)
    if said.update(done_at=timezone.now() if done else None):
        note("counseling.say_homework_done", on=homework, area=homework.case.area_id, done=done)
    homework.refresh_from_db(fields=["done_at"])
    return homework
