"""What citizens keep of a published stage."""

from typing import ClassVar

from django.db import models

from meydan.campaigns.models.planning import Placement
from meydan.people.models import Person


class Kept(models.Model):
    """Somebody means to come to a session: it stands in their calendar, and they hear what becomes of it."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="campaign_sessions")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "person"], name="a_session_is_kept_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.person_id}"
