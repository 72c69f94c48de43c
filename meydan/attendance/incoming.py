"""What a phone sends: read strictly, so that what is no roll says so and changes nothing."""

import datetime as dt
import json
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meydan.attendance import codes
from meydan.attendance.models import AGE_BANDS, Entry, State
from meydan.attendance.sayings import Saying
from meydan.base import fields
from meydan.calendar.models import Occasion
from meydan.participation.models import Evidence
from meydan.people.models import Person

AT_ONCE = 100  # entries in one sending
LARGEST = 1_000_000
CLOCKS_AGREE = dt.timedelta(seconds=5)
BY_STAFF = {Evidence.ROLL_CALL.value, Evidence.CHECK_IN.value}
NAME = fields.Text(max_length=120)
PHONE = fields.Phone(required=False)


class Garbled(Exception):  # noqa: N818 - not an error of ours
    """This is not what our pages send."""


class Sent:
    """One sending: whose phone it is, and what it says of one occasion."""

    def __init__(self, body: bytes, *, occasion: Occasion, now: dt.datetime) -> None:
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            raise Garbled(_("This is no JSON.")) from None
        self.occasion, self.now = occasion, now
        self.owner = _whole(_of(said, "owner", int), 2**62)
        self.device = _key(_of(said, "device", str))
        self.late = now - _moment(_of(said, "now", int))  # how far the phone's clock is behind
        entries = _of(said, "entries", list)
        if len(entries) > AT_ONCE:
            raise Garbled(_("Send at most %(count)s marks at once.") % {"count": AT_ONCE})
        self.sayings = [self._saying(entry) for entry in entries]

    def _saying(self, entry: Any) -> Saying:
        common: dict[str, Any] = {
            "id": _key(_of(entry, "id", str)),
            "device": self.device,
            "seen": _key(entry["seen"]) if entry.get("seen") else None,
            "said_at": self._said_at(_of(entry, "at", int)),
        }
        kind = _choice(_of(entry, "kind", str), Entry.Kind.values)
        if kind == Entry.Kind.COUNT:
            return self._count(entry, common)
        common["state"] = State(_choice(_of(entry, "state", str), State.values))
        common["evidence"] = Evidence(_choice(entry.get("evidence") or Evidence.ROLL_CALL.value, BY_STAFF))
        if kind == Entry.Kind.WALK_IN:
            return self._walk_in(entry, common)
        return Saying(**common, **self._target(_of(entry, "target", str)))

    def _target(self, target: str) -> dict[str, Any]:
        if target.startswith("w"):
            return {"walk_in": _key(target[1:])}
        person = codes.person_of(self.occasion.pk, target)
        if person is None:
            raise Garbled(_("This person is not in the list of this session."))
        return {"person": person}

    def _walk_in(self, entry: dict[str, Any], common: dict[str, Any]) -> Saying:
        try:
            name, phone = NAME.clean(_of(entry, "name", str)), PHONE.clean(entry.get("phone") or "")
        except ValidationError as wrong:
            raise Garbled(" ".join(wrong.messages)) from None
        return Saying(
            **common,
            kind=Entry.Kind.WALK_IN,
            **self._target(_of(entry, "target", str)),
            name=name,
            phone=phone or "",
            sex=_choice(entry.get("sex") or "", ["", *Person.Sex.values]),
            age_band=_choice(entry.get("band") or "", ["", *AGE_BANDS]),
        )

    def _count(self, entry: dict[str, Any], common: dict[str, Any]) -> Saying:
        women, men, others = (_whole(_of(entry, name, int), LARGEST) for name in ("women", "men", "others"))
        return Saying(
            **common,
            kind=Entry.Kind.COUNT,
            age_band=_choice(entry.get("band") or "", ["", *AGE_BANDS]),
            women=women,
            men=men,
            total=women + men + others,
        )

    def _said_at(self, milliseconds: int) -> dt.datetime:
        said = _moment(milliseconds)
        return min(said + self.late if abs(self.late) > CLOCKS_AGREE else said, self.now)


def _of(said: Any, name: str, kind: type) -> Any:
    value = said.get(name) if isinstance(said, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Garbled(_("“%(name)s” is missing or wrong.") % {"name": name})
    return value


def _key(text: Any) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        raise Garbled(_("“%(name)s” is missing or wrong.") % {"name": "id"}) from None


def _moment(milliseconds: int) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise Garbled(_("“%(name)s” is missing or wrong.") % {"name": "at"}) from None


def _choice(value: Any, allowed: Any) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise Garbled(_("“%(name)s” is missing or wrong.") % {"name": "choice"})
    return value


def _whole(value: int, largest: int) -> int:
    if not 0 <= value <= largest:
        raise Garbled(_("“%(name)s” is missing or wrong.") % {"name": "number"})
    return value
