"""Counseling: who counsels what, where and when; a client's file, sealed; appointments, calls and earlier times."""

from meydan.counseling.models.appointments import (
    CLIENT_RULE,
    COUNSELOR_RULE,
    ROOM_RULE,
    Appointment,
    Call,
    Earlier,
)
from meydan.counseling.models.cases import Case, CaseKey, Glass, Grant, Opened, PhoneCheck
from meydan.counseling.models.figures import FrozenCell, FrozenMonth
from meydan.counseling.models.notes import Homework, Note
from meydan.counseling.models.team import (
    BookedFor,
    Counselor,
    Hours,
    Leave,
    Mode,
    Policy,
    Room,
    Season,
    Topic,
)

__all__ = [
    "CLIENT_RULE",
    "COUNSELOR_RULE",
    "ROOM_RULE",
    "Appointment",
    "BookedFor",
    "Call",
    "Case",
    "CaseKey",
    "Counselor",
    "Earlier",
    "FrozenCell",
    "FrozenMonth",
    "Glass",
    "Grant",
    "Homework",
    "Hours",
    "Leave",
    "Mode",
    "Note",
    "Opened",
    "PhoneCheck",
    "Policy",
    "Room",
    "Season",
    "Topic",
]
