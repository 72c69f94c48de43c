import hashlib
import hmac
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.engines import drawing
from meydan.engines.canonical import canonical
from meydan.engines.drawing import DrawMismatch, NotADraw
from tests.draws.forgeries import FORGERIES, forged

SEED = "5eed" * 16
CODES = st.lists(st.text("ABCDEFGH23456789", min_size=1, max_size=6), min_size=1, max_size=30)
EVENING = datetime(2021, 6, 23, 15, 0, tzinfo=UTC)
DICE = tuple(1 + at % 6 for at in range(30))


def overseer(number, secret=None, **changed):
    known = secret or f"{number:064x}"
    return drawing.Overseer(
        **{
            "id": str(number),
            "name": f"نمایندهٔ {number}",
            "body": "شورای شهر",
            "commitment": drawing.commitment(known, "s-7", str(number)),
            "committed_at": EVENING,
            "secret": known,
            "revealed_at": EVENING + timedelta(minutes=20),
        }
        | changed
    )


def made(**changed):
    return drawing.transcript(
        **{
            "draw_id": "s-7",
            "title": "قرعه‌کشی برنامهٔ «شهروند و شهردار»",
            "rules": ["هر شرکت‌کننده یک برگه دارد."],
            "prizes": [("دوچرخه", 2), ("لباس ورزشی", 3)],
            "reserves": 2,
            "tickets": FILE,
            "frozen_at": EVENING + timedelta(minutes=10),
            "overseers": [overseer(number) for number in (1, 2, 3)],
            "dice": DICE,
            "rolled_at": EVENING + timedelta(minutes=15),
            "drawn_at": EVENING + timedelta(minutes=30),
        }
        | changed
    )


FILE = drawing.ticket_file(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "HHH", "HHH"])


# ---- Tickets


def test_a_ticket_is_ten_random_signs_and_a_check_sign():
    assert drawing.new_ticket(bytes) == "22222222222"
    assert drawing.new_ticket(lambda count: b"\x07" * count) == drawing.new_ticket(lambda count: b"\x07" * count)
    known = {drawing.new_ticket() for _time in range(500)}
    assert (len(known), {len(code) for code in known}) == (500, {11})


def test_a_ticket_is_read_however_it_is_typed():
    code = drawing.new_ticket(lambda count: b"\x2a" * count)
    persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    typed = (code, code.lower(), drawing.spaced(code), f" {persian}\u200f", "–".join(code), "\u2066" + code + "\u2069")
    assert {drawing.read_ticket(text) for text in typed} == {code}


@given(st.binary(min_size=16, max_size=16), st.data())
def test_a_wrong_sign_and_two_signs_changed_about_are_no_ticket(some, data):
    code = drawing.new_ticket(lambda _count: some)
    at = data.draw(st.integers(0, 10))
    other = data.draw(st.sampled_from("23456789ABCDEFGHJKMNPQRSTUVWXYZ"))
    one, two = sorted(data.draw(st.lists(st.integers(0, 10), min_size=2, max_size=2, unique=True)))
    changed = code[:at] + other + code[at + 1 :]
    swapped = code[:one] + code[two] + code[one + 1 : two] + code[one] + code[two + 1 :]
    assert drawing.read_ticket(changed) == (code if changed == code else None)
    assert drawing.read_ticket(swapped) == (code if swapped == code else None)


@pytest.mark.parametrize("text", ["", "۱۲۳", "2222222222", "222222222222", "0ABCDEFGHJK", "\ud800", "²2222222222"])
def test_what_cannot_be_a_ticket_is_none(text):
    assert drawing.read_ticket(text) is None


# ---- The ticket file


@given(CODES, st.randoms(use_true_random=False))
def test_the_same_tickets_make_the_same_file(codes: list[str], shuffler: random.Random):
    other = list(codes)
    shuffler.shuffle(other)
    file = drawing.ticket_file(codes)
    assert file == drawing.ticket_file(other) == "".join(f"{code}\n" for code in sorted(codes)).encode()
    assert drawing.ticket_codes(file) == sorted(codes)
    assert drawing.ticket_hash(file) == hashlib.sha256(file).hexdigest()


@pytest.mark.parametrize("code", ["", "a", "AB#1", "A B", "A\n", "کد", "A" * 33])
def test_a_code_that_could_be_read_two_ways_makes_no_file(code):
    with pytest.raises(NotADraw) as refused:
        drawing.ticket_file(["AAA", code])
    assert refused.value.code == "ticket"


def test_nobody_makes_no_file():
    with pytest.raises(NotADraw) as refused:
        drawing.ticket_file([])
    assert refused.value.code == "no_tickets"


@pytest.mark.parametrize(
    "file", [b"", b"A", b"B\nA\n", b"A\r\n", b"A\n\n", b"\xef\xbb\xbfA\n", b"A \n", b"A" * 33 + b"\n"]
)
def test_a_file_in_another_form_is_refused(file):
    with pytest.raises(NotADraw) as refused:
        drawing.ticket_codes(file)
    assert refused.value.code == "file"


