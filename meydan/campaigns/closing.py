"""What a closure of an area needs to know of campaigns: a session belongs to a stage."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.campaigns.occasions import KIND
from meydan.campaigns.queries.stages import stages
from meydan.campaigns.wording import named
from meydan.closures import doors
from meydan.closures.doors import Activity


class Campaigns(doors.Door):
    name: ClassVar[str] = "campaigns"
    kinds: ClassVar[tuple[str, ...]] = (KIND,)
    activity: ClassVar[str] = "placement__promise__invited__stage"

    def activities(self, keys: Collection[int]) -> Mapping[int, Activity]:
        rows = stages().filter(pk__in=list(keys))
        return {row.pk: Activity(named(row), "", reverse("campaigns:desk_stage", args=[row.pk])) for row in rows}

    def counted(self, number: int) -> str:
        sentence = ngettext("%(count)s stage", "%(count)s stages", number)
        return sentence % {"count": wording.number(number)}


doors.register(Campaigns())
