"""What lies in somebody's reach; what does not answers as what does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meydan.base import doors
from meydan.base.roles import Role
from meydan.campaigns.models import Invited, Promise, Stage
from meydan.campaigns.queries import promises, stages
from meydan.campaigns.rules import promises as rules
from meydan.campaigns.rules.stages import may_manage
from meydan.people.request import Request


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
