from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role

ITEMS = [
    Item(label=_("Messages"), url_name="messaging:inbox", icon="message", place="mine", order=500),
    Item(
        label=_("What came in"),
        url_name="messaging:received",
        icon="message",
        place="desk",
        roles=frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
        order=805,
    ),
    Item(
        label=_("Outbox"),
        url_name="messaging:outbox",
        icon="message",
        place="desk",
        roles=frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
        order=810,
    ),
]
