"""Where the projects of a pot are. They stand since the ballot opened, so the map of a pot is drawn once, not for each
voter: drawing it costs more than the rest of the page.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from meydan.ballots.models import Option, Pot
from meydan.places.map import Pin, pins_map
from meydan.places.models import Area

KEPT: Final = 64  # maps; each has some twenty kilobytes


def of_pot(pot: Pot, options: Sequence[Option]) -> SafeString:
    if not any(_is_somewhere(option) for option in options):
        return SafeString()
    return _drawn(str(pot.poll.key), pot.pk, pot.area_id, get_language() or "")


@lru_cache(maxsize=KEPT)
def _drawn(poll: str, pot: int, area: int, language: str) -> SafeString:  # noqa: ARG001 - what it is kept by
    pins = [
        Pin(option.latitude, option.longitude, 1, option.title, f"#option-{option.number}")
        for option in Option.objects.filter(pot=pot)
        if option.latitude is not None and option.longitude is not None
    ]
    return pins_map(pins, ground=Area.objects.only("outline").get(pk=area))


def _is_somewhere(option: Option) -> bool:
    return option.latitude is not None and option.longitude is not None
