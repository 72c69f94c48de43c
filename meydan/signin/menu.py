from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.base.roles import Role

ITEMS = [
    Item(label=_("Sign out"), url_name="signin:out", icon="sign-out", place="mine", order=900),
    Item(
        label=_("Second factors"),
        url_name="signin:factors",
        icon="lock",
        place="desk",
        roles=frozenset({Role.ADMINISTRATOR}),
        order=720,
    ),
    Item(label=_("My recovery codes"), url_name="signin:recovery", icon="lock", place="desk", order=990),
]
