import os
import random
from fractions import Fraction

import pytest

from meydan.engines.counting.completion import Start, add_one
from meydan.engines.counting.election import Ballot, Election, Project
from meydan.engines.counting.outcome import Utility, tie_order
from meydan.engines.counting.pbfile import read_election
from tests.engines.counting import reference
from tests.engines.counting.elections import drawn, fuzzed


def test_a_step_adds_something():
    one = Election(Fraction(1), (Project("a", Fraction(1)),), (Ballot((0,), (1,), 1),))
    for step in (0, -1):
        with pytest.raises(ValueError, match="adds something"):
            add_one(one, step=Fraction(step))


def test_nobody_gets_no_more():
    assert add_one(Election(Fraction(5), (Project("a", Fraction(1)),), ())).stop == "all"


def test_elections_drawn_by_lot_end_where_every_single_step_ends():
    stops = set()
    for seed in fuzzed(250):
        one = drawn(seed)
        chance = random.Random(~seed)
        places = tie_order(one, ("lot",), chance.sample([project.id for project in one.projects], len(one.projects)))
        utility, start, exhaustive = chance.choice(list(Utility)), chance.choice(list(Start)), seed % 2 == 0
        most = max(project.cost for project in one.projects)
        step = most / chance.choice([3, 10, 40])
        expected = reference.add_one(
            one,
            by_cost=utility is Utility.COST,
            places=places,
            step=step,
            exhaustive=exhaustive,
            floor=start is Start.FLOOR,
        )
        got = add_one(one, utility=utility, ties=places, step=step, exhaustive=exhaustive, start=start)
        assert (list(got.outcome.winners), got.steps, got.stop) == expected, seed
        stops.add(got.stop)
    assert stops == {"overspend", "exhaustive", "all"}


def compare(shared, files, chains):
    for path in files:
        for chain in chains:
            expected = shared.data("pb/expected.json")[path][chain]
            one = read_election(shared.raw(f"pb/{path}"))
            lots = sorted(project.id for project in one.projects)
            places = tie_order(one, ("lot",), lots) if chain == "lexi" else tie_order(one)
            for key, told in expected.items():
                if key.startswith("add1"):
                    _add1, utility, start, exhaustive = key.split("_")
                    got = add_one(
                        one,
                        utility=Utility.COST if utility == "cost" else Utility.CARDINALITY,
                        ties=places,
                        exhaustive=exhaustive == "exh",
                        start=Start.FLOOR if start == "int" else Start.FRACTION,
                    )
                    assert got.outcome.ids(one) == told["winners"], (path, chain, key)
                    assert (got.outcome.cost, got.steps, got.stop) == (told["cost"], told["last_step"], told["stop"])


def test_the_smaller_shared_elections_have_the_expected_winners(shared):
    compare(
        shared,
        [
            "Poland_Swiecie_2023.pb",
            "Poland_Gdynia_2020_Grabowek__large.pb",
            "Poland_Warszawa_2017_Chomiczowka.pb",
            "Poland_Wroclaw_2025_Local.pb",
            "Hungary_Veszprem_2025.pb",
        ],
        ["official(minCost,maxVotes,fileorder)"],
    )


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("COUNTING") != "all", reason="takes many minutes: COUNTING=all runs it")
def test_all_shared_elections_have_the_expected_winners(shared):
    compare(shared, shared.data("pb/expected.json"), ["official(minCost,maxVotes,fileorder)", "lexi"])


def test_the_official_winners_of_swiecie_come_out(shared):
    # 2,553 ballots by Equal Shares with Add1, 17 projects for 1,040,337
    one = read_election(shared.raw("pb/Poland_Swiecie_2023.pb"))
    got = add_one(one).outcome
    assert (set(got.ids(one)), len(got.winners), got.cost) == (one.official, 17, 1_040_337)
