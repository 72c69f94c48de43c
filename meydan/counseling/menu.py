from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role
from meydan.counseling.rules import managing

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
    # confidence
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
