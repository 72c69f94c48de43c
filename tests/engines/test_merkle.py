import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.merkle import (
    BOUGH,
    EMPTY,
    Frontier,
    Grove,
    Tree,
    consistency,
    extends,
    includes,
    includes_leaf,
    inclusion,
    leaf,
    root,
)

ENTRIES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)
# The entries and roots of the tests of Certificate Transparency, which RFC 6962's examples were made from.
KNOWN = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def split(count):
    """The largest power of two below `count`."""
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def by_definition(entries):
    """MTH of RFC 9162, 2.1.1, as it is written there."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    half = split(len(entries))
    return hashlib.sha256(b"\x01" + by_definition(entries[:half]) + by_definition(entries[half:])).digest()


def path_by_definition(at, entries):
    """PATH of RFC 9162, 2.1.3.1."""
    if len(entries) == 1:
        return []
    half = split(len(entries))
    if at < half:
        return [*path_by_definition(at, entries[:half]), by_definition(entries[half:])]
    return [*path_by_definition(at - half, entries[half:]), by_definition(entries[:half])]


def proof_by_definition(size, entries, whole=True):
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if size == len(entries):
        return [] if whole else [by_definition(entries)]
    half = split(len(entries))
    if size <= half:
        return [*proof_by_definition(size, entries[:half], whole), by_definition(entries[half:])]
    return [*proof_by_definition(size - half, entries[half:], False), by_definition(entries[:half])]


def test_roots_are_those_of_certificate_transparency():
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert [root(KNOWN[:count]).hex() for count in range(1, 9)] == KNOWN_ROOTS


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_a_root_is_what_the_rfc_defines_however_it_is_computed(entries):
    assert root(entries) == Tree(entries).root() == Frontier.of(entries).root() == by_definition(entries)


@given(ENTRIES, st.data())
def test_an_inclusion_proof_is_the_rfcs_and_holds_for_its_entry_alone(entries, data):
    at = data.draw(st.integers(0, len(entries) - 1))
    proof = inclusion(entries, at)
    whole = root(entries)
    assert proof == path_by_definition(at, entries)
    assert includes(whole, len(entries), at, entries[at], proof)
    assert includes_leaf(whole, len(entries), at, leaf(entries[at]), proof)
    assert not includes(whole, len(entries), at, entries[at] + b"!", proof)
    assert not includes(whole, len(entries), at, entries[at], [*proof, whole])
    assert not includes(leaf(whole), len(entries), at, entries[at], proof)


@given(ENTRIES, st.data())
def test_a_spoiled_inclusion_proof_does_not_hold(entries, data):
    at = data.draw(st.integers(0, len(entries) - 1))
    proof = inclusion(entries, at)
    for cut in range(len(proof)):
        assert not includes(root(entries), len(entries), at, entries[at], proof[:cut] + proof[cut + 1 :])
        assert not includes(
            root(entries), len(entries), at, entries[at], [*proof[:cut], leaf(b"?" * 9), *proof[cut + 1 :]]
        )


@given(ENTRIES, st.data())
def test_a_consistency_proof_is_the_rfcs_and_holds_for_its_sizes_alone(entries, data):
    size = data.draw(st.integers(1, len(entries)))
    proof = consistency(entries, size)
    old, new = root(entries[:size]), root(entries)
    assert proof == proof_by_definition(size, entries)
    assert extends(old, size, new, len(entries), proof)
    assert not extends(leaf(old), size, new, len(entries), proof)
    assert not extends(old, size, leaf(new), len(entries), proof)
    assert not extends(old, size, new, len(entries), [*proof, new])
    for cut in range(len(proof)):
        assert not extends(old, size, new, len(entries), proof[:cut] + proof[cut + 1 :])


@given(ENTRIES, st.data())
def test_a_list_with_something_changed_extends_nothing(entries, data):
    size = data.draw(st.integers(1, len(entries)))
    at = data.draw(st.integers(0, size - 1))
    changed = [*entries[:at], entries[at] + b"!", *entries[at + 1 :]]
    assert not extends(root(entries[:size]), size, root(changed), len(entries), consistency(changed, size))


def test_every_list_extends_the_empty_one_and_itself():
    assert extends(EMPTY, 0, root(KNOWN), 8, [])
    assert extends(root(KNOWN), 8, root(KNOWN), 8, [])
    assert not extends(root(KNOWN[:1]), 0, root(KNOWN), 8, [])
    assert not extends(root(KNOWN), 8, root(KNOWN[:7]), 7, [])
    assert not extends(root(KNOWN), -1, root(KNOWN), 8, [])
    assert not extends(root(KNOWN), -1, root(KNOWN), -1, [])
    assert not extends(EMPTY, 0, EMPTY, -1, [])


@given(ENTRIES, st.data())
def test_a_stored_frontier_grows_on(entries, data):
    cut = data.draw(st.integers(0, len(entries)))
    before = Frontier.of(entries[:cut])
    grown = Frontier(before.size, list(before.parts))
    for entry in entries[cut:]:
        grown.add(entry)
    assert (grown.size, grown.root()) == (len(entries), by_definition(entries))
    assert len(grown.parts) == len(entries).bit_count()


@pytest.mark.parametrize(("size", "parts"), [(-1, []), (1, []), (2, [EMPTY, EMPTY]), (1, [b"short"])])
def test_what_is_no_frontier_is_refused(size, parts):
    with pytest.raises(ValueError, match="no frontier"):
        Frontier(size, parts)


def test_a_proof_for_what_is_not_there_is_an_error():
    for at in (-1, 8):
        with pytest.raises(IndexError):
            inclusion(KNOWN, at)
    for size in (0, 9):
        with pytest.raises(IndexError):
            consistency(KNOWN, size)


def _bytes(text):
    return base64.b64decode(text or "")


def test_every_shared_inclusion_proof_is_judged_right(shared):
    files = shared.files("merkle/inclusion", "*.json")
    assert len(files) > 50
    for path in files:
        case = shared.data(path)
        proof = [_bytes(part) for part in case["proof"] or []]
        held = includes_leaf(_bytes(case["root"]), case["treeSize"], case["leafIdx"], _bytes(case["leafHash"]), proof)
        assert held is not case["wantErr"], path


def test_every_shared_consistency_proof_is_judged_right(shared):
    files = shared.files("merkle/consistency", "*.json")
    assert len(files) > 50
    for path in files:
        case = shared.data(path)
        proof = [_bytes(part) for part in case["proof"] or []]
        held = extends(_bytes(case["root1"]), case["size1"], _bytes(case["root2"]), case["size2"], proof)
        assert held is not case["wantErr"], path


LONG = [str(number).encode() for number in range(3 * BOUGH)]


class Kept(Grove):
    """The first entries of a list kept elsewhere; remembers how many it was asked for."""

    read = 0

    def entries(self, first, end):
        self.read += end - first
        return LONG[first:end]


def kept(size):
    return Kept(size, [root(LONG[first : first + BOUGH]) for first in range(0, size - size % BOUGH, BOUGH)])


@pytest.mark.parametrize(
    "size", [0, 1, 2, 7, 1000, BOUGH - 1, BOUGH, BOUGH + 1, 2 * BOUGH - 3, 2 * BOUGH, 3 * BOUGH - 1]
)
def test_a_grove_proves_what_a_tree_proves_and_reads_a_part_for_it(size):
    tree = Tree(LONG[:size])
    assert kept(size).root() == tree.root()
    for at in sorted({0, 1, size // 2, size - 2, size - 1} & set(range(size))):
        grove = kept(size)
        assert grove.inclusion(at) == tree.inclusion(at)
        assert grove.read <= 2 * BOUGH
        assert kept(size).consistency(at + 1) == tree.consistency(at + 1)


def test_a_grove_of_another_size_than_its_kept_roots_is_none():
    with pytest.raises(ValueError, match="too few or too many"):
        Kept(BOUGH, [])
    with pytest.raises(ValueError, match="missing"):
        Kept(5 * BOUGH + 3, [EMPTY] * 5)
