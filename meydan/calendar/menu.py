from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role
from meydan.calendar import rules

ITEMS = [
    Item(label=_("What is on"), url_name="calendar:list", icon="calendar", order=20),
    Item(label=_("My calendar"), url_name="calendar:mine", icon="calendar", place="mine", order=30),
    Item(
        label=_("Halls this week"),
        url_name="calendar:halls",
        icon="calendar",
        place="desk",
        roles=frozenset(rules.HALL_KEEPERS),
        order=30,
    ),
    Item(
        label=_("Holidays"),
        url_name="calendar:holidays",
        icon="sun",
        place="desk",
        roles=frozenset({Role.ADMINISTRATOR}),
        order=90,
    ),
]
