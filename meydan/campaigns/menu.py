from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.campaigns.rules import evaluation, stages

ITEMS: list[Item] = [
    # stages
    Item(label=_("Campaigns"), url_name="campaigns:history", icon="family", order=38),
    Item(
        label=_("Campaigns"),
        url_name="campaigns:desk_list",
        icon="family",
        place="desk",
        roles=frozenset(stages.READERS),
        order=56,
    ),
    # promises
    Item(label=_("What my organization brings"), url_name="campaigns:my_parts", icon="gift", place="mine", order=48),
    # planning
    # public
    # evaluation
    Item(
        label=_("Campaign this evening"),
        url_name="campaigns:delivered_now",
        icon="check",
        place="desk",
        roles=frozenset(evaluation.WITNESSES),
        order=57,
    ),
]
