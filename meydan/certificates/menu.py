from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.certificates import rules

ITEMS = [
    Item(label=_("My certificates"), url_name="certificates:mine", icon="star", place="mine", order=30),
    Item(label=_("Verify a certificate"), url_name="certificates:verify", icon="check", place="foot", order=60),
    Item(
        label=_("Certificates"),
        url_name="certificates:desk_list",
        icon="star",
        place="desk",
        roles=frozenset(rules.READERS),
        order=40,
    ),
]
