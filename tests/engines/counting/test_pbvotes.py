import random

import pytest

from meydan.engines.counting import pbvotes
from meydan.engines.counting.election import VoteType
from meydan.engines.counting.pbfile import _Reading, _swiftly

HEAD = """META
key;value
budget;10
vote_type;{kind}
num_projects;3
num_votes;{count}
PROJECTS
project_id;cost
1;5
طرح;5
c;5
VOTES
voter_id;{columns}
"""


def file(kind, columns, rows, end="\n"):
    head = HEAD.format(kind=kind, count=len(rows), columns=columns)
    return (head + "\n".join(rows) + end).encode()


def both(raw):
    return _swiftly(raw), _Reading(raw, keep=False).run()


@pytest.mark.parametrize(
    ("kind", "columns", "rows"),
    [
        ("approval", "vote", ["1;1,c", "2;", "3; طرح ,1", "4;c,c,1", "5;1,c"]),
        ("approval", "vote", []),
        ("approval", "age;vote;sex", ["1;30;1;F", "a-long-id-of-a-voter;;c,1;", "a-long-id-of-a-votes;;;"]),
        ("choose-1", "vote", ["1;1", "2;", "3;c,c"]),
        ("ordinal", "vote", ["1;c,طرح,1", "2;c", "3;c,1,c"]),
        ("cumulative", "vote;points", ["1;c,1;۳,1", "2;;", "3;1;07", "4;c,1;۳,1"]),
        ("scoring", "points;vote", ["1; 4 ;c", "2;;"]),
        ("approval", "vote", [f"{'v' * 80}{at};c" for at in range(3)]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "", "\n\n"])
def test_columns_give_what_line_by_line_gives(kind, columns, rows, end):
    raw = file(kind, columns, rows, end)
    for each in (raw, raw.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + raw):
        swift, careful = both(each)
        assert swift == careful
        assert swift.repeats == careful.repeats


@pytest.mark.parametrize(
    ("kind", "columns", "rows"),
    [
        ("approval", "vote", ['1;"c"']),
        ("approval", "vote", ["1;c", "", "2;c"]),
        ("approval", "vote", ["1;c", "1;c"]),
        ("approval", "vote", [f"{'v' * 80};c"] * 2),
        ("approval", "vote", [" ;c"]),
        ("approval", "vote", [";c"]),
        ("approval", "vote", ["۱;c"]),
        ("approval", "vote", ["1;c;d"]),
        ("approval", "vote", ["1;c;2", "3"]),
        ("approval", "vote", ["1;x"]),
        ("approval", "vote", ["1;c,,1"]),
        ("approval", "vote", ["1;,"]),
        ("approval", "vote", ["1; "]),
        ("approval", "vote", ["1;c\0"]),
        ("approval", "vote", ["1;c\rd"]),
        ("approval", "vote;name", [f"1;c;{'n' * 140_000}"]),
        ("choose-1", "vote", ["1;c,1"]),
        ("cumulative", "vote", ["1;c"]),
        ("cumulative", "vote;points", ["1;c;1,2"]),
        ("cumulative", "vote;points", ["1;c;"]),
        ("cumulative", "vote;points", ["1;;1"]),
        ("cumulative", "vote;points", ["1;c;-1"]),
        ("cumulative", "vote;points", ["1;c;1234567890"]),
        ("cumulative", "vote;points", ["1;c,c;1,1"]),
    ],
)
def test_what_is_not_plainly_fine_is_left_to_the_careful_reader(kind, columns, rows):
    assert _swiftly(file(kind, columns, rows)) is None


def test_a_title_inside_quotes_is_none():
    raw = file("approval", "vote", ["1;c"]).replace(b"budget;10", b'budget;10\nnote;"\nVOTES\nvoter_id;vote\n"')
    assert _swiftly(raw) is None
    assert _Reading(raw, keep=False).run().voters == 1


def test_bytes_that_are_no_text_are_left_to_the_careful_reader():
    assert _swiftly(file("approval", "vote", ["1;c"]).replace(b"1;c", b"1;\xff")) is None


def test_a_count_that_is_not_told_is_left_to_the_careful_reader():
    assert _swiftly(file("approval", "vote", ["1;c"]).replace(b"num_votes;1", b"num_votes;2")) is None


def test_files_drawn_by_lot_are_read_alike():
    swift_ones = 0
    for seed in range(400):
        chance = random.Random(seed)
        kind = chance.choice(list(VoteType))
        rows = []
        for voter in range(chance.randint(0, 6)):
            named = chance.choices(["1", "c", "طرح", " c", "x" if seed % 9 == 0 else "1"], k=chance.randint(0, 3))
            named = list(dict.fromkeys(named)) if seed % 2 else named
            given = [str(chance.randint(0, 9)) for _one in named]
            votes = ",".join(named[:1] if kind == "choose-1" else named)
            rows.append(f"{voter};{votes};{','.join(given)};{'p' * chance.randint(0, 3)}")
        raw = file(kind, "vote;points;district", rows)
        swift = _swiftly(raw)
        swift_ones += swift is not None
        if swift is not None:
            assert swift == _Reading(raw, keep=False).run(), seed
    assert swift_ones > 200


def test_every_shared_file_is_read_as_columns_and_alike(shared):
    for path in shared.files("pb", "*.pb"):
        swift, careful = both(shared.raw(path))
        assert swift == careful, path
        assert swift.repeats == careful.repeats


def test_a_file_without_votes_has_no_parts():
    assert pbvotes.parts(b"META\nkey;value\n") is None
