"""What holds in all counseling of a city."""

from typing import Any

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.actions.team import check_reach
from meydan.counseling.models import Policy
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area


@action
def set_policy(*, by: Person | None, area: Area, **facts: Any) -> Policy:
    check_reach(by, area)
    if facts["calls_from"] >= facts["calls_until"]:
        raise Refusal(_("It must end later than it begins."), field="calls_until")
    policy, _is_new = Policy.objects.update_or_create(area=area, defaults=facts)
    note("counseling.set_policy", on=policy, area=area.pk)
    return policy