# ---- Commitments and the seed


def test_a_commitment_is_the_hash_of_its_canonical_list():
    secret = "ab" * 32
    text = f'["meydan/draw/commitment/1","s-7","2","{secret}"]'
    assert drawing.commitment(secret, "s-7", "2") == hashlib.sha256(text.encode()).hexdigest()
    assert drawing.commitment(bytes.fromhex(secret), "s-7", "2") == drawing.commitment(secret, "s-7", "2")


def test_a_commitment_fits_no_other_overseer_draw_or_secret():
    given_ = {
        drawing.commitment("ab" * 32, "s-7", "2"),
        drawing.commitment("ab" * 32, "s-7", "1"),
        drawing.commitment("ab" * 32, "s-8", "2"),
        drawing.commitment("ac" * 32, "s-7", "2"),
    }
    assert len(given_) == 4


@pytest.mark.parametrize(
    ("secret", "draw", "code"), [("AB" * 32, "7", "secret"), ("ab", "7", "secret"), ("ab" * 32, "۷", "id")]
)
def test_what_cannot_be_committed_to_is_refused(secret, draw, code):
    with pytest.raises(NotADraw) as refused:
        drawing.commitment(secret, draw, "1")
    assert refused.value.code == code


def test_secrets_and_dice_are_read_however_they_are_typed():
    secret = drawing.new_secret()
    assert drawing.read_secret(f" {secret[:32].upper()}-{secret[32:]}\n") == secret
    assert drawing.read_secret(secret[1:]) is None
    assert drawing.read_dice("۱۲۳۴۵۶ " * 5) == drawing.read_dice("1, 2، 3-4 5 6 " * 5) == (1, 2, 3, 4, 5, 6) * 5
    assert [drawing.read_dice(text) for text in ("1" * 29, "1" * 31, "7" * 30, "")] == [None] * 4


def test_a_sentence_kept_in_mind_is_a_secret_however_it_is_spaced():
    phrase = "در خانه اگر کس است یک حرف بس است"
    expected = hashlib.sha256(f'["meydan/draw/phrase/1","{phrase}"]'.encode()).hexdigest()
    assert drawing.phrase_secret(phrase) == drawing.phrase_secret(f"\n {phrase.replace(' ', '  ')} ") == expected
    assert drawing.phrase_secret("کوتاه" + " " * 30) is None


def test_the_seed_is_the_hash_of_everything_in_one_written_form():
    tickets, secret = "ab" * 32, "cd" * 32
    text = (
        '{"beacon":"drand 5 ab","dice":"123456123456123456123456123456","draw":"s-7","format":"meydan/draw/seed/1",'
        f'"prizes":[{{"count":2,"title":"دوچرخه"}}],"reveals":[["1","{secret}"],["10","{secret}"],["2","{secret}"]],'
        f'"tickets_sha256":"{tickets}"}}'
    )
    reveals = {"2": secret, "10": secret, "1": secret}
    given_ = drawing.seed("s-7", tickets, [drawing.Prize("دوچرخه", 2)], reveals, DICE, "drand 5 ab")
    assert given_ == hashlib.sha256(text.encode()).hexdigest()


def test_whatever_changes_the_seed_changes():
    def seeded(*, draw="7", tickets="ab" * 32, prizes=(("A", 1), ("B", 2)), reveals=None, dice=DICE, beacon=None):
        return drawing.seed(draw, tickets, prizes, reveals or {"1": "01" * 32, "2": "02" * 32}, dice, beacon)

    seeds = {
        seeded(),
        seeded(draw="8"),
        seeded(tickets="ac" * 32),
        seeded(prizes=(("B", 2), ("A", 1))),
        seeded(prizes=(("A", 1), ("B", 3))),
        seeded(reveals={"1": "02" * 32, "2": "01" * 32}),
        seeded(reveals={"1": "01" * 32, "2": "02" * 32, "3": "02" * 32}),
        seeded(dice=DICE[::-1]),
        seeded(beacon="a"),
    }
    assert len(seeds) == 9


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"draw_id": ""}, "id"),
        ({"tickets_sha256": "AB" * 32}, "hash"),
        ({"prizes": []}, "prizes"),
        ({"prizes": [("A", 0)]}, "prizes"),
        ({"prizes": [("", 1)]}, "prizes"),
        ({"reveals": {}}, "overseers"),
        ({"reveals": {"1": "secret"}}, "secret"),
        ({"reveals": {"1 ": "01" * 32}}, "id"),
        ({"dice": DICE[:-1]}, "dice"),
        ({"dice": (*DICE[:-1], 7)}, "dice"),
    ],
)
def test_what_makes_no_seed_is_refused(changed, code):
    fine = {
        "draw_id": "7",
        "tickets_sha256": "ab" * 32,
        "prizes": [("A", 1)],
        "reveals": {"1": "01" * 32},
        "dice": DICE,
    }
    with pytest.raises(NotADraw) as refused:
        drawing.seed(**(fine | changed))
    assert refused.value.code == code


