"""What a closure of an area needs to know of meetings: who is invited is told, though nobody else ever saw them."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.closures import doors
from meydan.closures.doors import Activity
from meydan.meetings import queries
from meydan.meetings.occasions import KIND


class Meetings(doors.Door):
    name: ClassVar[str] = "meetings"
    kinds: ClassVar[tuple[str, ...]] = (KIND,)
    activity: ClassVar[str] = "meeting"
    can_move_online: ClassVar[bool] = False  # a meeting keeps no link
    is_private: ClassVar[bool] = True

    def activities(self, keys: Collection[int]) -> Mapping[int, Activity]:
        rows = queries.meetings().filter(pk__in=list(keys))
        return {row.pk: Activity(row.title, "", reverse("meetings:desk_meeting", args=[row.pk])) for row in rows}

    def counted(self, number: int) -> str:
        sentence = ngettext("%(count)s meeting", "%(count)s meetings", number)
        return sentence % {"count": wording.number(number)}


doors.register(Meetings())
