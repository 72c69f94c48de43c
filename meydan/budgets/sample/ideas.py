"""Ideas of the sample round as they were sent and moderated: reviews, the ballot and what came of it are made after.

    ideas = make_ideas(by=None, round=round, people=residents, ambassadors=some, moderator=moderator, chance=chance)

All are published but some that wait, were refused or taken back; nobody is told now.
"""

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone

from meydan.budgets.actions.words import DOOR, keyed, mentions, text_of
from meydan.budgets.models import Comment, Field, Follow, Idea, Mention, Round, Support
from meydan.budgets.models.idea import new_code
from meydan.budgets.occasions import IDEA, IDEA_COMMENT, IDEA_SUPPORT
from meydan.budgets.sample.proposals import MATTERS, PLACES, SAID, Matter
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.participation.actions import Draft
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.places.models import Area, Venue

State = Idea.State
WAITING, REFUSED, TAKEN_BACK = (4, 41, 83), (17, 64), (52,)  # which of them, by their number
REASON: Final = "در متن نام و شمارهٔ تلفن یک همسایه آمده بود. لطفاً بدون آن دوباره بفرستید."
SCATTERED: Final = 0.003  # degrees around the middle of a neighborhood


@action
def make_ideas(
    *,
    by: Person | None,
    round: Round,
    people: Sequence[Person],
    ambassadors: Sequence[Person] = (),
    moderator: Person | None = None,
    chance: random.Random | None = None,
    most: int = len(MATTERS) * 3,
) -> list[Idea]:
    """`people`: who proposes and supports; where they live in an area with a credit they propose for it."""
    chance = chance or random.Random(1404)  # noqa: S311 - a sample, the same each time
    maker = _Maker(round, people, ambassadors, moderator, chance)
    ideas = maker.proposed(most)
    maker.supported(ideas)
    maker.talked_of(ideas)
    ledger.record_many(by=None, drafts=maker.drafts)
    note("budgets.sample_ideas", on=round, area=round.area_id, count=len(ideas))
    return ideas


