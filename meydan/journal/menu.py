from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.journal.reach import ROLES

ITEMS = [
    Item(label=_("Journal"), url_name="journal:lines", icon="list", place="desk", roles=frozenset(ROLES), order=800),
]
