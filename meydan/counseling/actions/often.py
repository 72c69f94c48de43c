"""How often one number may ask for the same in a day: each time messages go out, to its client and to who is on duty.

Counted under the number and not in its files: what was canceled or erased meanwhile was told all the same.
"""

import datetime as dt
from typing import Final

from meydan.counseling.models import Case
from meydan.ground.counters import allow

DAY: Final = dt.timedelta(days=1)
MOST: Final = {"book": 10, "call": 6, "move": 20}


def too_often(case: Case, what: str) -> bool:
    """Counts one; inside the action, and forgotten with it."""
    number = bytes(case.client_mac or b"").hex()
    return not allow(f"counseling {what} {number}", limit=MOST[what], window=DAY, inside=True).ok
