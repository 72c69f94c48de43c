"""What is put into a tally and what comes out of it, in plain numbers. The counting itself (`tallies`) needs NumPy,
which is loaded where something is counted, and nowhere else.
"""

from typing import NamedTuple


class Line(NamedTuple):
    """What one row of the ledger adds to a part; `person` is 0 where no name was taken."""

    part: int
    person: int
    visits: int
    women: int
    men: int


class Totals(NamedTuple):
    """`named` is how many rows have a name, `persons` how many different ones stand behind them."""

    rows: int = 0
    visits: int = 0  # the sum of the counts
    women: int = 0
    men: int = 0
    named: int = 0
    persons: int = 0
