from django.utils.translation import gettext_lazy as _

from meydan.assignments import rules
from meydan.base.menu import Item

ITEMS = [
    Item(label=_("My orders"), url_name="assignments:mine", icon="check", place="mine", order=32),
    Item(
        label=_("Orders"),
        url_name="assignments:desk_list",
        icon="check",
        place="desk",
        roles=frozenset(rules.AT_DESK),
        order=6,
    ),
]
