"""What a closure of an area needs to know of programs: a session belongs to one, and can be held by a link.

Moving a session online takes no place away: whoever had one in the hall joins by the link, so quotas stay as they are.
"""

from collections.abc import Collection, Mapping
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.closures import doors
from meydan.closures.doors import Activity
from meydan.programs.models import Program


class Programs(doors.Door):
    name: ClassVar[str] = "programs"
    kinds: ClassVar[tuple[str, ...]] = tuple(kind.value for kind in Program.Kind if kind != Program.Kind.CONTENT)
    activity: ClassVar[str] = "session__program"

    def activities(self, keys: Collection[int]) -> Mapping[int, Activity]:
        rows = Program.objects.filter(pk__in=list(keys))
        return {
            pk: Activity(f"{title} · {venue}" if venue else title, link, reverse("programs:desk_program", args=[pk]))
            for pk, title, venue, link in rows.values_list("pk", "title", "venue__name", "online_link")
        }

    def counted(self, number: int) -> str:
        sentence = ngettext("%(count)s program", "%(count)s programs", number)
        return sentence % {"count": wording.number(number)}


doors.register(Programs())
