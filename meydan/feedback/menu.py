from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.feedback import rules

ITEMS = [
    Item(label=_("My opinion"), url_name="feedback:mine", icon="message", place="mine", order=35),
    Item(
        label=_("Opinions"),
        url_name="feedback:desk_list",
        icon="message",
        place="desk",
        roles=frozenset(rules.READERS),
        order=45,
    ),
]
