from django.utils.translation import gettext_lazy as _

from meydan.ballots import rules
from meydan.base.menu import Item

ITEMS: list[Item] = [
    Item(
        label=_("Stations"),
        url_name="ballots:stations",
        icon="ticket",
        place="desk",
        roles=frozenset(rules.SERVERS),
        order=46,
    ),
    Item(label=_("My ballots"), url_name="ballots:mine", icon="check", place="mine", order=60),
    Item(label=_("Check a receipt of a vote"), url_name="ballots:verify", icon="check", place="foot", order=60),
    Item(
        label=_("Counting ballots"),
        url_name="ballots:counts",
        icon="chart",
        place="desk",
        roles=frozenset(rules.READERS),
        order=48,
    ),
    Item(
        label=_("Counts I oversee"),
        url_name="ballots:overseen",
        icon="eye",
        place="desk",
        roles=frozenset(rules.OVERSEERS),
        order=49,
    ),
    Item(label=_("Count again"), url_name="ballots:recount", icon="chart", place="foot", order=56),
]
