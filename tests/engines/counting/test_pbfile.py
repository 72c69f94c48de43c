from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.counting.election import Ballot, Election, Project, VoteType
from meydan.engines.counting.pbfile import PbFile, Table, WrongFile, read, read_election, write

SAMPLE = """META
key;value
description;بودجه‌ریزی مشارکتی منطقهٔ ۱
budget;۱۲۰۰۰٫۵
vote_type;approval
num_projects;3
num_votes;4
PROJECTS
project_id;cost;name;selected
p1;5000;«بوستان؛ محله»;1
p2;7000.25;"پل عابر; با ""آسانسور\""";0
p3;999999999;انصراف;2
VOTES
voter_id;age;vote
1;34;p1,p2
2;;
3;51;p2, p1,p2
4;20;p1,p2
"""


def changed(old, new):
    assert old in SAMPLE
    return SAMPLE.replace(old, new, 1).encode()


def test_a_file_is_read_as_it_is_counted():
    election = read_election(SAMPLE.encode())
    assert election == Election(
        Fraction("12000.5"),
        (
            Project("p1", Fraction(5000), "«بوستان؛ محله»"),
            Project("p2", Fraction("7000.25"), 'پل عابر; با "آسانسور"'),
            Project("p3", Fraction(999999999), "انصراف"),
        ),
        (Ballot((0, 1), (1, 1), 2), Ballot((), (), 1), Ballot((1, 0), (1, 1), 1)),
        VoteType.APPROVAL,
        frozenset({"p1"}),
        {
            "description": "بودجه‌ریزی مشارکتی منطقهٔ ۱",
            "budget": "۱۲۰۰۰٫۵",
            "vote_type": "approval",
            "num_projects": "3",
            "num_votes": "4",
        },
        repeats=1,
    )
    assert (election.voters, election.votes, election.scores) == (4, (3, 3, 0), (3, 3, 0))


def test_every_field_is_kept_and_written_again():
    file = read(SAMPLE.encode())
    assert write(file).decode() == SAMPLE
    assert read(write(file)) == file
    assert file.votes == Table(
        ("voter_id", "age", "vote"),
        (("1", "34", "p1,p2"), ("2", "", ""), ("3", "51", "p2, p1,p2"), ("4", "20", "p1,p2")),
    )


def test_a_bom_and_the_line_ends_of_windows_are_taken_and_not_written():
    raw = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()
    assert read(raw) == read(SAMPLE.encode())
    assert write(read(raw)).decode() == SAMPLE


def test_blank_lines_are_passed_over():
    assert read(SAMPLE.replace("PROJECTS\n", "\nPROJECTS\n").encode() + b"\n\n") == read(SAMPLE.encode())


ORDINAL = """META
key;value
budget;10
vote_type;ordinal
num_projects;3
num_votes;2
PROJECTS
project_id;cost
1;5
2;5
3;5
VOTES
voter_id;vote
1;3,1
2;2
"""


def test_an_ordinal_ballot_has_the_points_of_borda():
    election = read_election(ORDINAL.encode())
    assert election.ballots == (Ballot((2, 0), (2, 1), 1), Ballot((1,), (1,), 1))
    assert election.scores == (1, 1, 2)


@pytest.mark.parametrize("kind", ["cumulative", "scoring"])
def test_points_stand_beside_their_projects(kind):
    text = ORDINAL.replace("ordinal", kind).replace("voter_id;vote", "voter_id;vote;points")
    text = text.replace("1;3,1", "1;3,1;۵,0").replace("2;2\n", "2;2;4\n")
    assert read_election(text.encode()).ballots == (Ballot((2, 0), (5, 0), 1), Ballot((1,), (4,), 1))
    for wrong, named in (("5", "points"), ("5,-1", "points"), ("5,1.5", "points"), ("5,1,1", "points"), ("", "points")):
        with pytest.raises(WrongFile) as found:
            read_election(text.replace("۵,0", wrong).encode())
        assert (found.value.line, found.value.field) == (14, named)


