"""What the open pages of an edition show, kept true by every action that changes it.

The parts are public (see `meydan.live`): only what is published stands in them, and names only of those who show them.
"""

import datetime as dt
from functools import partial
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.template.loader import render_to_string
from django.utils import timezone

from meydan.ground.queue import enqueue_once, named
from meydan.live import topics
from meydan.live.models import Topic
from meydan.questions import queries, rules
from meydan.questions.models import Edition, Question
from meydan.questions.models.edition import PUBLIC, SUPPORTING

APART: Final = dt.timedelta(seconds=1)  # a stream says no more often what is new
NEXT: Final = 5  # as many as an audience looks forward to
PARTS: Final = ("now", "next", "count", "air")


def topic(edition: Edition) -> str:
    return f"questions.{edition.pk}"


def tell(edition: Edition) -> None:
    """Show it to whoever looks at the edition now. Made while the topic is held, so that of two changes at once the
    later one shows both."""
    if edition.stage in PUBLIC:
        topics.publish(topic(edition), partial(_parts, edition.pk))


def tell_soon(edition: Edition) -> None:
    """The same where a number has grown that thousands make grow: at once when nothing was shown for a second, else by
    the worker, once for all that came in this second. It runs a whole second later at the earliest, so that whatever
    led to it is there by then."""
    now = timezone.now()
    found = Topic.objects.filter(name=topic(edition)).values_list("changed_at", flat=True).first()
    if found is None or now - found >= APART:
        tell(edition)
        return
    at = now.replace(microsecond=0) + 2 * APART
    task = named("meydan.questions.tasks.tell_pages").using(run_after=at)
    enqueue_once(task, f"{topic(edition)}:{at.timestamp():.0f}", edition.pk)


def counts(edition: Edition) -> dict[str, int]:
    """How much was said, answered and joined."""
    said = Question.objects.filter(edition=edition).exclude(state=Question.State.WITHDRAWN)
    published = Q(state=Question.State.PUBLISHED)
    dealt_with = Q(aired_at__isnull=False) | Q(answered_at__isnull=False)
    return said.aggregate(
        said=Count("pk"),
        answered=Count("pk", filter=published & dealt_with),
        supports=Sum("supports", filter=published, default=0),
    )


def shown(pk: int) -> dict[str, Any]:
    """What is on air, what comes next, and how much was said."""
    edition = queries.editions().get(pk=pk)
    return {
        "edition": edition,
        "question": queries.on_air(edition),
        "next": list(queries.running_order(edition)[:NEXT]),
        "counts": counts(edition),
        "may_support": edition.stage in SUPPORTING and rules.stands(edition),
        "Stage": Edition.Stage,
    }


def _parts(pk: int) -> dict[str, dict[str, str]]:
    context = shown(pk)
    return topics.in_each_language(
        lambda: {name: render_to_string(f"questions/live/{name}.html", context) for name in PARTS}
    )
