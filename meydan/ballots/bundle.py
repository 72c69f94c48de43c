"""The whole round in one file: what was counted, by what, what came out, and how to count it again."""

import io
import json
import zipfile
from typing import Any, Final

from meydan.ballots import queries, rules
from meydan.ballots.models import Count, Poll, Pot, Result

READ_ME: Final = """{title}
{line}

rulebook.json      قاعده‌نامه، به همان شکلی که پیش از رأی‌گیری منتشر شد
options.json       بودجهٔ هر محله و پروژه‌ها، به همان شکلی که پیش از رأی‌گیری منتشر شد
N.lots.txt         ترتیب قرعه برای رأی‌های برابر (اگر قاعده‌نامه قرعه بخواهد)
transcript.json    صورت مراسم تاس و رازها
result.json        نتیجه
{ballots}

شمارش دوباره روی رایانهٔ خودتان:

    meydan count 0.pb --rulebook rulebook.json{lots}

SHA-256 rulebook: {sha256}
"""


def lots_file(poll: Poll, pot: Pot) -> str:
    """Ids of one pot, one a line in the order drawn, as `meydan count --lots` reads them."""
    own = set(pot.options.values_list("number", flat=True))
    return "".join(f"{number}\n" for number in queries.lots(poll) if number in own)


def result_json(poll: Poll, results: list[Result]) -> bytes:
    told = {
        "format": "meydan/ballot-result/1",
        "poll": str(poll.key),
        "title": poll.title,
        "rulebook_sha256": poll.rulebook_sha256,
        "options_sha256": poll.options_sha256,
        "pots": [_pot(row) for row in results],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _pot(row: Result) -> dict[str, Any]:
    names = ("votes", "points", "cost", "place", "why")
    return {
        "pot": row.pot.order,
        "area": str(row.pot.area),
        "file_sha256": row.file_sha256,
        "ballots": row.ballots,
        "blank": row.blank,
        "budget": row.budget,
        "cost": row.cost,
        "winners": row.winners,
        "projects": {
            number: {name: told[name] for name in names} for number, told in row.explained["projects"].items()
        },
    }


def packed(count: Count) -> bytes:
    """Without the ballots where these are not published."""
    poll = count.poll
    results = list(queries.results(poll))
    share = queries.unique_share(count)
    whole = share <= rules.MOST_UNIQUE
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("rulebook.json", poll.rulebook)
        file.writestr("options.json", poll.options_list)
        ceremony = queries.ceremony_of(poll)
        if ceremony is not None and ceremony.transcript:
            file.writestr("transcript.json", ceremony.transcript)
        file.writestr("result.json", result_json(poll, results))
        for row in results if whole else []:
            with row.file.open("rb") as ballots:
                file.writestr(f"{row.pot.order}.pb", ballots.read())
            if lots := lots_file(poll, row.pot):
                file.writestr(f"{row.pot.order}.lots.txt", lots)
        file.writestr("README.txt", _read_me(poll, whole=whole))
    return made.getvalue()


def _read_me(poll: Poll, *, whole: bool) -> str:
    ballots = "N.pb               رأی‌های هر محله (N شمارهٔ آن در options.json است)"
    if not whole:
        ballots = "رأی‌ها منتشر نشده‌اند، چون بیش از یک‌چهارمشان یکتا بودند و شناختنی می‌شدند."
    return READ_ME.format(
        title=poll.title,
        line="=" * len(poll.title),
        ballots=ballots,
        lots=" --lots 0.lots.txt" if rules.needs_lots(poll) else "",
        sha256=poll.rulebook_sha256,
    )
