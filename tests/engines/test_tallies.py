"""Against sums and sets worked out in plain Python."""

import random
from collections import defaultdict

import pytest

from meydan.engines import tallies
from meydan.engines.tallies import EMPTY, Line, Totals


def chance_lines(chance, count=300):
    return [
        Line(
            chance.choice([-2, 0, 1, 7, 2**40]),
            chance.choice([0, 0, *range(1, 9), 2**32 - 1]),
            chance.randint(0, 3 * 10**9),
            chance.randint(0, 9),
            chance.randint(0, 9),
        )
        for _line in range(count)
    ]


def expected(lines):
    found = defaultdict(lambda: [0, 0, 0, 0, 0, set()])
    for line in lines:
        kept = found[line.part]
        for place, number in enumerate((1, line.visits, line.women, line.men, bool(line.person))):
            kept[place] += number
        kept[5] |= {line.person} - {0}
    return {part: Totals(*kept[:5], len(kept[5])) for part, kept in found.items()}


def as_totals(tally):
    return {part: Totals(*numbers) for part, *numbers in tally.sums.tolist()}


@pytest.mark.parametrize("seed", range(5))
def test_a_tally_of_rows_has_their_sums_and_each_person_once(seed):
    lines = chance_lines(random.Random(seed))
    tally = tallies.of_lines(lines)
    assert as_totals(tally) == expected(lines)
    assert as_totals(tallies.merged(tally)) == as_totals(tally)


@pytest.mark.parametrize("seed", range(5))
def test_tallies_merged_are_the_tally_of_all_their_rows(seed):
    chance = random.Random(seed)
    days = [chance_lines(chance, chance.randint(0, 60)) for _day in range(9)]
    kept = [tallies.to_bytes(tallies.of_lines(day)) for day in days]
    tally = tallies.from_bytes((sums for sums, _ids in kept), (ids for _sums, ids in kept))
    of_all = tallies.of_lines(line for day in days for line in day)
    assert tallies.to_bytes(tallies.merged(tally)) == tallies.to_bytes(of_all)


@pytest.mark.parametrize("seed", range(5))
def test_a_person_under_several_groups_counts_once_in_each(seed):
    chance = random.Random(seed)
    lines = chance_lines(chance)
    tally = tallies.of_lines(lines)
    parts = tally.sums[:, 0].tolist()
    groups = [chance.sample(range(4), chance.randint(0, 3)) for _part in parts]
    under = dict(zip(parts, groups, strict=True))
    pairs = [(line, group) for line, those in enumerate(groups) for group in those]
    for group, totals in enumerate(tallies.grouped(tally, pairs, 4)):
        mine = [line._replace(part=0) for line in lines if group in under[line.part]]
        assert totals == expected(mine).get(0, Totals())


@pytest.mark.parametrize("seed", range(3))
def test_sums_over_time_are_those_of_each_moment(seed):
    chance = random.Random(seed)
    days = [chance_lines(chance, chance.randint(1, 40)) for _day in range(6)]
    kept = [tallies.to_bytes(tallies.of_lines(day))[0] for day in days]
    under = {-2: [0], 0: [0, 1], 1: [], 7: [1], 2**40: [2]}
    runs = [(len(sums) // tallies.LINE_BYTES, day % 5) for day, sums in enumerate(kept)]
    table = tallies.over_time(tallies.from_bytes(kept), runs, under, (5, 3))
    for moment in range(5):
        for group in range(3):
            mine = [
                line._replace(part=0)
                for day, lines in enumerate(days)
                for line in lines
                if day % 5 == moment and group in under[line.part]
            ]
            assert Totals(*table[moment, group].tolist())[:4] == expected(mine).get(0, Totals())[:4]


def test_of_nothing_there_is_nothing():
    assert tallies.to_bytes(EMPTY) == (b"", b"")
    assert not len(tallies.merged(tallies.from_bytes([], [])).sums)
    assert tallies.grouped(EMPTY, [], 2) == [Totals(), Totals()]
    assert tallies.over_time(EMPTY, [], {}, (1, 1)).tolist() == [[[0, 0, 0, 0]]]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="32 bits"):
        tallies.of_lines([Line(1, 2**32, 1, 0, 0)])
    sums, _ids = tallies.to_bytes(tallies.of_lines([Line(1, 5, 1, 0, 0)]))
    with pytest.raises(ValueError, match="not those of the sums"):
        tallies.from_bytes([sums], [b"\0" * 8])
