"""What a file says, read for a page: only the parts that were opened; what cannot be read says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meydan.counseling import vault
from meydan.counseling.files import File
from meydan.counseling.intake import in_words
from meydan.counseling.models import Appointment, Homework, Note, Opened

Part = Opened.Part


@dataclass
class Written:
    """A note, with what corrects it beside it."""

    row: Note
    text: str
    corrections: "list[Written]" = field(default_factory=list)

    @property
    def last(self) -> Note:
        return self.corrections[-1].row if self.corrections else self.row


@dataclass
class Task:
    row: Homework
    text: str


@dataclass
class Answers:
    """What was answered when one session was booked."""

    session: Appointment
    answers: Any


@dataclass
class Sheet:
    """Parts that were not opened are None."""

    who: dict[str, Any] | None = None
    intake: list[Answers] | None = None
    notes: list[Written] | None = None
    homework: list[Task] | None = None
    summary: str | None = None
    reason: str | None = None
    is_unreadable: bool = False


def read(
    file: File,
    sessions: Sequence[Appointment],
    notes: Iterable[Note],
    corrections: dict[int, Note],
    homework: Iterable[Homework],
) -> Sheet:
    try:
        return _read(file, sessions, notes, corrections, homework)
    except vault.Unreadable:
        return Sheet(is_unreadable=True)


def _read(
    file: File,
    sessions: Sequence[Appointment],
    notes: Iterable[Note],
    corrections: dict[int, Note],
    homework: Iterable[Homework],
) -> Sheet:
    sheet, grant = Sheet(), file.grant
    if Part.WHO in file.parts:
        sheet.who = file.read(file.case, "sealed_who") or {}
    if Part.INTAKE in file.parts:
        asked = [(session, file.read(session, "sealed_intake")) for session in sessions]
        sheet.intake = [Answers(session, in_words(answers)) for session, answers in asked if answers]
    if Part.NOTES in file.parts:
        sheet.notes = [_written(file, note, corrections) for note in notes]
    if Part.HOMEWORK in file.parts:
        sheet.homework = [Task(row, file.read(row, "sealed_text")) for row in homework]
    if Part.SUMMARY in file.parts and grant is not None:
        sheet.summary = file.read(grant, "sealed_summary") or ""
        sheet.reason = file.read(grant, "sealed_reason") or ""
    return sheet


def _written(file: File, note: Note, corrections: dict[int, Note]) -> Written:
    written = Written(note, file.read(note, "sealed_text"))
    while (correction := corrections.get(written.last.pk)) is not None:
        written.corrections.append(Written(correction, file.read(correction, "sealed_text")))
    return written
