"""A draw at size: a million tickets ordered, beside a floor nothing can be under, and a draw verified whole.

    python -m bench.draw [--tickets 1000000]

The floor is one plain SHA-256 of each line, in the same process; a draw takes two of them a line (HMAC) and sorts. CPU
seconds; memory is the highest the process held. Fails above 5 s or 500 MB for a million.
"""

import argparse
import hashlib
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from meydan.engines import drawing

SEED = "5eed" * 16
EVENING = datetime(2021, 6, 23, 15, 0, tzinfo=UTC)
T = TypeVar("T")


def cpu(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def peak() -> float:
    """Megabytes this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plain(lines: list[bytes]) -> float:
    """Seconds for one SHA-256 of each line."""
    return cpu(lambda: [hashlib.sha256(line).digest() for line in lines])[0]


def whole(tickets: bytes) -> bytes:
    """A transcript over these tickets."""
    return drawing.transcript(
        draw_id="bench",
        title="bench",
        rules=[],
        prizes=[("bicycle", 100)],
        reserves=100,
        tickets=tickets,
        frozen_at=EVENING,
        overseers=[
            drawing.Overseer(number, number, number, drawing.commitment(SEED, "bench", number), EVENING, SEED, EVENING)
            for number in "123"
        ],
        dice=[1] * drawing.DICE,
        rolled_at=EVENING,
        drawn_at=EVENING,
    )


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.draw")
    asked.add_argument("--tickets", type=int, default=1_000_000)
    count = asked.parse_args().tickets
    file = drawing.ticket_file(drawing.new_ticket() for _ticket in range(count))
    ordering, placed = cpu(lambda: drawing.order(SEED, file))
    held = peak()
    assert len(placed) == len(set(drawing.ticket_codes(file)))
    floor = plain([line.encode() for line in drawing.line_inputs(drawing.ticket_codes(file))])
    del placed
    ratio = f"{ordering / floor:.1f} × plain SHA-256 ({floor:.2f} s)"
    print(f"order of {count:,} tickets: {ordering:.2f} s, {held:.0f} MB, {ratio}")
    some = drawing.ticket_file(line.decode() for line in file.split(b"\n")[: min(count, 200_000)] if line)
    drawn, transcript = cpu(lambda: whole(some))
    verified, _none = cpu(lambda: drawing.verify(transcript, some))
    lines_drawn = some.count(b"\n")
    print(f"{lines_drawn:,} tickets: drawn and told in {drawn:.2f} s, verified in {verified:.2f} s")
    share = count / 1_000_000
    return int(ordering > 5 * max(share, 0.1) or held > 100 + 400 * share)


if __name__ == "__main__":
    sys.exit(main())
