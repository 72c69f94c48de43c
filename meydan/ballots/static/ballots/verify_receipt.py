"""Checks a receipt of a vote:  python3 verify_receipt.py receipt.json roots.json [log.txt]  (meydan/ballots/README.md)"""
import hashlib, json, sys

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def sha256(data):
    return hashlib.sha256(data).digest()

def climb(at, last, found, proof):
    """Where leaf number `at` and its proof lead, if the last leaf has number `last` (RFC 9162, 2.1.3.2)."""
    for beside in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = sha256(b"\x01" + beside + found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + beside)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None

def whole(hashes):
    while len(hashes) > 1:
        pairs = [sha256(b"\x01" + hashes[at] + hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(hashes) & ~1 :]
    return hashes[0] if hashes else sha256(b"")

def steps(told, roots, lines):
    yield told["format"] == "meydan/ballot-receipt/1" and told["poll"] == roots["poll"], "receipt and roots are of one vote"
    if "opening" in told:
        ballot = told["opening"]["ballot"]
        yield all(ballot[name] == told[name] for name in ("poll", "serial", "version")), "it opens this ballot"
        committed = sha256(told["opening"]["salt"].encode() + b"." + canonical(ballot)).hex()
        yield committed == told["commitment"], "what it says was chosen is what was committed to"
    log, hidden = told["log"], sha256(told["serial"].encode()).hex()
    line = {"format": "meydan/ballot-log/1", "act": told["act"], "serial_sha256": hidden}
    line = canonical(line | {"version": told["version"], "commitment": told["commitment"]})
    published = {(one["size"], one["root"]) for one in roots["roots"]}
    yield (log["size"], log["root"]) in published, "the root is one that was published"
    proof = [bytes.fromhex(one) for one in log["proof"]]
    found = climb(log["index"], log["size"] - 1, sha256(b"\x00" + line), proof)
    yield 0 <= log["index"] < log["size"] and found == bytes.fromhex(log["root"]), "its line is in the log"
    if lines is not None:
        root = whole([sha256(b"\x00" + one) for one in lines]).hex()
        yield (len(lines), root) in published, "the log is one that was published"
        yield lines[log["index"]] == line, "its line stands where the receipt says"
        own = [one["version"] for one in map(json.loads, lines) if one["serial_sha256"] == hidden]
        yield max(own) == told["version"], "the ballot was not changed or withdrawn later"

if len(sys.argv) not in (3, 4):
    sys.exit(__doc__)
try:
    read = [open(path, "rb").read() for path in sys.argv[1:]]
    lines = read[2].split(b"\n")[:-1] if len(read) == 3 else None
    failed = next((step for holds, step in steps(json.loads(read[0]), json.loads(read[1]), lines) if not holds), None)
except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as wrong:
    failed = f"this can be read as a receipt with its proof, and the roots ({wrong!r})"
sys.exit(f"NOT SO: {failed}" if failed else print("It holds: this ballot stands in the published log."))