# ---- The order


@given(CODES)
def test_tickets_stand_by_the_smallest_key_of_their_lines(codes):
    def key(code):
        keys = [f"{code}#{number}" for number in range(1, codes.count(code) + 1)]
        return min(hmac.new(SEED.encode(), line.encode(), "sha256").hexdigest() for line in keys)

    expected = sorted(set(codes), key=key)
    assert drawing.order(SEED, codes) == drawing.order(SEED, drawing.ticket_file(codes)) == expected
    assert [drawing.place(SEED, code, codes.count(code)) for code in expected] == sorted(map(key, set(codes)))


@given(CODES.filter(lambda codes: len(set(codes)) > 1), st.data())
def test_a_ticket_taken_out_or_made_lighter_moves_no_other(codes, data):
    gone = data.draw(st.sampled_from(codes))
    others = [code for code in drawing.order(SEED, codes) if code != gone]
    assert drawing.order(SEED, [code for code in codes if code != gone]) == others
    lighter = list(codes)
    lighter.remove(gone)
    assert [code for code in drawing.order(SEED, lighter) if code != gone] == others


def test_a_ticket_of_weight_three_wins_first_three_times_as_often():
    codes = ["A", "A", "A", "B", "C"]
    firsts = [drawing.order(hashlib.sha256(str(number).encode()).hexdigest(), codes)[0] for number in range(5000)]
    assert 2850 < firsts.count("A") < 3150
    assert 900 < firsts.count("B") < 1100


# ---- The transcript


def test_a_draw_is_told_whole_and_bears_itself_out():
    told = json.loads(made())
    ordered = drawing.order(told["seed"], FILE)
    assert drawing.verify(made(), FILE) is None
    assert (told["winners"], told["reserves"]) == (ordered[:5], ordered[5:7])
    assert told["tickets"] == {"sha256": drawing.ticket_hash(FILE), "lines": 10, "codes": 8}
    assert made() == canonical(told) + b"\n"
    assert drawing.read(made()) == told


def test_where_tickets_run_out_winners_and_reserves_are_fewer():
    file = drawing.ticket_file(["AAA", "BBB", "CCC"])
    raw = made(tickets=file, prizes=[("کتاب", 2)], reserves=9)
    told = json.loads(raw)
    assert (len(told["winners"]), len(told["reserves"])) == (2, 1)
    assert drawing.verify(raw, file) is None


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_byte_changed_in_either_file_is_caught(data):
    files = [MADE, FILE]
    which = data.draw(st.integers(0, 1))
    at = data.draw(st.integers(0, len(files[which]) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    whole = files[which]
    files[which] = data.draw(
        st.sampled_from(
            [whole[:at] + byte + whole[at + 1 :], whole[:at] + byte + whole[at:], whole[:at] + whole[at + 1 :]]
        )
    )
    if files[which] == whole:
        assert drawing.verify(*files) is None
    else:
        with pytest.raises(DrawMismatch):
            drawing.verify(*files)


MADE = made()


@pytest.mark.parametrize(("name", "code", "words"), [(name, *rest) for name, (_change, *rest) in FORGERIES.items()])
def test_a_transcript_made_again_over_something_untrue_says_what(name, code, words):
    with pytest.raises(DrawMismatch) as caught:
        drawing.verify(forged(MADE, name), FILE)
    assert (caught.value.code, words in caught.value.line, "\n" in caught.value.line) == (code, True, False)


def test_the_sample_that_others_write_verifiers_against_holds():
    folder = Path(__file__).parents[1] / "draws"
    assert drawing.verify((folder / "transcript.json").read_bytes(), (folder / "tickets.txt").read_bytes()) is None


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"format":1e999}', b"NaN"])
def test_what_is_no_transcript_is_said_so(raw):
    with pytest.raises(DrawMismatch, match="form: "):
        drawing.verify(raw, FILE)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"overseers": [overseer(1), overseer(2)]}, "commitments"),
        ({"overseers": [overseer(1), overseer(2), overseer(3, commitment="0" * 64)]}, "commitments"),
        ({"overseers": [overseer(1), overseer(2), overseer(3)._replace(secret="no")]}, "secret"),
        ({"drawn_at": EVENING}, "times"),
        ({"frozen_at": datetime(2021, 6, 23, 15)}, "times"),  # noqa: DTZ001 - that is the point
        ({"title": ""}, "form"),
        ({"title": "\ud800"}, "words"),
        ({"reserves": -1}, "form"),
        ({"tickets": b"B\nA\n"}, "file"),
        ({"dice": [1]}, "dice"),
    ],
)
def test_no_transcript_is_made_of_what_would_not_bear_itself_out(changed, code):
    with pytest.raises(NotADraw) as refused:
        made(**changed)
    assert refused.value.code == code
