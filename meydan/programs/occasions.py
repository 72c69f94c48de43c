"""What the calendar calls this room's occasions."""

from meydan.calendar import kinds
from meydan.programs.models import Program

for value, label in Program.Kind.choices:
    kinds.register(value, label)
