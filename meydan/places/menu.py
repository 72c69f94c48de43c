from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base.menu import Item
from meydan.places import rules

ITEMS = [
    Item(label=pgettext_lazy("places", "Places"), url_name="places:list", icon="map", order=20),
    Item(
        label=pgettext_lazy("places", "Venues"),
        url_name="places:desk_venues",
        icon="building",
        place="desk",
        roles=frozenset(rules.HOSTS),
        order=500,
    ),
    Item(
        label=_("Areas"),
        url_name="places:desk_areas",
        icon="map",
        place="desk",
        roles=frozenset(rules.HOSTS),
        order=510,
    ),
    Item(
        label=_("Bring in areas"),
        url_name="places:desk_imports",
        icon="upload",
        place="desk",
        roles=frozenset(rules.KEEPERS),
        order=520,
    ),
]
