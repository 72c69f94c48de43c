"""Whom a session belongs to. There is nothing to authenticate here: `signin` does it by a code."""

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef

from meydan.people.models import Holding, Person


class ById(BaseBackend):
    def get_user(self, user_id: int) -> Person | None:
        """None for somebody erased or barred: their sessions end with their next request."""
        # Said with the person: most hold no role, and need no second query.
        holding = Holding.objects.filter(person=OuterRef("pk"))
        people = Person.objects.annotate(has_held_roles=Exists(holding))
        return people.filter(pk=user_id, is_active=True, erased_at__isnull=True).first()
