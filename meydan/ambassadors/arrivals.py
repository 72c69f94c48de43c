"""How often a link was followed on a day: a counter of the house's own, as its answered forms are. Nobody acts in it
whom the journal could name, and who followed the link is not kept.
"""

from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from meydan.ambassadors.models import Ambassador

# One statement: of two who come at once, both are counted. Nothing is counted where the ambassador no longer is one.
_COUNT: Final = """
    INSERT INTO ambassadors_arrival (ambassador_id, day, count)
    SELECT id, %s, 1 FROM ambassadors_ambassador WHERE id = %s AND state = 'accepted'
    ON CONFLICT (ambassador_id, day) DO UPDATE SET count = ambassadors_arrival.count + 1
"""


def count(ambassador: Ambassador) -> bool:
    """Whether it was counted."""
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, [today, ambassador.pk])
        return bool(cursor.rowcount == 1)
