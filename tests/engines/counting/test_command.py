import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from meydan.engines.counting.command import main
from meydan.engines.counting.completion import Start
from meydan.engines.counting.outcome import Utility
from meydan.engines.counting.rulebook import Completion, Rule, Rulebook
from tests.engines.counting.test_pbfile import SAMPLE

THREE = """META
key;value
budget;10.5
vote_type;approval
num_projects;3
num_votes;4
PROJECTS
project_id;cost;name
p1;5;بوستان
p2;5;پل عابر
p3;5.25;کتاب‌خانه
VOTES
voter_id;vote
1;p1,p2
2;p1,p2
3;p3
4;p3
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "round.pb"
    path.write_text(THREE, encoding="utf-8")
    return str(path)


@pytest.fixture
def lots(tmp_path):
    path = tmp_path / "drawn.txt"
    path.write_text("\ufeffp2\n\np3 \np1\n", encoding="utf-8")
    return str(path)


def told(capsys, *words):
    status = main(words)
    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    return json.loads(printed.out)


def test_it_prints_one_object_and_nothing_else(file, capsys):
    assert main([file, "--json"]) == 0
    rules = Rulebook(completion=Completion.NONE)
    expected = {
        "winners": ["p1", "p3"],
        "cost": 10.25,
        "rule": rules.members(),
        "rulebook_sha256": rules.sha256(),
    }
    printed = capsys.readouterr().out
    assert printed == json.dumps(expected) + "\n"


def test_every_option_stands_in_the_rulebook(file, lots, capsys):
    words = ["--rule", "equal-shares", "--utility", "cardinality", "--completion", "add1u", "--step", "۰٫۵"]
    words += ["--no-exhaustive", "--start", "floor", "--ties", f"cost,lot:{lots}", "--threshold", "۲"]
    rules = Rulebook(
        Rule.EQUAL_SHARES,
        Utility.CARDINALITY,
        Completion.ADD1U,
        Fraction("0.5"),
        exhaustive=False,
        start=Start.FLOOR,
        ties=("cost", "lot"),
        threshold=2,
    )
    got = told(capsys, file, "--json", *words)
    assert (got["rule"], got["rulebook_sha256"]) == (rules.members(), rules.sha256())


def test_a_lot_breaks_ties(file, lots, capsys):
    assert told(capsys, file, "--json", "--rule", "greedy", "--ties", f"lot:{lots}")["winners"] == ["p2", "p3"]
    assert told(capsys, file, "--json", "--rule", "greedy")["winners"] == ["p1", "p2"]


@pytest.mark.parametrize("written", ["p2,p3,p1", '["p2", "p3", "p1"]', "p2\r\np3\r\np1"])
def test_lots_are_read_as_they_are_written_elsewhere(file, lots, written, capsys):
    Path(lots).write_bytes(written.encode())
    assert told(capsys, file, "--json", "--rule", "greedy", "--ties", f"lot:{lots}")["winners"] == ["p2", "p3"]


def test_the_published_rulebook_says_it_all(file, lots, tmp_path, capsys):
    rules = Rulebook(Rule.GREEDY, ties=("lot",), max_choices=2)
    book = tmp_path / "rulebook.json"
    book.write_bytes(rules.written())
    got = told(capsys, file, "--json", "--rulebook", str(book), "--lots", lots)
    assert (got["winners"], got["rulebook_sha256"]) == (["p2", "p3"], rules.sha256())


def test_for_people_it_is_a_table_in_the_order_of_selection(file, capsys):
    assert main([file, "--rule", "greedy"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "   project  votes  cost  left  name",
        "1  p1           2     5   5.5  بوستان",
        "2  p2           2     5   0.5  پل عابر",
        "",
        "2 chosen for 10, 0.5 left; 4 ballots, 3 projects, budget 10.5",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--rule", "fair"], "--rule: 'fair' is none of greedy, greedy-no-skip, equal-shares, phragmen"),
        (["--utility", "joy"], "'joy' is none of cost, cardinality"),
        (["--completion", "more"], "'more' is none of none, add1, add1u, greedy"),
        (["--start", "one"], "'one' is none of fraction, floor"),
        (["--step", "0"], "a step is above 0"),
        (["--step", "-1"], "a step is above 0"),
        (["--step", "1/0"], "'1/0' is no number"),
        (["--step", "ten"], "'ten' is no number"),
        (["--threshold", "-1"], "'-1' is no whole number"),
        (["--threshold", "1.5"], "'1.5' is no whole number"),
        (["--ties", "age"], "'age' breaks no tie"),
        (["--ties", "cost,cost"], "each stands once"),
        (["--ties", "lot"], "as in lot:PATH"),
        (["--ties", "lot:"], "as in lot:PATH"),
        (["--ties", "lot:/no/such/file"], "/no/such/file: No such file"),
        (["--tie", "cost"], "unrecognized arguments: --tie"),
        (["--rulebook", "/no/such/file"], "/no/such/file: No such file"),
        (["--lots", "x"], "--lots belongs to --rulebook"),
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["--json", "second.pb"], "unrecognized arguments: second.pb"),
    ],
)
def test_a_wrong_word_is_said_in_one_line(file, words, why, capsys):
    try:
        status = main([file, *words])
    except SystemExit as ended:
        status = ended.code
    printed = capsys.readouterr()
    assert (status, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert why in printed.err


def test_a_wrong_file_is_said_in_one_line(tmp_path, capsys):
    wrong = tmp_path / "wrong.pb"
    for raw, why in (
        (SAMPLE.replace("1;34;p1,p2", "1;34;p1,p9").encode(), "line 15, vote: there is no project 'p9'"),
        (SAMPLE.replace("p1;5000", "p1;free").encode(), "line 10, cost: 'free' is no number"),
        (b"", "META: the line"),
        (b"\xff", "line 1, text: byte 0 is no UTF-8"),
    ):
        wrong.write_bytes(raw)
        assert main([str(wrong), "--json"]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.count("\n")) == ("", 1)
        assert why in printed.err
    for path in (tmp_path, tmp_path / "missing.pb"):
        assert main([str(path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_lots_and_rulebooks_that_do_not_fit_are_said_in_one_line(file, lots, tmp_path, capsys):
    book = tmp_path / "rulebook.json"
    short = tmp_path / "short.txt"
    short.write_text("p1\n")
    broken = tmp_path / "broken.json"
    broken.write_text("[1")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff")
    for written, words, why in (
        (Rulebook(max_choices=1).written(), [], "names 2 projects, 1 are allowed"),
        (Rulebook(ties=("lot",)).written(), [], "--lots PATH is missing"),
        (Rulebook(ties=("lot",)).written(), ["--lots", str(short)], "lots are the ids of all projects"),
        (Rulebook(ties=("lot",)).written(), ["--lots", str(binary)], "it is no UTF-8"),
        (Rulebook(ties=("lot",)).written(), ["--lots", str(broken)], "broken.json: "),
        (Rulebook().written(), ["--rule", "greedy"], "--rule stands beside --rulebook"),
        (b"{}", [], "it is no rulebook"),
        (b"{", [], "rulebook.json: "),
    ):
        book.write_bytes(written)
        assert main([file, "--rulebook", str(book), *words]) == 2
        printed = capsys.readouterr()
        assert (printed.out, printed.err.count("\n")) == ("", 1)
        assert why in printed.err


def test_the_command_needs_neither_django_nor_settings(file):
    asked = "import sys; sys.argv[1:] = ['count', sys.argv[1], '--json']; from meydan.__main__ import main\n"
    asked += "try:\n    main()\nfinally:\n    assert not [name for name in sys.modules if name.startswith('django')]"
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "."), "LC_ALL": "C"}
    ran = subprocess.run([sys.executable, "-c", asked, file], env=bare, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["winners"] == ["p1", "p3"]
    ran = subprocess.run(
        [sys.executable, "-m", "meydan", "count", file, "--step", "0"],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "meydan count: argument --step: a step is above 0\n")


VARIANTS = {
    "mes_cost": ["--rule", "equal-shares", "--utility", "cost", "--completion", "none"],
    "mes_card": ["--rule", "equal-shares", "--utility", "cardinality", "--completion", "none"],
    "greedy_cost": ["--rule", "greedy", "--utility", "cost"],
    "greedy_card": ["--rule", "greedy", "--utility", "cardinality"],
    "phragmen": ["--rule", "phragmen"],
}


def variant(key):
    if key in VARIANTS:
        return VARIANTS[key]
    _add1, utility, start, exhaustive = key.split("_")
    words = ["--rule", "equal-shares", "--completion", "add1"]
    words += ["--utility", "cost" if utility == "cost" else "cardinality"]
    words += ["--start", "floor" if start == "int" else "fraction"]
    return [*words, "--exhaustive" if exhaustive == "exh" else "--no-exhaustive"]


def test_the_shared_elections_have_the_expected_winners(shared, tmp_path, capsys):
    # all keys and both chains with COUNTING=all; else what ends at once
    every = os.environ.get("COUNTING") == "all"
    compared = 0
    for name, chains in shared.data("pb/expected.json").items():
        path = tmp_path / name
        path.write_bytes(shared.raw(f"pb/{name}"))
        ids = sorted(line.split(";")[0] for line in _projects(path))
        lots = tmp_path / "lots.txt"
        lots.write_text("\n".join(ids))
        for chain, expected in chains.items():
            ties = f"lot:{lots}" if chain == "lexi" else "cost,votes,file"
            for key, winners in expected.items():
                if not every and (key.startswith("add1") or path.stat().st_size > 100_000):
                    continue
                got = told(capsys, str(path), "--json", "--ties", ties, *variant(key))
                wanted = winners if isinstance(winners, list) else winners["winners"]
                same = sorted if key == "phragmen" else list
                assert same(got["winners"]) == wanted, (name, chain, key)
                compared += 1
                if isinstance(winners, dict):
                    assert got["cost"] == winners["cost"], (name, chain, key)
    assert compared > 50


def _projects(path):
    """The lines of the section, where no name has a line end."""
    lines = path.read_text("utf-8-sig").splitlines()
    return lines[lines.index("PROJECTS") + 2 : lines.index("VOTES")]
