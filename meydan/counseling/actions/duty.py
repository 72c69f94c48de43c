"""Danger is looked at now: whoever is on duty in the city hears of it, by its code and nothing else."""

from django.db import models
from django.utils.translation import gettext as _

from meydan.counseling.models import Counselor
from meydan.messaging import actions as messaging
from meydan.places.models import Area


def call_duty(*, area: Area, code: str, cause: models.Model, also: int | None = None) -> None:
    """`also`: the id of the counselor it is booked with. Runs inside the action it belongs to."""
    rows = Counselor.objects.serving().filter(area=area)
    for counselor in rows.filter(models.Q(is_on_duty=True) | models.Q(pk=also)).select_related("person"):
        messaging.send(
            by=None,
            person=counselor.person,
            template="counseling.urgent",
            text=_("Somebody on Meydan asks for a look now. Code %(code)s") % {"code": code},
            cause=cause,
            area=area.pk,
        )
