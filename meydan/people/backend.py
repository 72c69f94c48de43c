"""Whom a session belongs to. There is nothing to authenticate here: `signin` does it by a code."""

from functools import cache

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef, QuerySet

from meydan.people.models import Holding, Person


@cache
def _known() -> QuerySet[Person]:
    """Put together once: every request of somebody signed in asks it, and that took longer than the asking."""
    # Said with the person: most hold no role, and need no second query.
    holding = Holding.objects.filter(person=OuterRef("pk"))
    return Person.objects.annotate(has_held_roles=Exists(holding)).filter(is_active=True, erased_at__isnull=True)


class ById(BaseBackend):
    def get_user(self, user_id: int) -> Person | None:
        """None for somebody erased or barred: their sessions end with their next request."""
        return next(iter(_known().filter(pk=user_id)), None)
