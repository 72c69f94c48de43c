"""What a person at the desk may see of rolls."""

from django.shortcuts import get_object_or_404

from meydan.attendance import queries
from meydan.calendar.models import Occasion
from meydan.people.request import Request


def occasion_of(request: Request, pk: int) -> Occasion:
    """An occasion in this person's reach that has a roll; any other is not there."""
    return get_object_or_404(queries.in_reach(request.user), pk=pk)
