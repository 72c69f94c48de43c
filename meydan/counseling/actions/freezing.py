"""Months that are over are written down, each once."""

from django.utils import timezone

from meydan.counseling import freezing
from meydan.counseling.models import FrozenCell, FrozenMonth
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area


@action
def freeze_figures(*, by: Person | None, area: Area) -> int:
    """All months of a city that are due, in their order; how many were written."""
    written, now = 0, timezone.now()
    while (month := freezing.next_due(area, now)) is not None:
        row, made = FrozenMonth.objects.get_or_create(
            area=area, year=month.year, month=month.month, defaults={"frozen_at": now}
        )
        if not made:  # somebody else writes this city's
            break
        told = freezing.count(area, month).items()
        cells = [FrozenCell(month=row, value=value, **key._asdict()) for key, value in told]
        FrozenCell.objects.bulk_create(cells, batch_size=200)
        written += 1
    if written:
        note("counseling.freeze_figures", on=area, area=area.pk, months=written)
    return written
