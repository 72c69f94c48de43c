from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.programs import rules

ITEMS = [
    Item(label=_("Programs"), url_name="programs:list", icon="calendar", order=10),
    Item(label=_("My programs"), url_name="programs:mine", icon="ticket", place="mine", order=10),
    Item(
        label=_("Programs"),
        url_name="programs:desk_list",
        icon="list",
        place="desk",
        roles=frozenset(rules.READERS),
        order=10,
    ),
    Item(
        label=_("Absences"),
        url_name="programs:area_absences",
        icon="person",
        place="desk",
        roles=frozenset(rules.READERS),
        order=15,
    ),
]
