"""Whoever asked, suggested, criticized or joined in an evening with the mayor can have a ticket in a draw (S5)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from meydan.draws import sources
from meydan.places.models import Area
from meydan.places.queries import within
from meydan.questions.models import Edition, Question
from meydan.questions.occasions import SUPPORT


def _editions(areas: Sequence[Area]) -> Iterable[tuple[int, str]]:
    editions = within(Edition.objects.exclude(stage=Edition.Stage.DRAFT), areas)
    return editions.order_by("-announced_at", "-pk").values_list("pk", "title")


sources.register(
    sources.Source(
        door="questions",
        name=_("Questions to the mayor"),
        activities=_editions,
        kinds=[*Question.Kind.choices, (SUPPORT, _("“Me too” to a question"))],
    )
)
