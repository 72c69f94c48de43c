"""Where stalls and pieces of the exhibition stand: every evening in the same space, so many to a space.

Reckoned anew from what is declared whenever it is asked: whoever declared first chooses first, and whoever can be in
fewer places before that. Nothing of it is kept; an agency that should stand elsewhere says so in its promise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meydan.campaigns.models import Place, Promise, Space, Stage
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.queries import stages


@dataclass(frozen=True, slots=True)
class Row:
    """A space for stalls, and what stands in it."""

    place: Place
    space: Space
    promises: list[Promise] = field(default_factory=list)

    @property
    def free(self) -> int:
        return self.space.stalls - len(self.promises)


def of(stage: Stage) -> tuple[list[Row], list[Promise]]:
    """The spaces with what stands there, the host's first, and what found none."""
    standing = [row for row in queries.declared(stage) if row.kind in Promise.STANDING]
    return allocate(stages.places_of(stage), standing)


def allocate(places: Sequence[Place], standing: Iterable[Promise]) -> tuple[list[Row], list[Promise]]:
    rows = [Row(place, space) for place in places for space in place.spaces.all() if space.stalls]
    left = []
    for promise in sorted(standing, key=lambda one: (len(one.places.all()) or len(places), one.pk)):
        asked = {place.pk for place in promise.places.all()}
        row = next((row for row in rows if row.free and (not asked or row.place.pk in asked)), None)
        if row is None:
            left.append(promise)
        else:
            row.promises.append(promise)
    return rows, left
