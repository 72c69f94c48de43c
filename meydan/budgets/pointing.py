"""The small map on which a point is tapped, beside a box that says the same in numbers."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from meydan.budgets.models import Round
from meydan.places import map as maps
from meydan.places.models import Area


def sheet(round: Round, areas: Sequence[Area], point: tuple[float, float] | None = None) -> SafeString:
    """The round's area with its neighborhoods; "" where no border and no point of it is held."""
    ground = Area.objects.get(pk=round.area_id)
    rows = Area.objects.filter(pk__in=[area.pk for area in areas]).exclude(pk=ground.pk)
    return maps.point_map(ground, list(rows.order_by("sort_key", "pk")), point)
