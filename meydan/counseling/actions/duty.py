"""Danger is looked at now: whoever is on duty in the city hears of it, by its code and nothing else."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.base.roles import Role
from meydan.counseling.models import Counselor
from meydan.messaging import actions as messaging
from meydan.people.models import Holding, Person
from meydan.places.models import Area
from meydan.places.queries import ancestors


def call_duty(*, area: Area, code: str, cause: models.Model, also: int | None = None) -> None:
    """`also`: the id of the counselor it is booked with. Where nobody is on duty, those who manage the counseling of
    the city hear of it, to find somebody. Runs inside the action it belongs to.
    """
    rows = Counselor.objects.serving().filter(area=area)
    told = rows.filter(models.Q(is_on_duty=True) | models.Q(pk=also)).select_related("person")
    for counselor in told:
        _tell(counselor.person, area, code, cause, alone=False)
    if not any(counselor.is_on_duty for counselor in told):
        held = Holding.objects.current().filter(role=Role.COUNSELING_MANAGER, area__in=[*ancestors(area), area])
        for person in Person.objects.filter(pk__in=held.values("person")).order_by("pk"):
            _tell(person, area, code, cause, alone=True)


def _tell(person: Person, area: Area, code: str, cause: models.Model, *, alone: bool) -> None:
    with translation.override(person.language):
        text = (
            _("Nobody is on duty on Meydan, and somebody asks for a look now. Code %(code)s")
            if alone
            else _("Somebody on Meydan asks for a look now. Code %(code)s")
        ) % {"code": code}
    messaging.send(by=None, person=person, template="counseling.urgent", text=text, cause=cause, area=area.pk)
