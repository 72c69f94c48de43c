"""How many appointments one phone may hold at once, of all topics; and one client, as far as they are known, of each.

Whoever has nothing but the phone does not learn for which topic somebody booked with it by trying one after another.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.counseling import times
from meydan.counseling.models import Appointment, Case, Topic
from meydan.counseling.rules.booking import OPEN
from meydan.places.models import Area


def full(area: Area, topic: Topic, client_mac: bytes, own: Iterable[Case]) -> str:
    """Why this phone can book no more of the topic for now; "" where it can. `own`: the files shown to be theirs."""
    mine = Appointment.objects.filter(client_mac=client_mac, state__in=OPEN, ends_at__gt=timezone.now())
    most = times.policy(area).open_bookings
    if mine.filter(topic=topic, case__in=list(own)).count() >= topic.open_bookings:
        return ngettext(
            "You have %(n)s open appointment for this topic. When it is over you can book the next one.",
            "You have %(n)s open appointments for this topic. When one is over you can book the next one.",
            topic.open_bookings,
        ) % {"n": wording.number(topic.open_bookings)}
    if mine.count() >= most:
        return ngettext(
            "You have %(n)s open appointment. When it is over you can book the next one.",
            "You have %(n)s open appointments. When one is over you can book the next one.",
            most,
        ) % {"n": wording.number(most)}
    return ""
