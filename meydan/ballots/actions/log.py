"""The log: lines get their places in portions, and its root is published each day and at the close."""

from typing import Final

from django.db.models import Count
from django.utils import timezone

from meydan.ballots import tree
from meydan.ballots.models import Bough, Entry, Poll, Root
from meydan.engines import merkle
from meydan.journal.action import action, note
from meydan.people.models import Person

MIXED: Final = 20  # so many lines of a pot at least go in together while the poll is open
AT_MOST: Final = 5_000
AT_ONCE: Final = 100


@action
def take_in(*, by: Person | None, poll: Poll, whole: bool = False) -> int:
    """Give every waiting line its place; how many there were.

    They go in by the hash of their leaf, as good as shuffled, so that the log's order doesn't lead along the journal's.
    For the same reason a few lines of a pot wait for more, until `whole`: at the close all go in. It is counted by pot,
    since the register knows who voted for which pot on which day: among twenty of twenty pots each would be alone.
    Otherwise so many at a time, taken by their random ids, that no other writer waits for long: call it again until
    nothing goes in.
    """
    poll = Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    waiting = Entry.objects.filter(poll=poll, index__isnull=True)
    if not whole:
        by_pot = waiting.order_by().values("ballot__pot").annotate(lines=Count("pk")).filter(lines__gte=MIXED)
        waiting = waiting.filter(ballot__pot__in=[row["ballot__pot"] for row in by_pot])
    waiting = waiting.order_by("pk").only("pk", "leaf")
    lines = list(waiting if whole else waiting[:AT_MOST])
    if not lines:
        return 0
    lines.sort(key=lambda line: merkle.leaf(line.leaf.encode()))
    size = tree.size(poll)
    for index, line in enumerate(lines, size):
        line.index = index
    Entry.objects.bulk_update(lines, ["index"], batch_size=AT_ONCE)
    _grow(poll, size + len(lines))
    note("ballots.take_in", on=poll, area=poll.area_id, lines=len(lines), size=size + len(lines))
    return len(lines)


@action
def publish_root(*, by: Person | None, poll: Poll, occasion: str) -> Root:
    """Say in public what the log is now. Nothing under it can be changed or taken out from here on unseen."""
    size = tree.size(poll)
    root = tree.Log(poll, size).root().hex()
    row = Root.objects.create(poll=poll, occasion=occasion, size=size, root=root, at=timezone.now())
    note("ballots.root", on=row, area=poll.area_id, size=size, root=root)
    return row


def _grow(poll: Poll, size: int) -> None:
    """Write down the boughs that are whole now."""
    known = Bough.objects.filter(poll=poll).count()
    for number in range(known, size // merkle.BOUGH):
        lines = tree.lines(poll, number * merkle.BOUGH, (number + 1) * merkle.BOUGH)
        Bough.objects.create(poll=poll, number=number, root=merkle.root(lines).hex())
