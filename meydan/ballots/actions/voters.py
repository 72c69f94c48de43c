"""What a voter says of themselves before their first ballot; and what is left of one who leaves."""

from django.utils.translation import gettext as _

from meydan.ballots.actions.casting import standing, take_back
from meydan.ballots.models import Channel, Entitlement, Poll
from meydan.base.refusal import Refusal
from meydan.journal.action import action
from meydan.people import actions as people
from meydan.people.models import Person
from meydan.places.models import Area


@action
def settle(*, by: Person, person: Person, neighborhood: Area | None = None, birth_year: int | None = None) -> Person:
    """Where somebody lives and how old they are, where they had not said it, or had said a city only."""
    if neighborhood is not None and person.neighborhood is not None and by.pk == person.pk:
        return people.update_profile(
            by=by,
            person=person,
            name=person.name,
            birth_year=birth_year or person.birth_year,
            sex=person.sex,
            neighborhood=neighborhood,
            interests=person.interests,
            language=person.language,
        )
    return people.fill_in(by=by, person=person, birth_year=birth_year, neighborhood=neighborhood)


@action
def forget(*, by: Person | None, person: Person) -> None:
    """Ballots that can still be led to them are withdrawn, or they could vote twice; of the others there is nothing.

    That somebody voted stays counted: the entitlement leads to a row of nobody.
    """
    for poll in (
        Entitlement.objects.filter(person=person, poll__state=Poll.State.OPEN)
        .order_by("poll")
        .values_list("poll", flat=True)
        .distinct()
    ):
        if standing(poll).state != Poll.State.OPEN:
            continue
        rows = Entitlement.objects.select_for_update(no_key=True, of=("self",)).select_related("poll", "pot")
        rows = rows.defer("poll__rulebook", "poll__options_list")
        for held in rows.filter(poll=poll, person=person).order_by("pk"):
            if held.channel == Channel.PAPER:
                raise Refusal(
                    _("You hold a ballot on paper in a vote that is still open. Erase your data after it has closed.")
                )
            take_back(by, held)