class _Maker:
    """All rows in bulk, with their row in the ledger."""

    def __init__(
        self,
        round: Round,
        people: Sequence[Person],
        ambassadors: Sequence[Person],
        moderator: Person | None,
        chance: random.Random,
    ) -> None:
        self.round, self.people, self.ambassadors = round, list(people), list(ambassadors)
        self.moderator, self.chance = moderator, chance
        own = round.credits.exclude(area=round.area_id).select_related("area").order_by("area__sort_key", "pk")
        self.areas: list[Area] = [credit.area for credit in own] or [round.area]
        self.fields = list(round.fields.order_by("order", "pk"))
        self.venues: dict[int, list[Venue]] = {}
        for venue in Venue.objects.filter(area__in=[area.pk for area in self.areas], is_open=True).order_by("pk"):
            self.venues.setdefault(venue.area_id, []).append(venue)
        self.neighbors: dict[int, list[Person]] = {}
        for person in self.people:
            self.neighbors.setdefault(person.neighborhood_id or 0, []).append(person)
        days = (min(round.review_from, timezone.localdate()) - round.ideas_from).days
        self.first = timezone.make_aware(dt.datetime.combine(round.ideas_from, dt.time(8)))
        self.minutes = max(days, 1) * 24 * 60 - 12 * 60
        self.drafts: list[Draft] = []

    def proposed(self, most: int) -> list[Idea]:
        rows = []
        for number in range(min(most, len(MATTERS) * 3)):
            way, which = divmod(number, len(MATTERS))
            area = self.areas[(number * 7 + way) % len(self.areas)]
            rows.append(self._idea(number, MATTERS[which], way, area))
        rows.sort(key=lambda row: row.sent_at)
        Idea.objects.bulk_create(rows, batch_size=200)
        Mention.objects.bulk_create([one for row in rows for one in mentions(row)], batch_size=500)
        for row in rows:
            if row.state not in {State.REFUSED, State.WITHDRAWN}:
                self._draft(IDEA, row, row, row.author, row.sent_at)
        return rows

    def supported(self, ideas: Sequence[Idea]) -> None:
        """Most by who lives there; some are known in the whole area."""
        rows, follows = [], []
        for idea in ideas:
            if idea.state != State.PUBLISHED:
                continue
            near = [one for one in self.neighbors.get(idea.area_id, []) if one.pk != idea.author_id]
            others = self.chance.sample(self.people, min(len(self.people), self.chance.randint(0, 14)))
            wanted = self.chance.sample(near, round_share(len(near), self.chance))
            chosen = {one.pk: one for one in [*wanted, *others] if one.pk != idea.author_id}
            at = idea.sent_at + dt.timedelta(hours=9)
            made = [Support(idea=idea, person=one, at=self._until_now(at)) for one in chosen.values()]
            idea.supports = len(made)
            rows += made
            if near:
                follows.append(Follow(idea=idea, person=self.chance.choice(near), at=self._until_now(at)))
        Support.objects.bulk_create(rows, batch_size=500)
        Follow.objects.bulk_create(follows, batch_size=500)
        Idea.objects.bulk_update(ideas, ["supports"], batch_size=200)
        for row in rows:
            self._draft(IDEA_SUPPORT, row, row.idea, row.person, row.at)

    def talked_of(self, ideas: Sequence[Idea]) -> None:
        rows = []
        for number, idea in enumerate(ideas):
            if idea.state != State.PUBLISHED or not self.people:
                continue
            for nth in range(number % 4 % 3):
                at = self._until_now(idea.sent_at + dt.timedelta(days=1, hours=nth * 5))
                waits = number % 29 == 5
                judged = {} if waits else {"moderated_at": at, "moderated_by": self.moderator}
                state = Comment.State.SENT if waits else Comment.State.PUBLISHED
                person = self.people[(number * 13 + nth) % len(self.people)]
                text = SAID[(number + nth) % len(SAID)]
                rows.append(Comment(idea=idea, person=person, text=text, at=at, state=state, **judged))
                idea.comments_count += not waits
        Comment.objects.bulk_create(rows, batch_size=500)
        Idea.objects.bulk_update(ideas, ["comments_count"], batch_size=200)
        for row in rows:
            self._draft(IDEA_COMMENT, row, row.idea, row.person, row.at)

    def _idea(self, number: int, matter: Matter, way: int, area: Area) -> Idea:
        at = PLACES[(number * 4 + way) % len(PLACES)]
        homes = self.neighbors.get(area.pk) or self.people
        author = homes[number % len(homes)] if homes else None
        brought_by = self.ambassadors[number % len(self.ambassadors)] if self.ambassadors and number % 3 == 1 else None
        sent_at = self.first + dt.timedelta(minutes=self.chance.randint(0, max(self.minutes, 1)))
        idea = Idea(
            key=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            code=new_code(),
            round=self.round,
            area=area,
            field=self._field(matter, number),
            title=matter.titles[way].format(at=at),
            what=matter.what.format(at=at),
            why=matter.why if number % 5 else "",
            author=author,
            shows_name=bool(author and author.name) and number % 4 == 1,
            brought_by=brought_by if brought_by != author else None,
            helper=brought_by if brought_by != author and number % 9 == 4 else None,
            sent_at=sent_at,
            is_sample=True,
            **self._place(number, area, at),
            **self._state(number, sent_at),
        )
        idea.words = keyed(text_of(idea))
        return idea

    def _field(self, matter: Matter, number: int) -> Field:
        fitting = [field for field in self.fields if matter.field in field.name]
        return (fitting or self.fields)[number % len(fitting or self.fields)]

    def _place(self, number: int, area: Area, at: str) -> dict[str, Any]:
        venues = self.venues.get(area.pk, [])
        if venues and number % 4 == 2:
            return {"venue": venues[number % len(venues)]}
        if area.latitude is None or area.longitude is None or number % 4 == 3:
            return {"place": at}
        north, east = (self.chance.uniform(-SCATTERED, SCATTERED) for _axis in range(2))
        return {"place": at, "latitude": round(area.latitude + north, 5), "longitude": round(area.longitude + east, 5)}

    def _state(self, number: int, sent_at: dt.datetime) -> dict[str, Any]:
        if number in WAITING:
            return {"state": State.SENT}
        if number in TAKEN_BACK:
            return {"state": State.WITHDRAWN}
        seen = {"moderated_at": self._until_now(sent_at + dt.timedelta(hours=5)), "moderated_by": self.moderator}
        if number in REFUSED:
            return seen | {"state": State.REFUSED, "reason": REASON, "told_state": State.REFUSED}
        return seen | {"state": State.PUBLISHED, "told_state": State.PUBLISHED}

    def _until_now(self, moment: dt.datetime) -> dt.datetime:
        return min(moment, timezone.now())

    def _draft(self, kind: str, subject: Any, idea: Idea, person: Person | None, at: dt.datetime) -> None:
        helped = kind == IDEA and idea.helper_id is not None
        self.drafts.append(
            Draft(
                door=DOOR,
                kind=kind,
                subject=subject,
                activity=self.round.pk,
                day=timezone.localdate(at),
                area=idea.area,
                person=person,
                channel=Channel.IN_PERSON if helped else Channel.ONLINE,
                evidence=Evidence.CONTRIBUTION,
                ambassador=idea.brought_by if kind == IDEA else None,
                is_sample=True,
            )
        )


def round_share(count: int, chance: random.Random) -> int:
    """How many of so many neighbors support something: few of most things, most of some."""
    return int(count * chance.choice((0.1, 0.2, 0.3, 0.5, 0.8)))
