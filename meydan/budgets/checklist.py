"""What a round needs before it is published, and before its ballot opens by itself."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.budgets import template
from meydan.budgets.listing import Listing, listing
from meydan.budgets.models import Round


class Point(NamedTuple):
    """A line of a checklist, where it is mended, and whether it can be left so."""

    sentence: str
    is_done: bool
    address: str = ""  # of the desk page on which it is mended
    must: bool = True


def before_publishing(round: Round) -> list[Point]:
    today = timezone.localdate()

    def at(page: str) -> str:
        return reverse(f"budgets:{page}", args=[round.pk])

    offered = {area.pk for area in template.neighborhoods(round.area)}
    funded = set(round.credits.values_list("area", flat=True))
    without = len(offered - funded)
    fields = list(round.fields.all())
    unitless = [field.name for field in fields if field.unit_id is None]
    points = [
        Point(_("A few sentences about the round"), bool(round.about.strip()), at("change_round")),
        Point(_("A credit for at least one place"), bool(funded), at("credits")),
        Point(_("At least one field"), bool(fields), at("fields")),
        Point(
            _("A unit that looks at each field")
            if not unitless
            else _("A unit that looks at each field; missing for: %(names)s") % {"names": "، ".join(unitless)},
            not unitless,
            at("fields"),
        ),
        Point(_("Ideas begin today or later"), round.ideas_from >= today, at("stages")),
        Point(
            _("At least a week for ideas, and a day of voting"),
            (round.review_from - round.ideas_from).days >= 7,
            at("stages"),
        ),
    ]
    if funded and without:
        text = ngettext(
            "A credit for every neighborhood; %(count)s has none, and nobody proposes for it",
            "A credit for every neighborhood; %(count)s have none, and nobody proposes for them",
            without,
        )
        points.append(Point(text % {"count": wording.number(without)}, False, at("credits"), must=False))
    return points


def missing(points: list[Point]) -> list[Point]:
    return [point for point in points if point.must and not point.is_done]


def before_opening(round: Round, found: Listing | None = None) -> list[Point]:
    """What the ballot waits for. By itself it opens only where everything is done."""
    found = found or listing(round)
    undecided = len(found.undecided)
    text = ngettext(
        "Every idea is decided on; %(count)s is not, and would end undecided",
        "Every idea is decided on; %(count)s are not, and would end undecided",
        undecided,
    )
    points = [
        Point(_("At least one feasible idea that fits its credit"), bool(found.count)),
        Point(
            text % {"count": wording.number(undecided)} if undecided else _("Every idea is decided on"),
            not undecided,
            reverse("budgets:reviews"),
            must=False,
        ),
    ]
    empty = round.credits.count() - len(found.pots)
    if empty:
        text = ngettext(
            "A project for every credit; %(count)s has none, and nobody votes there",
            "A project for every credit; %(count)s have none, and nobody votes there",
            empty,
        )
        points.append(
            Point(
                text % {"count": wording.number(empty)}, False, reverse("budgets:coverage", args=[round.pk]), must=False
            )
        )
    return points


def is_ready(round: Round, found: Listing | None = None) -> bool:
    """Whether the ballot may open by itself: nothing would end undecided, and there is something to vote on.

    A neighborhood without a project keeps nobody else waiting.
    """
    found = found or listing(round)
    return bool(found.count) and not found.undecided
