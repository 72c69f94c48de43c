"""What is said of a roll, before it is heard."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from meydan.attendance.models import Entry, State
from meydan.participation.models import Evidence


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One thing said of one person, one walk-in or one head count.

    `at_desk`: by somebody who had before them what stands, so that it contradicts nothing. Else `device` is the phone
    that said it, and `seen` the entry it knew last of the same target.
    """

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    kind: Entry.Kind = Entry.Kind.MARK
    person: int | None = None
    walk_in: uuid.UUID | None = None
    name: str = ""
    phone: str = ""  # of a walk-in; finds a person and is not kept
    sex: str = ""
    age_band: str = ""
    state: State | None = None
    women: int = 0
    men: int = 0
    total: int = 0
    evidence: Evidence = Evidence.ROLL_CALL
    device: uuid.UUID | None = None
    seen: uuid.UUID | None = None
    at_desk: bool = False
    said_at: dt.datetime = field(default_factory=timezone.now)

    def entry(self, *, occasion_id: int, by_id: int | None, person_id: int | None, now: dt.datetime) -> Entry:
        return Entry(
            id=self.id,
            occasion_id=occasion_id,
            kind=self.kind,
            person_id=person_id,
            walk_in=self.walk_in,
            name=self.name,
            sex=self.sex,
            age_band=self.age_band,
            state=self.state or "",
            women=self.women,
            men=self.men,
            total=self.total,
            evidence=Evidence.HEAD_COUNT if self.kind == Entry.Kind.COUNT else self.evidence,
            device=self.device,
            seen=self.seen,
            said_at=min(self.said_at, now),
            received_at=now,
            by_id=by_id,
        )
