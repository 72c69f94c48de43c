"""Programs: what an officer plans, a citizen registers for."""

from meydan.programs.models.content import View, ViewedDay
from meydan.programs.models.program import Program, ProgramAim
from meydan.programs.models.quota import Quota
from meydan.programs.models.registration import ACTIVE, Registration, ticket_code
from meydan.programs.models.session import Session

__all__ = [
    "ACTIVE",
    "Program",
    "ProgramAim",
    "Quota",
    "Registration",
    "Session",
    "View",
    "ViewedDay",
    "ticket_code",
]
