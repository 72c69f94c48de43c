"""What is shown live: one row a topic, holding all of it. Public by definition; it names no person."""

from django.db import models
from django.db.models import Q

from meydan.live.names import LONGEST


class Topic(models.Model):
    """The newest snapshot. Whoever was away gets all of it at once, and has missed nothing."""

    name = models.CharField(max_length=LONGEST, unique=True)
    version = models.PositiveBigIntegerField(default=1)
    state = models.JSONField(default=dict)  # language → {name of the part → its HTML}
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="a topic begins with version one", condition=Q(version__gte=1)),)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
