from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.questions import rules

ITEMS = [
    Item(label=_("Ask the mayor"), url_name="questions:list", icon="megaphone", order=30),
    Item(label=_("What I said to the mayor"), url_name="questions:mine", icon="megaphone", place="mine", order=40),
    Item(
        label=_("Ask the mayor"),
        url_name="questions:desk_list",
        icon="megaphone",
        place="desk",
        roles=frozenset(rules.READERS),
        order=40,
    ),
    Item(
        label=_("Tribunes"),
        url_name="questions:tribunes",
        icon="microphone",
        place="desk",
        roles=frozenset(rules.HOSTS),
        order=41,
    ),
]
