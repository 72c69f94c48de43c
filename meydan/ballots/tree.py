"""The log of a poll as a tree of RFC 9162, read only where a proof needs it: a thousand lines and the boughs' roots."""

from meydan.ballots.models import Bough, Entry, Poll
from meydan.engines import merkle


def size(poll: Poll) -> int:
    """How many lines have their place."""
    last = Entry.objects.filter(poll=poll, index__isnull=False).order_by("-index").values_list("index", flat=True)
    newest = last.first()
    return 0 if newest is None else newest + 1


def lines(poll: Poll, first: int, end: int) -> list[bytes]:
    rows = Entry.objects.filter(poll=poll, index__gte=first, index__lt=end).order_by("index")
    return [leaf.encode() for leaf in rows.values_list("leaf", flat=True)]


class Log(merkle.Grove):
    """The first `size` lines."""

    def __init__(self, poll: Poll, size_: int) -> None:
        whole = size_ // merkle.BOUGH
        roots = Bough.objects.filter(poll=poll, number__lt=whole).order_by("number").values_list("root", flat=True)
        self.poll = poll
        super().__init__(size_, [bytes.fromhex(root) for root in roots])

    def entries(self, first: int, end: int) -> list[bytes]:
        return lines(self.poll, first, end)
