"""Notes of sessions. Nothing that stands is changed: what corrects it stands beside it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import vault
from meydan.counseling.actions.desk import counselor_of
from meydan.counseling.models import Appointment, Case, Note
from meydan.counseling.rules import desk as rules
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def write_note(*, by: Person, case: Case, text: str, appointment: Appointment | None = None) -> Note:
    """Of a session, or of what came between two."""
    counselor = counselor_of(by)
    if not rules.may_write(counselor, case):
        raise Refusal(_("Only the counselor whose client it is writes into this file."))
    if appointment is not None and appointment.case_id != case.pk:
        raise Refusal(_("This session is of another file."))
    row = Note(case=case, appointment=appointment, counselor=counselor, written_at=timezone.now())
    return _kept(row, text)


@action
def correct_note(*, by: Person, wrong: Note, text: str) -> Note:
    counselor = counselor_of(by)
    if not rules.may_write(counselor, wrong.case):
        raise Refusal(_("Only the counselor whose client it is writes into this file."))
    if not rules.may_correct(counselor, wrong, corrected=Note.objects.filter(corrects=wrong).exists()):
        raise Refusal(_corrected())
    row = Note(case=wrong.case, appointment=wrong.appointment, counselor=counselor, corrects=wrong)
    row.written_at = timezone.now()
    try:
        with transaction.atomic():
            return _kept(row, text)
    except IntegrityError:
        raise Refusal(_corrected()) from None


def _corrected() -> str:
    return _("This note was corrected already, or somebody else wrote it. Write a new one beside it.")


def _kept(row: Note, text: str) -> Note:
    if not text.strip():
        raise Refusal(_("Write the note."), field="text")
    row.sealed_text = vault.seal(row.case, row, "sealed_text", text)
    row.save(force_insert=True)
    note("counseling.write_note", on=row, area=row.case.area_id, corrects=row.corrects_id)
    return row
