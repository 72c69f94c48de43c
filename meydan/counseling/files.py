"""The one way to what a file says. Who reads leaves a line (`Opened`), written before anything is unsealed.

file = files.opened(by=person, case=case, parts={Part.NOTES})   # PermissionDenied where the rules say no
file.read(note, "sealed_text")
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from meydan.counseling import vault
from meydan.counseling.actions import note_opening
from meydan.counseling.models import Case, Counselor, Glass, Opened
from meydan.counseling.rules import files as rules
from meydan.counseling.rules import sharing
from meydan.people.models import Person


class File:
    """A file somebody opened, and what of it."""

    def __init__(self, case: Case, access: rules.Access, parts: frozenset[Opened.Part]) -> None:
        self.case, self.access, self.parts = case, access, parts
        self.grant = access.grant  # whose reason and summary are read with it

    def read(self, row: models.Model, field: str) -> Any:
        """None where nothing is sealed. Raises `vault.Unreadable`; PermissionDenied for a part that was not opened."""
        if part_of(row, field) not in self.parts:
            raise PermissionDenied
        return vault.unseal(self.case, row, field)

    def phone(self) -> str:
        """The number alone, for a call; "" where the client gave none."""
        if Opened.Part.PHONE not in self.parts:
            raise PermissionDenied
        return str((vault.unseal(self.case, self.case, "sealed_who") or {}).get("phone", ""))


def part_of(row: models.Model, field: str) -> Opened.Part:
    """Which part of a file a sealed field belongs to."""
    return {
        ("Case", "sealed_who"): Opened.Part.WHO,
        ("Appointment", "sealed_intake"): Opened.Part.INTAKE,
        ("Note", "sealed_text"): Opened.Part.NOTES,
        ("Homework", "sealed_text"): Opened.Part.HOMEWORK,
        ("Grant", "sealed_summary"): Opened.Part.SUMMARY,
        ("Grant", "sealed_reason"): Opened.Part.SUMMARY,
        ("Glass", "sealed_reason"): Opened.Part.SUMMARY,
        ("Case", "sealed_hold"): Opened.Part.SUMMARY,
    }[row.__class__.__name__, field]


def opened(*, by: Person, case: Case, parts: Collection[Opened.Part]) -> File:
    """For staff: by what the rules give them now."""
    counselor = Counselor.objects.serving().filter(person=by).first()
    access = rules.access(by, counselor, case, timezone.now())
    if access is None or not set(parts) <= access.parts:
        raise PermissionDenied
    for part in sorted(parts):
        note_opening(by=by, case=case, part=part, access=access)
    return File(case, access, frozenset(parts))


def opened_by_client(*, case: Case, parts: Collection[Opened.Part]) -> File:
    """For whoever has shown that the file is theirs (`clients.py`): the log says the client, never a name."""
    access = rules.Access(rules.Capacity.CLIENT, frozenset(parts))
    for part in sorted(parts):
        note_opening(by=None, case=case, part=part, access=access)
    return File(case, access, frozenset(parts))


def reason_of(glass: Glass, *, by: Person) -> str:
    """Why somebody asks to break the glass. It is a word of staff to staff: nothing of the file is opened by it."""
    if not sharing.may_read_reason(by, glass):
        raise PermissionDenied
    try:
        return str(vault.unseal(glass.case, glass, "sealed_reason") or "")
    except vault.Unreadable:
        return ""
