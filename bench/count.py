"""Counting at size: Equal Shares over ballots drawn by lot, and over the real files that lie beside the repository.

    python -m bench.count [--ballots 1000000] [--projects 200]

CPU seconds of reading a file and of one count; ten times and a hundred times fewer ballots beside it, to see that both
grow with them. That outcomes are right is shown by the tests; here only time is.
"""

import argparse
import random
import resource
import sys
import time
from pathlib import Path

from meydan.engines.counting import Utility, equal_shares, read_election

REAL = Path("/work/shared/vectors/pb")


def file_of(ballots: int, projects: int) -> bytes:
    """A .pb file: up to five projects a ballot, some wanted much more than others, costs in round thousands."""
    chance = random.Random(ballots)
    costs = [chance.randint(5, 400) * 1000 for _project in range(projects)]
    wanted = [chance.paretovariate(1.1) for _project in range(projects)]
    chosen = chance.choices(range(projects), wanted, k=5 * ballots)
    lines = ["META", "key;value", f"budget;{sum(costs) // 4}", "vote_type;approval", f"num_projects;{projects}"]
    lines += [f"num_votes;{ballots}", "PROJECTS", "project_id;cost"]
    lines += [f"{number};{cost}" for number, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(ballots):
        some = dict.fromkeys(chosen[5 * voter : 5 * voter + chance.randint(1, 5)])
        lines.append(f"{voter};{','.join(map(str, some))}")
    return "\n".join(lines).encode()


def measure(name: str, raw: bytes) -> float:
    began = time.process_time()
    election = read_election(raw)
    read = time.process_time() - began
    counted = {}
    for utility in Utility:
        began = time.process_time()
        winners = len(equal_shares(election, utility=utility).winners)
        counted[utility] = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:32} {election.voters:9,} ballots, {len(election.ballots):9,} kinds, {winners:3} winners: "
        f"read {read:6.2f} s, by cost {counted[Utility.COST]:6.2f} s, by cardinality "
        f"{counted[Utility.CARDINALITY]:6.2f} s, {peak:5.0f} MB",
        flush=True,
    )
    return read + counted[Utility.COST]


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.count")
    asked.add_argument("--ballots", type=int, default=1_000_000)
    asked.add_argument("--projects", type=int, default=200)
    given = asked.parse_args()
    for path in sorted(REAL.glob("*.pb")):
        if path.stat().st_size > 900_000:
            measure(path.stem[:32], path.read_bytes())
    for count in (given.ballots // 100, given.ballots // 10, given.ballots):
        if count:
            measure("drawn by lot", file_of(count, given.projects))
    return 0


if __name__ == "__main__":
    sys.exit(main())
