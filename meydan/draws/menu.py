from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.draws import rules

ITEMS = [
    Item(label=_("My draws"), url_name="draws:mine", icon="gift", place="mine", order=32),
    Item(label=_("Draws"), url_name="draws:list", icon="gift", place="foot", order=55),
    Item(
        label=_("Draws"),
        url_name="draws:desk_list",
        icon="gift",
        place="desk",
        roles=frozenset(rules.READERS),
        order=42,
    ),
    Item(
        label=_("Draws I oversee"),
        url_name="draws:overseen",
        icon="eye",
        place="desk",
        roles=frozenset(rules.OVERSEERS),
        order=43,
    ),
]
