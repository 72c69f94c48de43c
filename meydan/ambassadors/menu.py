from django.utils.translation import gettext_lazy as _

from meydan.ambassadors import rules
from meydan.base.menu import Item

ITEMS = [
    Item(label=_("Being an ambassador"), url_name="ambassadors:mine", icon="megaphone", place="mine", order=34),
    Item(
        label=_("Ambassadors"),
        url_name="ambassadors:desk_calls",
        icon="megaphone",
        place="desk",
        roles=frozenset(rules.HANDLERS),
        order=24,
    ),
]
