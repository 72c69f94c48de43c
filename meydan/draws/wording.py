"""What people read about draws: the rule in sentences, messages, why somebody is left out."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meydan.base import wording
from meydan.draws import rules, sources
from meydan.draws.models import Draw, Place, Ticket
from meydan.engines import drawing, persian

LEFT_OUT: dict[str, str | Promise] = {
    "gone": gettext_lazy("whose account is closed"),
    "runs_it": gettext_lazy("who prepares or oversees this draw"),
    "staff": gettext_lazy("who holds a role in the municipality"),
    "won_before": gettext_lazy("who won in an earlier draw"),
    "declared": gettext_lazy("declared to have no part in it, such as relatives of those who run it"),
}


def code(ticket: Ticket) -> str:
    """A ticket's code as it is read aloud, kept together in a Persian sentence."""
    return wording.LTR_ISOLATE + drawing.spaced(ticket.code) + wording.POP_ISOLATE


def source(draw: Draw) -> str:
    """Whose participants, in words."""
    known = sources.of(draw.door)
    if known is None:
        return draw.door
    if not draw.activity:
        return str(known.name)
    return next((title for pk, title in known.activities([draw.area]) if pk == draw.activity), str(known.name))


def kinds(draw: Draw) -> str:
    known = sources.of(draw.door)
    names = {key: str(name) for key, name in known.kinds} if known else {}
    return _(", ").join(names.get(kind, kind) for kind in draw.kinds)


def rule(draw: Draw) -> list[str]:
    """The rule of a draw, a sentence each, as its page, its minutes and its transcript tell it."""
    told = [_who(draw), _weight(draw)]
    told += [_("Left out: %(whom)s.") % {"whom": _("; ").join(_without(draw))}]
    told.append(
        _(
            "%(number)s oversight representatives each commit to a secret before the list is closed; %(dice)s dice are "
            "rolled and read by two people; then every secret is revealed within %(minutes)s minutes, or the draw is "
            "void."
        )
        % {
            "number": wording.number(max(draw.overseers.count(), rules.FEWEST_OVERSEERS)),
            "dice": wording.number(drawing.DICE),
            "minutes": wording.number(draw.reveal_minutes),
        }
    )
    days = draw.hand_over_days
    told.append(
        ngettext(
            "A winner who does not answer within %(days)s day is followed by the next reserve.",
            "A winner who does not answer within %(days)s days is followed by the next reserve.",
            days,
        )
        % {"days": wording.number(days)}
    )
    return told


def rule_for_the_record(draw: Draw) -> list[str]:
    """In the language of the house, without marks that turn text around: what the transcript holds."""
    with translation.override(settings.LANGUAGE_CODE):
        return [persian.tidy(sentence) for sentence in rule(draw)]


def _who(draw: Draw) -> str:
    facts = {"what": source(draw), "area": draw.area}
    if draw.activity:
        told = _("Everybody who took part in “%(what)s” has a ticket.") % facts
    else:
        told = _("Everybody who took part in %(what)s in %(area)s has a ticket.") % facts
    if draw.kinds:
        told += " " + _("What counts: %(kinds)s.") % {"kinds": kinds(draw)}
    if draw.first_day and draw.last_day:
        days = {"first": wording.day(draw.first_day), "last": wording.day(draw.last_day)}
        told += " " + _("From %(first)s to %(last)s.") % days
    return told


def _weight(draw: Draw) -> str:
    if draw.most_tickets == 1:
        return _("Each person stands in the list once, however often they took part.")
    return _("Each time somebody took part stands in the list, up to %(most)s times; each person wins once.") % {
        "most": wording.number(draw.most_tickets)
    }


def _without(draw: Draw) -> list[str]:
    told = [str(LEFT_OUT["runs_it"]), str(LEFT_OUT["declared"])]
    if draw.excludes_staff:
        told.append(str(LEFT_OUT["staff"]))
    if draw.excludes_earlier_winners_days:
        days = draw.excludes_earlier_winners_days
        told.append(
            ngettext("who won in the last %(days)s day", "who won in the last %(days)s days", days)
            % {"days": wording.number(days)}
        )
    return told


# Messages.


def appointed(draw: Draw) -> str:
    return _("You oversee the draw “%(title)s”. Commit to your secret in Meydan, at “Draws I oversee”.") % {
        "title": draw.title
    }


def ticket(held: Ticket) -> str:
    facts = {"title": held.draw.title, "code": code(held), "name": held.person}
    if held.person is not None and held.person.guardian_id:
        return _("The ticket of %(name)s in the draw “%(title)s”: %(code)s. The list of all tickets is public.") % facts
    return _("Your ticket in the draw “%(title)s”: %(code)s. The list of all tickets is public.") % facts


def won(place: Place) -> str:
    facts = {
        "title": place.draw.title,
        "prize": place.prize,
        "code": code(place.ticket),
        "days": wording.number(place.draw.hand_over_days),
    }
    return (
        _(
            "Congratulations! Ticket %(code)s won “%(prize)s” in the draw “%(title)s”. We will call you; please answer "
            "within %(days)s days. Nobody asks you for money or a password."
        )
        % facts
    )


def void_for_missing(names: list[str]) -> str:
    """The public reason, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Not revealed in time: %(names)s.") % {"names": _(", ").join(names)}


def void_without_dice() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("The dice were not read alike by two people in time.")


def void_for_damage() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("What was published does not fit together any more, so nothing could be drawn from it.")


def void_for_nobody() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("When the list was closed, nobody was in it.")