@pytest.mark.parametrize(
    ("raw", "line", "field"),
    [
        (b"", 0, "META"),
        (b"\xff", 1, "text"),
        (changed("META", "Meta"), 1, "META"),
        (changed("key;value", "key"), 2, "value"),
        (changed("key;value", "value;key"), 2, "META"),
        (changed("description;", "description;a;"), 3, "META"),
        (changed("budget;۱۲۰۰۰٫۵", "budget;-1"), 4, "budget"),
        (changed("budget;۱۲۰۰۰٫۵", "budget;12,000"), 4, "budget"),
        (changed("budget;", "money;"), 0, "budget"),
        (changed("approval", "approvals"), 5, "vote_type"),
        (changed("vote_type;approval\n", ""), 0, "vote_type"),
        (changed("num_projects;3", "num_projects;4"), 6, "num_projects"),
        (changed("num_votes;4", "num_votes;3"), 7, "num_votes"),
        (changed("num_votes;4", "budget;3"), 7, "budget"),
        (changed("PROJECTS\n", ""), 8, "META"),
        (changed("project_id;cost", "id;cost"), 9, "project_id"),
        (changed("name;selected", "cost;selected"), 9, "PROJECTS"),
        (changed("p1;5000", "p1;0"), 10, "cost"),
        (changed("p1;5000", "p1;free"), 10, "cost"),
        (changed("p1;5000", ";5000"), 10, "project_id"),
        (changed("p2;7000", "p1;7000"), 11, "project_id"),
        (changed('با ""', 'با "'), 11, "line"),
        (changed("p3;9", "p3;9;9"), 12, "PROJECTS"),
        (changed("VOTES\n", ""), 13, "PROJECTS"),
        (SAMPLE.partition("VOTES")[0].encode(), 12, "VOTES"),
        (changed("age;vote", "age;votes"), 14, "vote"),
        (changed("1;34;p1,p2", "1;34;p1,p9"), 15, "vote"),
        (changed("1;34;p1,p2", "1;34;p1,,p2"), 15, "vote"),
        (changed("1;34;", "1;"), 15, "VOTES"),
        (changed("2;;", "1;;"), 16, "voter_id"),
        (changed("2;;", " ;;"), 16, "voter_id"),
        (changed("approval", "choose-1"), 15, "vote"),
        (changed("approval", "scoring"), 15, "points"),
    ],
)
def test_a_fault_is_named_by_its_line_and_field(raw, line, field):
    for reading in (read, read_election):
        with pytest.raises(WrongFile) as found:
            reading(raw)
        assert (found.value.line, found.value.field) == (line, field), found.value


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=6)


@given(
    st.dictionaries(CELLS.map(str.strip).filter(bool), CELLS, max_size=3),
    st.lists(CELLS, min_size=1, max_size=3),
    st.lists(st.lists(st.integers(1, 3), max_size=3), max_size=3),
)
def test_whatever_words_a_file_holds_come_back(meta, names, ballots):
    count = len(names)
    votes = [",".join(f"p{1 + at % count}" for at in ballot) for ballot in ballots]
    file = PbFile(
        meta | {"budget": "10", "vote_type": "approval", "num_projects": str(count), "num_votes": str(len(votes))},
        Table(("project_id", "cost", "name"), tuple((f"p{at}", "1", name) for at, name in enumerate(names, 1))),
        Table(("voter_id", "vote"), tuple((str(at), vote) for at, vote in enumerate(votes))),
    )
    assert read(write(file)) == file


def test_what_would_come_back_as_another_file_is_not_written():
    file = read(SAMPLE.encode())
    for wrong in (
        PbFile(file.meta | {" a ": "b"}, file.projects, file.votes),
        PbFile(file.meta, Table((" project_id", "cost", "name", "selected"), file.projects.rows), file.votes),
    ):
        with pytest.raises(WrongFile, match="another one"):
            write(wrong)


def test_the_shared_files_are_read_whole_and_count_as_their_own_columns_say(shared):
    paths = shared.files("pb", "*.pb")
    assert len(paths) == 20
    for path in paths:
        raw = shared.raw(path)
        file, election = read(raw), read_election(raw)
        assert read(write(file)) == file, path
        for column, counted in (("votes", election.votes), ("score", election.scores)):
            if column in file.projects.columns:
                at = file.projects.columns.index(column)
                assert tuple(int(row[at]) for row in file.projects.rows) == counted, (path, column)
