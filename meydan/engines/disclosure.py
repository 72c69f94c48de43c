"""Which numbers stay hidden, where tables share sums, so that nobody works out a small one.

What is published hangs together: lines of a table sum to its total, neighborhoods to their city, on pages of their own.
A reader with all of them knows what follows from them by adding and subtracting. So more is hidden than the small
numbers themselves, until none of them follows, and until no sum of hidden ones follows that is small itself.

That a number cannot be below zero is not used by this reader, beyond the sums: from six visits of two hidden parts it
follows that neither had seven.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

AT_LEAST = 5
PRIME = 2**61 - 1  # numbers of lines are kept modulo this, which is exact for all that can be cancelled at all

Cell = TypeVar("Cell", bound=Hashable)
Row = dict[Cell, int]


class Sum(NamedTuple, Generic[Cell]):
    """A number and the parts it is the sum of."""

    whole: Cell
    parts: tuple[Cell, ...]


def hidden(  # noqa: PLR0913 - what the numbers are, and what of them may be hidden before others
    values: Mapping[Cell, int],
    sums: Iterable[Sum[Cell]],
    *,
    unpublished: Collection[Cell] = (),
    first: Collection[Cell] = (),
    last: Collection[Cell] = (),
    at_least: int = AT_LEAST,
) -> set[Cell]:
    """The cells that are not to be shown. `unpublished` are shown nowhere, `first` are hidden for other reasons, `last`
    are what readers come for: of others as many are hidden as it takes. Zeros are about nobody and count as known.
    """

    def smallest(cells: Iterable[Cell]) -> Cell | None:
        return min(cells, key=lambda cell: (cell in last, values[cell], repr(cell)), default=None)

    known = [_without_zeros(one, values) for one in sums if values[one.whole]]
    secret = {cell for cell, value in values.items() if 0 < value < at_least}
    found = secret | {cell for cell in {*unpublished, *first} if values[cell]}
    while more := _thin(known, values, found, smallest, at_least) or _told(
        known, values, found, secret, smallest, at_least
    ):
        found |= more
    return found


def _without_zeros(one: Sum[Cell], values: Mapping[Cell, int]) -> Sum[Cell]:
    return Sum(one.whole, tuple(part for part in one.parts if values[part]))


def _thin(
    known: Sequence[Sum[Cell]],
    values: Mapping[Cell, int],
    found: set[Cell],
    smallest: Callable[[Iterable[Cell]], Cell | None],
    at_least: int,
) -> set[Cell]:
    """One more of each sum whose hidden parts are together as small as one that is hidden."""
    more = set()
    for whole, parts in known:
        together = [values[part] for part in parts if part in found]
        if whole not in found and together and sum(together) < at_least:
            other = smallest(part for part in parts if part not in found)
            more.add(whole if other is None else other)
    return more


def _told(  # noqa: PLR0913, PLR0917 - what the reader knows, and what of it matters
    known: Sequence[Sum[Cell]],
    values: Mapping[Cell, int],
    found: set[Cell],
    secret: set[Cell],
    smallest: Callable[[Iterable[Cell]], Cell | None],
    at_least: int,
) -> set[Cell]:
    """For each small number that follows from what is shown, one of those it follows from."""
    more: set[Cell] = set()
    for row in solved(known, found):
        unknown = [cell for cell in row if cell in found]
        follows = unknown[0] in secret if len(unknown) == 1 else _is_small_sum(row, unknown, values, at_least)
        other = smallest(cell for cell in row if cell not in found) if follows and not more & row.keys() else None
        if other is not None:
            more.add(other)
    return more


def _is_small_sum(row: Row[Cell], unknown: Sequence[Cell], values: Mapping[Cell, int], at_least: int) -> bool:
    return len({row[cell] for cell in unknown}) == 1 and sum(values[cell] for cell in unknown) < at_least


def solved(known: Iterable[Sum[Cell]], found: Collection[Cell]) -> list[Row[Cell]]:
    """All that follows. Each row: these cells, so many times each, are zero together; one unknown is in no other."""
    rows: dict[Cell, Row[Cell]] = {}
    where: dict[Cell, set[Cell]] = defaultdict(set)  # an unknown: the rows, by what they are solved for, it stands in
    for whole, parts in known:
        row: Row[Cell] = {whole: 1}
        for part in parts:
            row[part] = row.get(part, 0) - 1
        for cell in [cell for cell in row if cell in rows]:
            _add(row, rows[cell], -row[cell])
        pivot = next((cell for cell in row if cell in found), None)
        if pivot is None:
            continue
        inverse = pow(row[pivot], -1, PRIME)
        row = {cell: count * inverse % PRIME for cell, count in row.items()}
        for other in list(where[pivot]):
            _add(rows[other], row, -rows[other][pivot])
            where[pivot].discard(other)
            for cell in row:
                if cell in found:
                    (where[cell].add if cell in rows[other] else where[cell].discard)(other)
        rows[pivot] = row
        for cell in row:
            if cell in found:
                where[cell].add(pivot)
    return list(rows.values())


def _add(row: Row[Cell], other: Row[Cell], times: int) -> None:
    for cell, count in other.items():
        number = (row.get(cell, 0) + count * times) % PRIME
        if number:
            row[cell] = number
        else:
            row.pop(cell, None)
