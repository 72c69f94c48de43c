"""Sending an idea, oneself or with somebody's help, and taking it back."""

import uuid
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.budgets.actions.idea_telling import tell
from meydan.budgets.actions.words import DOOR, keyed, mentions, text_of, write_down
from meydan.budgets.models import Field, Idea, Mention, Round
from meydan.budgets.models.idea import new_code
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules.proposing import may_propose
from meydan.budgets.wording_ideas import Hop
from meydan.engines import svgmap
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.people import actions as people
from meydan.people.models import Person
from meydan.places.models import Area, Venue

State = Idea.State
LONGEST = 2000
NEAR = 0.02  # degrees around a neighborhood's border that a point may lie in


@action
def send_idea(
    *,
    by: Person | None,
    round: Round,
    area: Area,
    field: Field,
    title: str,
    what: str,
    why: str = "",
    venue: Venue | None = None,
    place: str = "",
    point: tuple[float, float] | None = None,
    photo: File[Any] | None = None,
    author: Person | None = None,
    shows_name: bool = False,
    birth_year: int | None = None,
    neighborhood: Area | None = None,
    helper: Person | None = None,
    brought_by: Person | None = None,
    key: uuid.UUID | None = None,
) -> Idea:
    """Receive an idea; sent again with the same key it is the first row. `author` is `by`, unless a helper wrote it.

    What the author had not said of themselves yet (year of birth, neighborhood) is kept with them.
    """
    author = author or by
    if author is None:
        raise Refusal(_("An idea has an author. Sign in first."))
    if key and (first := Idea.objects.filter(key=key).first()):
        return _same(first, round, author, helper)
    if birth_year or neighborhood:
        people.fill_in(by=by or author, person=author, birth_year=birth_year, neighborhood=neighborhood)
    now = timezone.now()
    if (refusal := may_propose(author, round, area, timezone.localdate(now))) is not None:
        raise refusal
    _check(round, field, title, what)
    check_place(area, venue, point)
    if helper is not None:
        if helper.pk == author.pk:
            raise Refusal(_("This is your own number. Send your own idea as yourself."), field="phone")
        must_help(helper, round, area)
    idea = Idea(
        key=key or uuid.uuid4(),
        round=round,
        area=area,
        field=field,
        title=title.strip(),
        what=what.strip(),
        why=why.strip(),
        venue=venue,
        place=place,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        photo=photo or "",
        author=author,
        shows_name=shows_name and bool(author.name),
        helper=helper,
        brought_by=brought_by if brought_by != author else None,
        sent_at=now,
    )
    idea.words = keyed(text_of(idea))
    if not _put(idea):
        return _same(Idea.objects.get(key=idea.key), round, author, helper)
    Mention.objects.bulk_create(mentions(idea), batch_size=200)
    write_down(by, idea, idea.brought_by)
    tell(by, Hop.HELPED if helper else Hop.SENT, idea, author)
    note("budgets.send_idea", on=idea, area=area.pk, round=round.pk, field=field.pk, helped=helper is not None)
    return idea


@action
def withdraw_idea(*, by: Person, idea: Idea) -> Idea:
    """Take back one's own. Those who support or follow it are told; nobody else reads it any more."""
    idea.refresh_from_db()
    if (refusal := rules.may_withdraw(by, idea)) is not None:
        raise refusal
    standing = Idea.objects.filter(pk=idea.pk, state__in=[State.SENT, State.PUBLISHED])
    if not standing.update(state=State.WITHDRAWN):
        raise Refusal(_("Something else has happened to this idea meanwhile. Open its page again and look."))
    ledger.withdraw(by=by, door=DOOR, subject=idea)
    idea.state = State.WITHDRAWN
    note("budgets.withdraw_idea", on=idea, area=idea.area_id, round=idea.round_id, helped=idea.helper_id is not None)
    return idea


def check_place(area: Area, venue: Venue | None, point: tuple[float, float] | None) -> None:
    """A place lies where the idea is for."""
    if venue is not None and not area.contains(venue.area):
        raise Refusal(_("This place lies in another neighborhood. Choose one of this neighborhood."), field="venue")
    outline = Area.objects.values_list("outline", flat=True).get(pk=area.pk) if point else None
    if point and outline:
        edges = svgmap.bounds_of([outline])
        inside = (
            edges.south - NEAR <= point[0] <= edges.north + NEAR and edges.west - NEAR <= point[1] <= edges.east + NEAR
        )
        if not inside:
            raise Refusal(_("This point is not in %(area)s. Choose one on the map.") % {"area": area}, field="point")


def must_help(helper: Person, round: Round, area: Area) -> None:
    if not (rules.is_ambassador(helper, round) or rules.is_staff_for(helper, area)):
        said = _("You do not work in this neighborhood. Its own center, or an ambassador, can help.")
        raise Refusal(said, field="area")


def _check(round: Round, field: Field, title: str, what: str) -> None:
    if field.round_id != round.pk:
        raise Refusal(_("This round does not have this field. Choose another."), field="field")
    if not title.strip():
        raise Refusal(_("Give your idea a title."), field="title")
    if not what.strip():
        raise Refusal(_("Write what should be done."), field="what")
    if len(what) > LONGEST:
        raise Refusal(_("This is too long. Say the main thing; the rest can be a second one."), field="what")


def _same(first: Idea, round: Round, author: Person, helper: Person | None) -> Idea:
    """The first row, to whoever sent it; a key that somebody else used opens nothing."""
    if (first.round_id, first.author_id, first.helper_id) != (round.pk, author.pk, helper.pk if helper else None):
        raise Refusal(_("This was sent by somebody else already. Open the page again and repeat."))
    return first


def _put(idea: Idea) -> bool:
    """Keep it, under another code where this one is taken; False where its key was used meanwhile."""
    for _try in range(5):
        try:
            with transaction.atomic():
                idea.save(force_insert=True)
        except IntegrityError:
            if Idea.objects.filter(key=idea.key).exists():
                return False
            if not Idea.objects.filter(code=idea.code).exists():
                raise
            idea.code = new_code()
        else:
            return True
    return False
