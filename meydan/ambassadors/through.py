"""What came through an ambassador, as they may read it: counts, and of ballots only about how many.

Whoever sees the number of ballots rise by one the moment a neighbor voted would know who it was: ballots are told in
steps of five.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from meydan.ambassadors import queries, rules
from meydan.ambassadors.coverage import BALLOT, IDEA, SUPPORT
from meydan.ambassadors.models import Ambassador
from meydan.base import wording
from meydan.calendar import kinds

NAMES: dict[str, str | Promise] = {
    IDEA: pgettext_lazy("through an ambassador", "Ideas"),
    SUPPORT: pgettext_lazy("through an ambassador", "Supports"),
    BALLOT: pgettext_lazy("through an ambassador", "Ballots"),
}


class Said(NamedTuple):
    label: str
    value: str
    note: str = ""


def said(ambassador: Ambassador) -> list[Said]:
    counts = queries.through(ambassador)
    found = [Said(str(name), *_told(kind, counts.pop(kind, 0))) for kind, name in NAMES.items()]
    return found + [Said(kinds.name_of(kind), wording.number(count)) for kind, count in sorted(counts.items())]


def _told(kind: str, count: int) -> tuple[str, str]:
    if kind != BALLOT or not count:
        return wording.number(count), ""
    if count < rules.FEW:
        return _("few"), _("fewer than five, so that no vote can be told")
    return wording.number(count - count % rules.FEW), _("at least; counted in fives, so that no vote can be told")
