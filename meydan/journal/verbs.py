"""What lines say in words. Each room tells its own verbs in its `verbs.py`:

VERBS = {"programs.register": _("Registered somebody for a program")}
"""

import sys
from functools import cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "journal.ask_to_verify": _("Had the journal verified"),
}


@cache
def all_verbs() -> dict[str, str | Promise]:
    """Every room's verbs, from the top storey down."""
    found: dict[str, str | Promise] = {}
    for room in apps.get_app_configs():
        found |= getattr(sys.modules.get(f"{room.name}.verbs"), "VERBS", {})
    return found


def in_words(verb: str) -> str:
    """A verb nobody has words for is shown as it is written."""
    return str(all_verbs().get(verb, verb))
