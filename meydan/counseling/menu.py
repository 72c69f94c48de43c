from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.counseling.rules import managing

ITEMS: list[Item] = [
    # team
    Item(
        label=_("Counseling in the city"),
        url_name="counseling:team",
        icon="family",
        place="desk",
        roles=frozenset(managing.MANAGERS),
        order=40,
    ),
    # booking
    # desk
    # confidence
    # figures
]
