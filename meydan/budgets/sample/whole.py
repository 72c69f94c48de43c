"""All of "I am the Mayor" in the sample city: a round of Tehran's region 1 that was counted and is carried out, the
next one taking ideas now, and Qom's, whose ballot is open.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import F
from django.utils import timezone

from meydan.ambassadors import sample as ambassadors
from meydan.assignments.models import Assignment
from meydan.ballots import actions as ballots
from meydan.ballots import sample as polls
from meydan.ballots.models import Poll
from meydan.base.roles import Role
from meydan.budgets import actions, schedule
from meydan.budgets.models import Idea, Project, Round
from meydan.budgets.models.round import EDGES
from meydan.budgets.ordered import DOOR
from meydan.budgets.sample.ideas import make_ideas
from meydan.budgets.sample.projects import carry_out
from meydan.budgets.sample.review import look_at, put_together
from meydan.budgets.sample.rounds import make_round
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue

Staff = dict[Role, list[Person]]
Stage = Round.Stage
LEAST, MOST = 50, 150  # of the cost of an idea, in hundred million Rial
DAY: Final = dt.timedelta(days=1)
MORNING: Final = dt.timedelta(hours=9, minutes=30)
ENDS: Final = ("confirmed", "under_way", "done", "delayed", "waiting", "silent", "reopened", "stopped")
ALIKE: Final = "هر دو در یک گذر و با یک پیمانکار انجام می‌شود."
NOT: Final = (
    "زمین مالک خصوصی دارد و شهرداری نمی‌تواند در آن بسازد.",
    "کار بر عهدهٔ شرکت آب‌وفاضلاب است؛ درخواست شما با شمارهٔ نامه برایشان فرستاده شد.",
    "طرح تفصیلی، این‌جا را فضای سبز نگه می‌دارد و ساخت‌وساز در آن شدنی نیست.",
)


def make_all(
    *, region: Area, staff: Staff, voters: Sequence[Person], qom: Area, qom_staff: Staff, qom_people: Sequence[Person]
) -> Iterator[str]:
    """Says what it made, step by step."""
    counted = _counted(region, staff, voters)
    yield f"Sample city: a counted round of Tehran's region 1 with {counted.ideas.count()} ideas and its projects"
    _asking(region, staff, voters)
    yield "Sample city: the next round of region 1, which takes ideas now"
    _voting(qom, qom_staff, qom_people)
    yield "Sample city: a round of Qom whose ballot is open, on the web and at two stations"


def _counted(region: Area, staff: Staff, voters: Sequence[Person]) -> Round:
    chance = random.Random(1)  # noqa: S311 - a seed, so that every sample city is the same
    officer = staff[Role.BUDGET_OFFICER][0]
    row = make_round(
        by=None, area=region, officer=officer, stage=Stage.CARRYING_OUT, title="من شهردارم؛ دور نخست منطقهٔ ۱"
    )
    spoken = _ambassadors(row, officer, voters[:44])
    ideas = make_ideas(
        by=None, round=row, people=voters, ambassadors=spoken, moderator=staff[Role.MODERATOR][0], chance=chance
    )
    _for_all(ideas, region)
    _reviewed(ideas, chance)
    edges = _bring_to_ballot(by=None, row=row)
    actions.open_ballot(by=officer, round=row, leave_undecided=True)
    row.refresh_from_db()
    assert row.poll is not None
    on_paper = voters[-24:]
    _on_paper(row.poll, officer, staff[Role.CENTER_STAFF], on_paper)
    voters = voters[: -len(on_paper)]
    brought = {one.pk: spoken[number % len(spoken)] for number, one in enumerate(voters) if number % 3 == 0}
    polls.make_counted(
        by=None,
        poll=row.poll,
        voters=voters,
        officer=officer,
        overseers=staff[Role.OVERSIGHT],
        brought=brought,
    )
    _put_back(by=None, row=row, edges=edges)
    return row


def _on_paper(poll: Poll, officer: Person, servers: Sequence[Person], voters: Sequence[Person]) -> None:
    """At the neighborhood houses of those who vote so: handed out, and typed by two."""
    chance = random.Random(4)  # noqa: S311 - a seed, so that every sample city is the same
    pots = {pot.area_id: pot for pot in poll.pots.select_related("area").filter(is_wide=False)}
    by_home: dict[int, list[Person]] = {}
    for person in voters:
        by_home.setdefault(person.neighborhood_id or 0, []).append(person)
    for home, people in list(by_home.items())[:8]:
        venue = Venue.objects.filter(area=home, kind=Venue.Kind.NEIGHBORHOOD_HOUSE).first()
        if home not in pots or venue is None:
            continue
        station = ballots.open_station(by=officer, poll=poll, venue=venue, is_sample=True)
        batch = ballots.print_batch(by=officer, station=station, pot=pots[home], size=40, is_sample=True)
        numbers = list(pots[home].options.values_list("number", flat=True))
        for number, person in enumerate(people, 1):
            ballots.hand_out(by=servers[0], batch=batch, person=person)
            marked = sorted(chance.sample(numbers, min(len(numbers), 2)))
            for server in servers[:2]:
                said = {"options": marked, "points": []}
                ballots.type_sheet(by=server, batch=batch, number=number, said=said)


@action
def _bring_to_ballot(*, by: None, row: Round) -> list[dt.date]:
    """Its ideas and reviews are of their own months; the ballot is held now, with all its rules. Its real days."""
    edges = [getattr(row, name) for name in EDGES]
    moved = timezone.localdate() - 5 * DAY - row.ballot_from
    Round.objects.filter(pk=row.pk).update(**{name: F(name) + moved for name in EDGES})
    row.refresh_from_db()
    note("budgets.sample_put_back", on=row, area=row.area_id)
    return edges


@action
def _put_back(*, by: None, row: Round, edges: Sequence[dt.date]) -> None:
    """Eleven weeks are over since: the days are its own again, and what was chosen is on its way."""
    Round.objects.filter(pk=row.pk).update(**dict(zip(EDGES, edges, strict=True)))
    row.refresh_from_db()
    closed_at = schedule.midnight(row.count_from)
    counted_at = closed_at + 4 * DAY + MORNING
    Poll.objects.filter(budget_round=row).update(
        opens_at=schedule.midnight(row.ballot_from), closes_at=closed_at, closed_at=closed_at, counted_at=counted_at
    )
    Project.objects.filter(round=row).delete()
    Assignment.objects.filter(door=DOOR, activity=row.pk).delete()
    chosen = Idea.objects.filter(round=row, state=Idea.State.CHOSEN).select_related("review__unit", "round", "area")
    for number, idea in enumerate(chosen.order_by("pk")):
        carry_out(by=None, idea=idea, chosen_at=counted_at, to=ENDS[number % len(ENDS)])
    note("budgets.sample_put_back", on=row, area=row.area_id)


def _asking(region: Area, staff: Staff, voters: Sequence[Person]) -> None:
    chance = random.Random(2)  # noqa: S311 - a seed, so that every sample city is the same
    officer = staff[Role.BUDGET_OFFICER][0]
    row = make_round(by=None, area=region, officer=officer, stage=Stage.IDEAS, title="من شهردارم؛ دور دوم منطقهٔ ۱")
    spoken = _ambassadors(row, officer, voters[20:64])
    moderator = staff[Role.MODERATOR][0]
    make_ideas(by=None, round=row, people=voters, ambassadors=spoken, moderator=moderator, chance=chance, most=60)


def _voting(qom: Area, staff: Staff, people: Sequence[Person]) -> None:
    chance = random.Random(3)  # noqa: S311 - a seed, so that every sample city is the same
    officer = staff[Role.BUDGET_OFFICER][0]
    facts: dict[str, Any] = {"area": qom, "officer": officer, "title": "من شهردارم؛ دور نخست قم"}
    row = make_round(by=None, stage=Stage.BALLOT, **facts)
    spoken = _ambassadors(row, officer, people[:12])
    moderator = staff[Role.MODERATOR][0]
    ideas = make_ideas(
        by=None, round=row, people=people, ambassadors=spoken, moderator=moderator, chance=chance, most=48
    )
    _reviewed(ideas, chance, joins=0)
    actions.open_ballot(by=officer, round=row, leave_undecided=True)
    row.refresh_from_db()
    assert row.poll is not None
    polls.cast_many(by=None, poll=row.poll, voters=people[: len(people) // 3], chance=chance)
    near = Venue.objects.filter(area__parent=qom, area__kind=Area.Kind.NEIGHBORHOOD, is_open=True)
    for venue in near.exclude(kind=Venue.Kind.ONLINE).order_by("pk")[:2]:
        station = ballots.open_station(by=officer, poll=row.poll, venue=venue, is_sample=True)
        pot = row.poll.pots.filter(area=venue.area).first()
        if pot is not None:
            ballots.print_batch(by=officer, station=station, pot=pot, size=50, is_sample=True)


def _ambassadors(row: Round, officer: Person, citizens: Sequence[Person]) -> list[Person]:
    assert row.call is not None
    made = ambassadors.make_some(by=None, area=row.area, call=row.call, citizens=citizens, officer=officer)
    return [one.person for one in made if one.is_accepted]


def _for_all(ideas: Sequence[Idea], area: Area) -> None:
    """Some are for the whole area, and ask for its own money."""
    wide = [idea for number, idea in enumerate(ideas) if number % 11 == 5]
    for idea in wide:
        idea.area = area
    Idea.objects.bulk_update(wide, ["area"])


def _end_of(number: int) -> str:
    if number % 23 == 22:
        return "lapsed"
    if number % 4 == 3:
        return "not_feasible"
    return "dearer" if number % 9 == 4 else "feasible"


def _reviewed(ideas: Sequence[Idea], chance: random.Random, joins: int = 5) -> None:
    """Two of three feasible, the others not, each with its reason; a few joined; some nobody came to."""
    published = [idea for idea in ideas if idea.state == Idea.State.PUBLISHED]
    for number, idea in enumerate(published):
        to = (
            "lapsed"
            if number % 23 == 22
            else "not_feasible"
            if number % 4 == 3
            else "dearer"
            if number % 9 == 4
            else "feasible"
        )
        cost = chance.randint(LEAST, MOST) * 100_000_000
        given_at = min(schedule.midnight(idea.round.review_from) + MORNING, timezone.now() - 30 * DAY)
        look_at(by=None, idea=idea, to=to, given_at=given_at, cost=cost, reason=NOT[number % len(NOT)])
    alike: dict[int, list[Idea]] = {}
    for idea in published:
        if idea.state == Idea.State.FEASIBLE:
            alike.setdefault(idea.area_id, []).append(idea)
    for some in [some for some in alike.values() if len(some) > 3][:joins]:
        at = min(schedule.midnight(some[0].round.review_from) + 8 * DAY + MORNING, timezone.now() - 22 * DAY)
        put_together(
            by=None, idea=some[-1], into=some[0], reason="هر دو در یک گذر و با یک پیمانکار انجام می‌شود.", at=at
        )
