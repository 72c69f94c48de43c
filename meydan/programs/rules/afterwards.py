"""What can follow a program that is over."""

from meydan.programs.models import Program

_AS_A_WHOLE = {Program.Shape.SINGLE, Program.Shape.COURSE}


def is_certified(program: Program) -> bool:
    """Whether its completion can be certified: it has an end, and one registers for the whole of it."""
    return program.shape in _AS_A_WHOLE and program.takes_registrations and program.status != Program.Status.DRAFT
