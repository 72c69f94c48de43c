"""Whom a session belongs to. There is nothing to authenticate here: `signin` does it by a code."""

from django.contrib.auth.backends import BaseBackend

from meydan.people.models import Person


class ById(BaseBackend):
    def get_user(self, user_id: int) -> Person | None:
        """None for somebody erased or barred: their sessions end with their next request."""
        return Person.objects.filter(pk=user_id, is_active=True, erased_at__isnull=True).first()
