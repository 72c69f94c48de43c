import hashlib
import random
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines import lots

SEED = "00" * 32
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODES = st.lists(st.text(LETTERS, min_size=8, max_size=8), unique=True, max_size=40)


def test_a_known_seed_gives_a_known_order():
    assert lots.drawn(SEED, ["AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD"]) == [
        "BBBBBBBB",
        "DDDDDDDD",
        "AAAAAAAA",
        "CCCCCCCC",
    ]


def test_the_key_is_the_published_vector_of_hmac_sha_256():
    # RFC 4231, test case 2
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert lots.key_of("Jefe", "what do ya want for nothing?") == expected


@given(st.text(st.characters(max_codepoint=127), min_size=1, max_size=100), CODES)
def test_lots_stand_by_their_keys_whatever_the_length_of_the_seed(seed: str, codes: list[str]):
    assert lots.drawn(seed, codes) == sorted(codes, key=lambda lot: lots.key_of(seed, lot))


@given(CODES, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_lots_came(codes: list[str], shuffler: random.Random):
    other = list(codes)
    shuffler.shuffle(other)
    assert lots.drawn(SEED, codes) == lots.drawn(SEED, other)


@given(CODES.filter(bool))
def test_a_lot_taken_out_moves_no_other_past_another(codes: list[str]):
    whole = lots.drawn(SEED, codes)
    assert lots.drawn(SEED, codes[1:]) == [lot for lot in whole if lot != codes[0]]


def test_each_of_four_lots_stands_first_about_as_often():
    codes = ["AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD"]
    firsts = [lots.drawn(hashlib.sha256(str(number).encode()).hexdigest(), codes)[0] for number in range(4000)]
    assert all(900 < firsts.count(code) < 1100 for code in codes)


def test_a_lot_that_comes_twice_is_an_error():
    with pytest.raises(ValueError, match="once"):
        lots.drawn(SEED, ["AAAAAAAA", "AAAAAAAA"])


def test_seeds_are_long_and_never_the_same():
    seeds = {lots.new_seed() for _time in range(50)}
    assert (len(seeds), {len(seed) for seed in seeds}) == (50, {64})


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_the_commands_shown_to_citizens_give_the_same():
    def said(command: list[str], given_: str) -> str:
        return subprocess.run(command, input=given_, capture_output=True, text=True, check=True).stdout

    assert lots.fingerprint(SEED) in said(["openssl", "dgst", "-sha256"], SEED)
    assert lots.key_of(SEED, "AAAAAAAA") in said(["openssl", "dgst", "-sha256", "-hmac", SEED], "AAAAAAAA")


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_the_recipe_shows_the_fingerprint_and_the_same_order():
    some = ["AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD"]
    told = subprocess.run(["sh", "-c", lots.recipe(SEED, some)], check=True, capture_output=True, text=True).stdout
    shown, *keyed = [line.split() for line in told.splitlines()]
    assert shown[0] == lots.fingerprint(SEED)
    assert [(words[0], words[-1]) for words in keyed] == [
        (lots.key_of(SEED, lot), lot) for lot in lots.drawn(SEED, some)
    ]
