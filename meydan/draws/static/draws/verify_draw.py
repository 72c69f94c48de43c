"""Draws again from the published files:  python3 verify_draw.py transcript.json tickets.txt  (docs/draw-transcript.md)"""
import hashlib, hmac, itertools, json, sys

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def steps(raw, tickets):
    told = json.loads(raw)
    yield raw == canonical(told) + b"\n", "the transcript stands in its one form"
    yield told.pop("sha256") == sha256(canonical(told)), "nothing in it was changed since it was made"
    lines = tickets.decode("ascii").removesuffix("\n").split("\n")
    counts = {"sha256": sha256(tickets), "lines": len(lines), "codes": len(set(lines))}
    yield told["tickets"] == counts and lines == sorted(lines), "these are the tickets that were frozen"
    yield len({one["id"] for one in told["overseers"]}) == len(told["overseers"]) >= 3, "at least three overseers"
    for one in told["overseers"]:
        opened = canonical(["meydan/draw/commitment/1", told["draw"], one["id"], one["secret"]])
        yield one["commitment"] == sha256(opened), f"overseer {one['id']} revealed the secret committed to"
        times = [one["committed_at"], told["frozen_at"], one["revealed_at"], told["drawn_at"]]
        yield times == sorted(times), f"overseer {one['id']} committed before the freezing and revealed after it"
    yield told["frozen_at"] <= told["rolled_at"] <= told["drawn_at"], "the dice were rolled after the freezing"
    parts = {name: told[name] for name in ("draw", "dice", "prizes", "beacon")} | {"format": "meydan/draw/seed/1"}
    parts |= {"tickets_sha256": sha256(tickets), "reveals": [[one["id"], one["secret"]] for one in told["overseers"]]}
    yield told["seed"] == sha256(canonical(parts)), "the seed comes of the tickets, prizes, secrets and dice"
    numbered = [f"{code}#{at}" for code, same in itertools.groupby(lines) for at, _ in enumerate(same, 1)]
    numbered.sort(key=lambda line: hmac.digest(told["seed"].encode(), line.encode(), "sha256"))
    order = list(dict.fromkeys(line.split("#")[0] for line in numbered))
    won = sum(prize["count"] for prize in told["prizes"])
    yield told["winners"] == order[:won], "the winners are those the seed gives"
    yield told["reserves"] == order[won : won + told["reserve_places"]], "the reserves are those the seed gives"

if len(sys.argv) != 3:
    sys.exit(__doc__)
try:
    failed = next((step for holds, step in steps(*(open(path, "rb").read() for path in sys.argv[1:])) if not holds), None)
except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
    failed = f"this can be read as a transcript and its tickets ({wrong!r})"
sys.exit(f"NOT SO: {failed}" if failed else print("Everything holds: these tickets won."))
