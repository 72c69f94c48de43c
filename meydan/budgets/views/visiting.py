"""Who visits, and by whose link."""

from django.http import HttpRequest

from meydan.ambassadors import queries as ambassadors
from meydan.budgets.actions.words import DOOR
from meydan.budgets.models import Round
from meydan.people.models import Person


def somebody(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def brought_by(request: HttpRequest, round: Round) -> Person | None:
    """The ambassador whose link this browser followed."""
    return ambassadors.came_by(request, DOOR, round.pk)
