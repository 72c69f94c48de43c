"""«I am not sure what I need»: from what weighs on somebody to a topic. It counts the phrases they chose, topic by
topic, and says which; it is no diagnosis. Nothing of it is written anywhere: see `draft.py`.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.counseling.models import BookedFor, Topic

Words = str | Promise
OTHERS: Final = 2  # topics offered beside the first
ASKED: Final[dict[str, Words]] = {
    BookedFor.ONESELF: _("What weighs on you these days?"),
    BookedFor.CHILD: _("What worries you about the child?"),
    BookedFor.COUPLE: _("What weighs between the two of you?"),
}
A_LOT: Final = "lot"
MUCH: Final[list[tuple[str, Words]]] = [
    ("little", _("A little: the days go on as ever")),
    ("some", _("Now and then it makes things hard")),
    (A_LOT, _("Much: what has to be done stays undone")),
]


class Sign(NamedTuple):
    """One phrase to choose, and the topics it leads to. `value`: "topic.place", of the first that has it."""

    value: str
    words: str
    topics: frozenset[int]


class Found(NamedTuple):
    topic: Topic
    why: list[str]  # of the phrases that were chosen


def phrases(topic: Topic) -> list[str]:
    """In the reader's language where the manager wrote them; without any, the topic's sentence or its name."""
    told = list(topic.signs)
    if wording.language() == "en":
        told = [*topic.signs_en, *told[len(topic.signs_en) :]]
    return [wording.digits(words) for words in told] or [topic.sentence or str(topic)]


def allowed(leaves: Iterable[Topic], booked_for: str) -> list[Topic]:
    """What can be booked for them; for a child or a couple, what is meant for them comes before what is for anybody."""
    rows = [leaf for leaf in leaves if not leaf.booked_for or booked_for in leaf.booked_for]
    return rows if booked_for == BookedFor.ONESELF else sorted(rows, key=lambda leaf: not leaf.booked_for)


def signs(topics: Sequence[Topic]) -> list[Sign]:
    """Each phrase once, though it may lead to several topics."""
    found: dict[str, Sign] = {}
    for topic in topics:
        for place, words in enumerate(phrases(topic)):
            known = found.get(words) or Sign(f"{topic.pk}.{place}", words, frozenset())
            found[words] = known._replace(topics=known.topics | {topic.pk})
    return list(found.values())


def suggest(topics: Sequence[Topic], chosen: Collection[str]) -> list[Found]:
    """The nearest topics, the first of them first; nothing where nothing was chosen. Of a topic with which emergency
    lines are shown, a single phrase is enough to put it before the others.
    """
    told = [sign for sign in signs(topics) if sign.value in chosen]
    rows = [Found(topic, [sign.words for sign in told if topic.pk in sign.topics]) for topic in topics]
    rows = [row for row in rows if row.why]
    return sorted(rows, key=lambda row: (not row.topic.shows_lines, -len(row.why)))[: OTHERS + 1]
