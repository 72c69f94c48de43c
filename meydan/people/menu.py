from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role

_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ITEMS = [
    Item(label=_("Profile"), url_name="people:profile", icon="person", place="mine", order=600),
    Item(label=_("My family"), url_name="people:family", icon="family", place="mine", order=610),
    Item(label=_("My data"), url_name="people:my_data", icon="lock", place="mine", order=620),
    Item(
        label=_("People and roles"),
        url_name="people:roles",
        icon="person",
        place="desk",
        roles=_ADMINISTRATORS,
        order=700,
    ),
    Item(
        label=_("Organizations"),
        url_name="people:organizations",
        icon="building",
        place="desk",
        roles=_ADMINISTRATORS,
        order=710,
    ),
]
