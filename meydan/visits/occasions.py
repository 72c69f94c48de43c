"""What people come to a venue for. The calendar keeps how kinds are called for the whole house."""

from meydan.calendar import kinds
from meydan.visits.models import VisitCount

for value, label in VisitCount.Kind.choices:
    kinds.register(value, label)
