"""What lies in somebody's reach; what does not answers as what does not exist."""

import datetime as dt

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meydan.base import doors
from meydan.base.roles import Role
from meydan.campaigns.models import Invited, Place, Promise, Stage
from meydan.campaigns.queries import promises, stages
from meydan.campaigns.rules import promises as rules
from meydan.campaigns.rules.evaluation import WITNESSES, may_witness
from meydan.campaigns.rules.promises import LATE
from meydan.campaigns.rules.stages import OFFICERS, may_manage
from meydan.people.models import Person
from meydan.people.request import Request
from meydan.places import queries as places


def stage_of(request: Request, pk: int, *roles: Role) -> Stage:
    found: Stage = get_object_or_404(stages.within(request.user.areas_for(*roles)), pk=pk)
    return found


def part_of(request: Request, pk: int) -> Invited:
    """Of an organization this person speaks for; or of the officer of the stage, with the second factor passed."""
    found: Invited = get_object_or_404(promises.invited(), pk=pk)
    if found.stage.state != Stage.State.DRAFT and rules.represents(
        request.user, found.organization_id, timezone.localdate()
    ):
        return found
    if may_manage(request.user, found.stage.area) and doors.factor_passed(request):
        return found
    raise Http404


def promise_of(request: Request, pk: int) -> Promise:
    found: Promise = get_object_or_404(promises.promises(), pk=pk)
    found.invited = part_of(request, found.invited_id)
    return found


def stages_witnessed(person: Person, today: dt.date) -> list[Stage]:
    """Those of which this person can say now what was held, the newest first."""
    rows = stages.told().filter(is_history=False, first_day__lte=today, last_day__gte=today - LATE)
    own = places.within(rows, person.areas_for(*OFFICERS))
    areas = person.areas_for(*WITNESSES)
    there = places.within(Place.objects.filter(stage__in=rows.values("pk")), areas, field="venue__area")
    return list(rows.filter(Q(pk__in=own.values("pk")) | Q(pk__in=there.values("stage"))))


def places_witnessed(person: Person, stage: Stage) -> list[Place]:
    found = stages.places_of(stage)
    for place in found:
        place.stage = stage
    return [place for place in found if may_witness(person, place)]
