"""Whoever proposed, supported, said something or voted in a round can have a ticket in a draw (S5)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.budgets.models import Round
from meydan.draws import sources
from meydan.places.models import Area
from meydan.places.queries import within


def _rounds(areas: Sequence[Area]) -> Iterable[tuple[int, str]]:
    rows = within(Round.objects.filter(published_at__isnull=False), areas)
    return rows.order_by("-published_at", "-pk").values_list("pk", "title")


sources.register(
    sources.Source(
        door="budgets",
        name=_("I am the mayor"),
        activities=_rounds,
        kinds=[
            ("idea", pgettext_lazy("ledger", "Idea for a budgeting round")),
            ("idea_support", pgettext_lazy("ledger", "Support of an idea")),
            ("idea_comment", pgettext_lazy("ledger", "Comment on an idea")),
            ("ballot", pgettext_lazy("ledger", "Ballot cast")),
        ],
    )
)
