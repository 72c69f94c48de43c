"""A line of the log opened: the ballot it commits to, hashed again and held against the sealed root."""

import json
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.ballots import chance, tree, written
from meydan.ballots.marks import Marks
from meydan.ballots.models import Ballot, Entry, Opening, Option, Poll, Root
from meydan.engines import merkle
from meydan.places import queries as places

STANDS, REPLACED, WITHDRAWN = "stands", "replaced", "withdrawn"
KINDS: Final[dict[str, str | Promise]] = {
    STANDS: _("The ballot as it is counted"),
    REPLACED: _("Changed later by its voter; the newer ballot was opened instead"),
    WITHDRAWN: _("Taken back later by its voter; it is not counted"),
}


class Line(NamedTuple):
    """What stands in a line and in its ballot, and whether the one is the other."""

    opening: Opening
    leaf: str
    kind: str
    ballot: Ballot | None
    chosen: list[tuple[str, int | None]]  # titles, and points where there are points
    commitment: str  # hashed again of what the ballot says
    is_in_log: bool
    is_right: bool

    @property
    def words(self) -> str | Promise:
        return KINDS[self.kind]


def lines(poll: Poll, openings: Sequence[Opening]) -> list[Line]:
    """Each opened line, in the order drawn."""
    root = chance.root_of(poll)
    if root is None:
        return []
    rows = Entry.objects.filter(poll=poll, index__in=[one.index for one in openings])
    heavy = [f"ballot__pot__area__{column}" for column in places.HEAVY] + ["ballot__pot__poll__options_list"]
    entries = {row.index: row for row in rows.select_related("ballot__pot__poll", "ballot__pot__area").defer(*heavy)}
    newest = _newest([row.ballot for row in entries.values()])
    titles = dict(Option.objects.filter(poll=poll).values_list("number", "title"))
    log = tree.Log(poll, root.size)
    return [_line(one, entries.get(one.index), newest, titles, log, root) for one in openings]


def _newest(ballots: Sequence[Ballot]) -> dict[int, Entry]:
    """The line of the newest version of each ballot."""
    found = Entry.objects.filter(ballot__in=[ballot.pk for ballot in ballots], index__isnull=False)
    return {row.ballot_id: row for row in found.order_by("version")}


def _line(  # noqa: PLR0913, PLR0917 - a line and all it is held against
    opening: Opening,
    entry: Entry | None,
    newest: dict[int, Entry],
    titles: dict[int, str],
    log: tree.Log,
    root: Root,
) -> Line:
    if entry is None:
        return Line(opening, "", STANDS, None, [], "", is_in_log=False, is_right=False)
    ballot = entry.ballot
    told = json.loads(entry.leaf)
    proof = log.inclusion(opening.index)
    is_in_log = merkle.includes(bytes.fromhex(root.root), root.size, opening.index, entry.leaf.encode(), proof)
    last = newest.get(ballot.pk)
    if ballot.withdrawn:
        right = last is not None and last.act == Entry.Act.WITHDRAWN and last.version == ballot.version
        return Line(
            opening, entry.leaf, WITHDRAWN, ballot, [], "", is_in_log, is_in_log and right and _own(told, ballot)
        )
    again = written.commitment(ballot.salt, written.of_ballot(ballot, ballot.pot))
    newer = json.loads(last.leaf) if last is not None else {}
    right = newer.get("commitment") == again and newer.get("version") == ballot.version and _own(newer, ballot)
    kind = STANDS if entry.version == ballot.version else REPLACED
    return Line(
        opening,
        entry.leaf,
        kind,
        ballot,
        _chosen(ballot, titles),
        again,
        is_in_log,
        is_in_log and right and _own(told, ballot),
    )


def _own(told: dict[str, Any], ballot: Ballot) -> bool:
    return bool(told.get("serial_sha256") == written.hidden(ballot.serial))


def _chosen(ballot: Ballot, titles: dict[int, str]) -> list[tuple[str, int | None]]:
    marks = Marks.of(ballot.marks)
    points: list[int | None] = list(marks.points) or [None] * len(marks.options)
    return [(titles.get(number, str(number)), given) for number, given in zip(marks.options, points, strict=True)]


def fewer_than(looked: int) -> float:
    """The share of wrong lines below which the log lies with 95 % confidence, where none among so many was wrong."""
    return float(1 - 0.05 ** (1 / looked)) if looked else 1.0
