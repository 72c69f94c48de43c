from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role

ITEMS = [
    Item(
        label=_("Background tasks"),
        url_name="ground:tasks",
        icon="clock",
        place="desk",
        roles=frozenset({Role.ADMINISTRATOR}),
        order=900,
    ),
]
