"""What a tablet takes along of a tribune: the least a host needs without network. No citizen's name is in it."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from meydan.base import wording
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.questions import queries, rules
from meydan.questions.models import Question, Topic, Tribune

KEPT: Final = dt.timedelta(days=3)  # after the tribune, whether or not it was sent
MOST_AREAS: Final = 400


def areas_of(tribune: Tribune) -> dict[str, Area]:
    """Neighborhoods that can be named there."""
    rows = places.below([tribune.edition.area]).filter(kind__in=[Area.Kind.REGION, Area.Kind.NEIGHBORHOOD])
    return {str(area.pk): area for area in rows.order_by("path")[:MOST_AREAS]}


def topics_of(tribune: Tribune) -> dict[str, Topic]:
    return {str(topic.pk): topic for topic in queries.topics_of(tribune.edition)}


def described(tribune: Tribune) -> dict[str, Any]:
    begins, ends = tribune.starts_at, tribune.ends_at
    closes = timezone.now() if tribune.is_sample else ends  # rules.was_at_tribune
    return {
        "id": tribune.pk,
        "edition": tribune.edition.title,
        "who": tribune.edition.answered_by,
        "place": tribune.place,
        "day": wording.day(timezone.localtime(begins).date(), "weekday"),
        "when": f"{wording.clock(begins)} – {wording.clock(ends)}",
        "opens": _milliseconds(begins - rules.TRIBUNE_EARLY),
        "closes": _milliseconds(closes + rules.TRIBUNE_LATE),
        "drop": _milliseconds(closes + rules.TRIBUNE_LATE + KEPT),
        "scenario": tribune.scenario,
        "kinds": [[value, str(label)] for value, label in Question.Kind.choices],
        "topics": [[key, topic.name] for key, topic in topics_of(tribune).items()],
        "areas": [[key, area.name] for key, area in areas_of(tribune).items()],
        "said": Question.objects.filter(tribune=tribune).count(),
    }


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)
