"""The counting engine beside pabutools 1.2.3: equal outcomes, and how many times its CPU seconds.

    PABUTOOLS_PYTHON=/path/to/env/bin/python python -m bench.pabutools [--part single,grouped,add1,growth,rial]

pabutools is GPL and brings solvers along: it is never installed here. Make an environment of its own once:

    python3 -m venv /tmp/env-pabu && /tmp/env-pabu/bin/pip install pabutools==1.2.3

Every comparison is of one run after the other in processes of their own, by CPU seconds, and ends the bench if the
winners are not the same in the same order. `single` is Equal Shares by cost without completion, of the profile as
pabutools reads it; `grouped` the same of a profile with equal ballots put together, its faster way, which then is not
counted. Each is told for the count alone, and from the file to the printed winners with everything: the start of
Python, imports, reading.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

from bench.count import REAL, file_of

BIG = "Poland_Lodz_2023"
MIDDLING = ("Poland_Swiecie_2023", "Poland_Warszawa_2017_Chomiczowka", "Hungary_Veszprem_2025")
PARTS = ("single", "grouped", "add1", "growth", "rial")

THEIRS = """
import json, sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

instance, profile = parse_pabulib(sys.argv[1])
order = {project.name: at for at, project in enumerate(instance.project_meta)}
votes = {project: profile.approval_score(project) for project in instance}
ties = TieBreakingRule(lambda instance, profile, project: (project.cost, -votes[project], order.get(project.name, 0)))
if sys.argv[2] == "grouped":
    profile = profile.as_multiprofile()
began = time.process_time()
step = {"voter_budget_increment": 1} if sys.argv[2] == "add1" else {}
found = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties, **step)
json.dump([[project.name for project in found], time.process_time() - began], sys.stdout)
"""
OURS = """
import json, sys, time
from pathlib import Path
from meydan.engines.counting import add_one, equal_shares, read_election

election = read_election(Path(sys.argv[1]).read_bytes())
began = time.process_time()
found = add_one(election).outcome if sys.argv[2] == "add1" else equal_shares(election)
json.dump([found.ids(election), time.process_time() - began], sys.stdout)
"""


def ran(words: list[str]) -> tuple[str, float]:
    """What a process prints, and the CPU seconds it took from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def beside(path: Path, how: str, python: str) -> bool:
    """Both count one file; the ratios are printed. Gives whether the outcomes are the same."""
    theirs, their_all = ran([python, "-c", THEIRS, str(path), how])
    # a count of some milliseconds is measured as the middle one of seven
    mine = sorted(json.loads(ran([sys.executable, "-c", OURS, str(path), how])[0])[1] for _run in range(7))[3]
    words = [sys.executable, "-m", "meydan", "count", str(path), "--json", "--completion"]
    told, my_all = ran([*words, "add1" if how == "add1" else "none"])
    winners, their_count = json.loads(theirs)
    same = bool(winners == json.loads(told)["winners"])
    print(
        f"{path.stem[:34]:34} {how:7} count {their_count:8.2f} : {mine:7.4f} s = {their_count / mine:6.0f} times   "
        f"from the file {their_all:8.2f} : {my_all:5.2f} s = {their_all / my_all:5.0f} times   "
        f"{len(winners)} winners {'the same' if same else 'DIFFERENT'}",
        flush=True,
    )
    return same


def growth() -> None:
    """Our own command on ever more ballots."""
    for ballots in (10_000, 100_000, 1_000_000):
        with tempfile.NamedTemporaryFile(suffix=".pb") as made:
            made.write(file_of(ballots, 200))
            made.flush()
            asked = "import resource,sys\nfrom meydan.engines.counting.command import main\nmain(sys.argv[1:])\n"
            asked += "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
            began = resource.getrusage(resource.RUSAGE_CHILDREN)
            words = [sys.executable, "-c", asked, made.name, "--json"]
            memory = int(subprocess.run(words, capture_output=True, text=True, check=True).stderr) / 1024
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
            print(f"{ballots:9,} ballots, 200 projects: {took:5.2f} s, {memory:4.0f} MB", flush=True)


def rial() -> None:
    """A round in Rial: everybody's share is about ten million, and Add1 goes on by one Rial."""
    from meydan.engines.counting import Election, Project, add_one, read_election

    drawn = read_election(file_of(20_000, 60))
    factor = Fraction(10_000_000 * drawn.voters) / drawn.budget
    costs = [Fraction(round(project.cost * factor)) for project in drawn.projects]
    projects = [Project(project.id, cost) for project, cost in zip(drawn.projects, costs, strict=True)]
    election = Election(Fraction(10_000_000 * drawn.voters), tuple(projects), drawn.ballots)
    for exhaustive in (True, False):
        began = time.process_time()
        found = add_one(election, exhaustive=exhaustive)
        print(
            f"20,000 ballots, 60 projects, 10,000,000 Rial each, exhaustive {exhaustive}: {found.steps:,} steps of one "
            f"Rial to {found.stop} in {time.process_time() - began:.1f} s",
            flush=True,
        )


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.pabutools")
    asked.add_argument("--part", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    asked.add_argument("--files", default="", help="names of .pb files beside the repository, instead of the usual")
    given = asked.parse_args()
    chosen = given.part.split(",")
    python = os.environ.get("PABUTOOLS_PYTHON")
    if python is None and {"single", "grouped", "add1"} & set(chosen):
        print("PABUTOOLS_PYTHON names no Python that has pabutools: only what needs none is measured.")
    fine = True
    many = (BIG, "Poland_Wroclaw_2017")
    for how, usual in (("single", many), ("grouped", many), ("add1", MIDDLING)):
        if python is not None and how in chosen:
            for name in given.files.split(",") if given.files else usual:
                fine &= beside(REAL / f"{name}.pb", how, python)
    if "growth" in chosen:
        growth()
    if "rial" in chosen:
        rial()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
