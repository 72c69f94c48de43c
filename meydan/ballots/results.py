"""What came out, laid out for readers: a round pot by pot, and one pot project by project."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.ballots import explaining, queries
from meydan.ballots.models import Channel, Option, Poll, Pot, Result
from meydan.base import charts, wording
from meydan.participation.suppression import AT_LEAST

Kind = Result.Kind


class Row(NamedTuple):
    """One pot at a glance."""

    pot: Pot
    result: Result
    turnout: queries.Turnout
    listed: int

    @property
    def left(self) -> int:
        return self.result.budget - self.result.cost

    @property
    def few(self) -> bool:
        """Too few voters to be told apart."""
        return self.turnout.total is None

    @property
    def chosen(self) -> int:
        return len(self.result.winners)


class Overview(NamedTuple):
    rows: list[Row]
    voters: int | None  # different persons
    ballots: int
    by_channel: list[tuple[Channel, int | None]]
    winners: int
    listed: int
    cost: int
    budget: int
    others: int  # pots in which the other rule would have chosen otherwise


def overview(poll: Poll) -> Overview:
    pots = queries.with_results(poll)
    turnout = {one.pot.pk: one for one in queries.turnout_shown(poll, pots) if one.pot is not None}
    rows, others = [], 0
    for pot in pots:
        came = {one.kind: one for one in pot.came_out}  # type: ignore[attr-defined]
        if Kind.WRITTEN not in came:
            continue
        rows.append(Row(pot, came[Kind.WRITTEN], turnout[pot.pk], len(pot.options.all())))
        others += set(came[Kind.GREEDY].winners) != set(came[Kind.EQUAL_SHARES].winners)
    voters = queries.voters(poll)
    return Overview(
        rows,
        voters if voters >= AT_LEAST or not voters else None,
        sum(row.result.ballots for row in rows),
        queries.channels_shown(poll, list(turnout.values())),
        sum(row.chosen for row in rows),
        sum(row.listed for row in rows),
        sum(row.result.cost for row in rows),
        sum(row.pot.budget for row in rows),
        others,
    )


def pictures(whole: Overview) -> list[SafeString]:
    """Each with its table under it; a bar leads to its pot."""
    per_unit = wording.rial_per_unit() * 1_000_000
    unit = _("million %(unit)s") % {"unit": wording.name_of_unit()}
    voters = [charts.Bar(str(row.pot.area), row.turnout.total, _address(row.pot)) for row in whole.rows]
    money = [charts.Bar(str(row.pot.area), row.result.cost // per_unit, _address(row.pot)) for row in whole.rows]
    channels = [charts.Bar(channel.label, value) for channel, value in whole.by_channel]
    return [
        charts.bars(channels, _("Ballots by the way they came")),
        charts.bars(voters, _("Who voted, by neighborhood")),
        charts.bars(money, _("Credit that goes to chosen projects"), unit),
    ]


def _address(pot: Pot) -> str:
    return reverse("ballots:pot_result", args=[pot.poll_id, pot.pk])


class Project(NamedTuple):
    """A project with what came of it by each rule."""

    option: Option
    told: dict[str, Any]
    sentence: str
    more: list[str]
    portions: list[tuple[str, str]]
    by_greedy: bool
    by_shares: bool
    with_more: bool  # chosen with a tenth more credit

    @property
    def place(self) -> int | None:
        place: int | None = self.told["place"]
        return place

    @property
    def differs(self) -> bool:
        return self.by_greedy != self.by_shares


def of_pot(pot: Pot) -> dict[str, Any]:
    """Everything of one pot: chosen projects in the order of choosing, then the others by votes."""
    came = {one.kind: one for one in Result.objects.filter(pot=pot)}
    written = came[Kind.WRITTEN]
    greedy, shares = set(came[Kind.GREEDY].winners), set(came[Kind.EQUAL_SHARES].winners)
    plus = set(written.explained["plus"])
    projects = []
    for option in pot.options.order_by("number"):
        told = written.explained["projects"][str(option.number)]
        projects.append(
            Project(
                option,
                told,
                explaining.why(told),
                explaining.more(told),
                explaining.portions(told),
                option.number in greedy,
                option.number in shares,
                option.number in plus,
            )
        )
    projects.sort(key=lambda one: (one.place is None, one.place or 0, -one.told["votes"], one.option.number))
    chosen = set(written.winners)
    return {
        "result": written,
        "projects": projects,
        "turnout": queries.turnout_shown(pot.poll, [pot])[0],
        "left": written.budget - written.cost,
        "flowed": written.budget - pot.budget,
        "votes": charts.bars(
            [
                charts.Bar(one.option.title, one.told["votes"])
                for one in sorted(projects, key=lambda p: -p.told["votes"])
            ],
            _("Votes"),
        ),
        "greedy": came[Kind.GREEDY],
        "shares": came[Kind.EQUAL_SHARES],
        "differ": greedy != shares,
        "more": written.explained["more"],
        "plus_new": [one for one in projects if one.with_more and one.option.number not in chosen],
        "plus_lost": [one for one in projects if not one.with_more and one.option.number in chosen],
    }
