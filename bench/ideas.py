"""Similar ideas among 42,080: how long the words of somebody who is writing take to look up.

python -m bench.ideas            SQLite, in a file of its own
DATABASE_URL=postgres://… python -m bench.ideas
"""

import os
import random
import statistics
import sys
import tempfile
import time
from typing import Any

IDEAS = 42_080
ASKED = 200
BAR = 150  # milliseconds, the slowest of a hundred


def written(chance: random.Random, count: int, areas: list[Any], round: Any, field: Any) -> None:
    """Ideas made of the sample's sentences, their words mixed, so that no two are the same and many are alike."""
    from django.utils import timezone

    from meydan.budgets.actions.words import keyed, mentions, text_of
    from meydan.budgets.models import Idea, Mention
    from meydan.budgets.sample.proposals import MATTERS, PLACES

    words = sorted({word for one in MATTERS for word in f"{one.what} {one.why}".replace("{at}", "").split()})
    for first in range(0, count, 1000):
        rows = []
        for number in range(first, min(first + 1000, count)):
            one, at = chance.choice(MATTERS), f"{chance.choice(PLACES)} {chance.randint(1, 60)}"
            extra = " ".join(chance.sample(words, 4))
            row = Idea(
                code=f"B{number:06d}", round=round, area=areas[number % len(areas)], field=field,
                title=chance.choice(one.titles).format(at=at), what=f"{one.what.format(at=at)} {extra}",
                sent_at=timezone.now(), state="published", moderated_at=timezone.now(), is_sample=True,
            )  # fmt: skip
            row.words = keyed(text_of(row))
            rows.append(row)
        Idea.objects.bulk_create(rows)
        Mention.objects.bulk_create([mention for row in rows for mention in mentions(row)], batch_size=5000)


def main() -> None:
    count = int(os.environ.get("IDEAS", IDEAS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")
    with tempfile.TemporaryDirectory(prefix="ideas-") as folder:
        os.environ["DATA_DIR"] = folder
        import django

        django.setup()
        from django.db import connection

        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            slowest = _measure(count)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    sys.exit(slowest > BAR)


def _measure(count: int) -> float:
    from django.db import connection

    from meydan.budgets.queries import ideas as queries
    from meydan.budgets.sample.proposals import MATTERS, PLACES
    from tests.factories.budgets import CreditFactory, FieldFactory, RoundFactory

    chance = random.Random(7)
    round = RoundFactory()
    areas = [CreditFactory(round=round).area for _each in range(27)]
    began = time.monotonic()
    written(chance, count, areas, round, FieldFactory(round=round))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{count:,} ideas written in {time.monotonic() - began:.0f} s on {connection.vendor}")
    wall, cpu = [], []
    for number in range(ASKED):
        one = chance.choice(MATTERS)
        text = f"{one.titles[number % 3]} {one.what}".format(at=chance.choice(PLACES))
        text = " ".join(text.split()[: chance.randint(4, 30)])
        before, used = time.perf_counter(), time.process_time()
        queries.similar(round, text, areas[number % 27])
        wall.append((time.perf_counter() - before) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    wall.sort()
    cpu.sort()
    at = {"p50": ASKED // 2, "p95": ASKED * 95 // 100, "p99": ASKED * 99 // 100}
    for name, took in (("wall", wall), ("cpu", cpu)):
        told = " · ".join(f"{word} {took[place]:.0f} ms" for word, place in at.items())
        print(f"  {name}: {told} · mean {statistics.mean(took):.0f} ms")
    return cpu[at["p99"]]


if __name__ == "__main__":
    main()
