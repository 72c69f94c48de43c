"""The words an idea is found by, and the row of the ledger that what was said leaves."""

from typing import Final

from django.utils import timezone

from meydan.budgets.models import Comment, Idea, Mention, Support
from meydan.budgets.occasions import IDEA, IDEA_COMMENT, IDEA_SUPPORT
from meydan.engines import likeness, persian
from meydan.participation import actions as ledger
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person

DOOR: Final = "budgets"


def text_of(idea: Idea) -> str:
    return f"{idea.title}\n{idea.what}"


def keyed(text: str) -> str:
    """As `words` keeps it, a space around each word."""
    return f" {persian.search_key(text)} "


def mentions(idea: Idea) -> list[Mention]:
    """Not saved yet."""
    return [Mention(round_id=idea.round_id, word=number, idea=idea) for number in likeness.numbers(text_of(idea))]


def write_down(by: Person | None, row: Idea | Support | Comment, ambassador: Person | None = None) -> None:
    """Its row in the ledger; written again it corrects the first."""
    idea = row if isinstance(row, Idea) else row.idea
    match row:
        case Idea():
            kind, person, moment = IDEA, row.author, row.sent_at
        case Support():
            kind, person, moment = IDEA_SUPPORT, row.person, row.at
        case Comment():
            kind, person, moment = IDEA_COMMENT, row.person, row.at
    helped = isinstance(row, Idea) and row.helper_id is not None
    ledger.record(
        by=by,
        door=DOOR,
        kind=kind,
        subject=row,
        activity=idea.round_id,
        day=timezone.localdate(moment),
        area=idea.area,
        venue=idea.venue,
        person=person,
        channel=Channel.IN_PERSON if helped else Channel.ONLINE,
        evidence=Evidence.CONTRIBUTION,
        ambassador=ambassador,
        is_sample=idea.is_sample,
    )
