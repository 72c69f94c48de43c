"""Saying something to everybody who looks at a page: `publish` in the transaction of its cause, last of all.

Topics are public: whatever is published can be read by anybody who knows, or guesses, the name.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from meydan.live import names
from meydan.live.models import Topic
from meydan.live.names import Parts

# The version is counted by the database, and the row is held from here to the end of the transaction: versions have
# the order of the commits, and none is lost.
_COUNT = """
    INSERT INTO live_topic (name, version, state, changed_at) VALUES (%s, 1, %s, %s)
    ON CONFLICT (name) DO UPDATE SET version = live_topic.version + 1, changed_at = excluded.changed_at
    RETURNING version
"""
_KEEP = "UPDATE live_topic SET state = %s WHERE name = %s"


class Shown(NamedTuple):
    version: int
    parts: dict[str, dict[str, str]]


def publish(topic: str, parts: Parts | Callable[[], Parts]) -> int:
    """Show `parts` on every page that listens to `topic`; returns the version.

    Parts given as a function are made while the topic is held: of two writers at once the later one shows what the
    earlier one changed. Take this wherever two may write at once.
    """
    if not names.is_topic(topic):
        raise ValueError(f"{topic!r} is no name of a topic; write it like «questions.edition.12».")
    if not connection.in_atomic_block:
        raise RuntimeError("Publish in the transaction of its cause, so that nothing is shown that did not happen.")
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [topic, connection.ops.adapt_json_value({}, None), now])
        version: int = cursor.fetchone()[0]
        state = names.checked(parts() if callable(parts) else parts)
        cursor.execute(_KEEP, [connection.ops.adapt_json_value(state, None), topic])
    return version


def in_each_language(make: Callable[[], dict[str, str]]) -> dict[str, dict[str, str]]:
    """The parts, made once in each language of the house."""
    made = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            made[language] = make()
    return made


def current(topic: str) -> Shown | None:
    """What is shown now; None where nothing has been published yet."""
    found = Topic.objects.filter(name=topic).values_list("version", "state").first()
    return Shown(*found) if found else None
