"""Whoever came to a program can have a ticket in a draw."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from meydan.draws import sources
from meydan.places.models import Area
from meydan.places.queries import within
from meydan.programs.models import Program

MOST = 200  # to choose from; of older ones nobody draws


def _activities(areas: Sequence[Area]) -> Iterable[tuple[int, str]]:
    programs = within(Program.objects.filter(status=Program.Status.PUBLISHED), areas)
    return programs.order_by("-published_at", "-pk").values_list("pk", "title")[:MOST]


sources.register(
    sources.Source(door="programs", name=_("Programs"), activities=_activities, kinds=Program.Kind.choices)
)
