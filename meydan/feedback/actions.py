"""Opening a round, asking, answering, and forgetting who answered."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.feedback import rules, wording
from meydan.feedback.activities import Over
from meydan.feedback.models import Reply, Round
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people import rules as people
from meydan.people.models import Person


@action
def open_rounds(*, by: Person | None, door: str, over: Sequence[Over]) -> int:
    """Open a round about each of these, if there is none yet, and let everybody be asked."""
    now = timezone.now()
    rows = [
        Round(
            door=door,
            activity=one.activity,
            season=one.season,
            occasion_id=one.occasion,
            first_day=one.first_day,
            opened_at=now,
            closes_at=now + Round.STAYS_OPEN,
        )
        for one in over
    ]
    Round.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    occasions = [one.occasion for one in over]
    opened = Round.objects.filter(door=door, occasion__in=occasions, opened_at=now).select_related("occasion")
    ask = named("meydan.feedback.tasks.ask")
    for round_ in opened:
        ask.enqueue(round_.pk)
        note("feedback.open", on=round_, area=round_.area_id, activity=round_.activity)
    return len(opened)


@action
def ask(*, by: Person | None, round_: Round, persons: Sequence[Person]) -> int:
    """Ask these people; asked again, nobody hears of it twice."""
    Reply.objects.bulk_create(
        [Reply(round=round_, person=person) for person in persons], ignore_conflicts=True, batch_size=500
    )
    drafts = []
    for person in persons:
        with in_language_of(person.guardian or person):
            text = wording.asked(round_, person)
        drafts.append(
            messaging.Draft(person, "feedback.asked", text, round_, expires_at=round_.closes_at, area=round_.area_id)
        )
    told = messaging.send_many(by=by, drafts=drafts)
    note("feedback.ask", on=round_, area=round_.area_id, count=told)
    return told


@action
def finish_asking(*, by: Person | None, round_: Round) -> None:
    Round.objects.filter(pk=round_.pk, asked_at__isnull=True).update(asked_at=timezone.now())


@action
def answer(*, by: Person, reply: Reply, rating: int, again: str, sentence: str = "") -> Reply:
    """Say what one thought, or say it differently while the round is open."""
    if reply.person is None or not people.may_speak_for(by, reply.person):
        raise Refusal(_("You can answer for yourself and your family members only."))
    if not rules.is_open(reply.round, timezone.now()):
        raise Refusal(_("The time to answer is over."))
    reply.rating, reply.again, reply.sentence = rating, again, sentence
    reply.answered_at = reply.answered_at or timezone.now()
    reply.save(update_fields=["rating", "again", "sentence", "answered_at"])
    note("feedback.answer", on=reply.round, area=reply.round.area_id)
    return reply


@action
def forget(*, by: Person | None, person: Person) -> None:
    """The answers stay counted; whose they are, and what was written, do not stay."""
    Reply.objects.filter(person=person).update(person=None, sentence="")
