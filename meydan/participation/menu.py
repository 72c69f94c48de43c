from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item

ITEMS = [Item(label=_("My participation"), url_name="participation:mine", icon="list", place="mine", order=40)]
