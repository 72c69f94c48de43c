from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base.menu import Item
from meydan.base.roles import Role
from meydan.counseling.rules import desk as rules
from meydan.counseling.rules import managing, sharing

ITEMS: list[Item] = [
    # team
    Item(
        label=_("Counseling in the city"),
        url_name="counseling:team",
        icon="family",
        place="desk",
        roles=frozenset(managing.MANAGERS),
        order=40,
    ),
    Item(
        label=_("My hours and leave"),
        url_name="counseling:my_leave",
        icon="clock",
        place="desk",
        roles=frozenset({Role.COUNSELOR}),
        order=43,
    ),
    # booking
    Item(label=_("Counseling"), url_name="counseling:start", icon="family", order=38),
    Item(label=_("My appointments"), url_name="counseling:mine", icon="calendar", place="mine", order=47),
    # desk
    Item(
        label=pgettext_lazy("counseling", "My sessions"),
        url_name="counseling:today",
        icon="calendar",
        place="desk",
        roles=frozenset({Role.COUNSELOR}),
        order=6,
    ),
    Item(
        label=_("Queue of calls"),
        url_name="counseling:calls",
        icon="phone",
        place="desk",
        roles=frozenset({Role.COUNSELOR}),
        order=7,
    ),
    Item(
        label=pgettext_lazy("counseling", "Arrivals"),
        url_name="counseling:arrivals",
        icon="check",
        place="desk",
        roles=frozenset({rules.DOOR_STAFF}),
        order=8,
    ),
    # confidence
    Item(
        label=_("Open a file by two people"),
        url_name="counseling:glass",
        icon="lock",
        place="desk",
        roles=frozenset(sharing.ANSWERERS),
        order=42,
    ),
    Item(
        label=_("Files kept by law"),
        url_name="counseling:holds",
        icon="lock",
        place="desk",
        roles=frozenset(managing.MANAGERS),
        order=42,
    ),
    # figures
    Item(
        label=_("Figures of counseling"),
        url_name="counseling:figures",
        icon="chart",
        place="desk",
        roles=frozenset({Role.COUNSELING_MANAGER, Role.MANAGER}),
        order=41,
    ),
]
