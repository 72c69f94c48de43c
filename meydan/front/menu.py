from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item

ITEMS = [
    Item(label=_("Home"), url_name="front:home", icon="home", order=1),
    Item(label=_("Search"), url_name="front:search", icon="search", place="tools"),
]
