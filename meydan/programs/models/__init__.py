"""Programs: what an officer plans, a citizen registers for, and staff call the roll of."""

from meydan.programs.models.content import View, ViewedDay
from meydan.programs.models.program import Program, ProgramAim
from meydan.programs.models.quota import Quota
from meydan.programs.models.registration import ACTIVE, Mark, Registration, ticket_code
from meydan.programs.models.session import Session

__all__ = [
    "ACTIVE",
    "Mark",
    "Program",
    "ProgramAim",
    "Quota",
    "Registration",
    "Session",
    "View",
    "ViewedDay",
    "ticket_code",
]
