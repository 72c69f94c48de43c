from django.utils.translation import gettext_lazy as _

from meydan.ballots import rules
from meydan.base.menu import Item

ITEMS = [
    Item(
        label=_("Stations"),
        url_name="ballots:stations",
        icon="ticket",
        place="desk",
        roles=frozenset(rules.SERVERS),
        order=46,
    ),
]
