"""Whose desk this is."""

from django.http import Http404

from meydan.counseling.models import Counselor
from meydan.counseling.queries import day as queries
from meydan.people.request import Request


def counselor_at(request: Request) -> Counselor:
    """Whoever holds the role but is not kept as a counselor has no desk here."""
    found = queries.counselor_of(request.user)
    if found is None:
        raise Http404
    return found
