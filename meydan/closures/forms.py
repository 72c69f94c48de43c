"""What an officer says of a closure."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.calendar import kinds
from meydan.calendar.models import Mode
from meydan.closures import besides, doors, rules
from meydan.closures.links import Place
from meydan.closures.models import Closure
from meydan.places import queries as places
from meydan.places.fields import AreaField
from meydan.places.models import Area, Venue

MOST_VENUES: Final = 300  # to tick; in a larger reach an area is chosen instead


class ClosureForm(Form):
    """Where, what, when and why; and what becomes of it."""

    kinds = fields.MultiChoice(label=_("Which kinds"))
    modes = fields.MultiChoice(label=_("Held how"), choices=Mode.choices, initial=[Mode.IN_PERSON])
    days = fields.JalaliRange(label=_("Closed days"))
    reason = fields.Text(
        label=_("Reason"),
        max_length=120,
        help_text=_("Everybody registered reads it in their message, so keep it short."),
    )
    way = fields.Choice(label=_("What becomes of the sessions"), choices=Closure.Way.choices, radio=True)
    weeks = fields.Number(
        label=_("How many weeks later"),
        min_value=1,
        max_value=rules.MOST_WEEKS,
        required=False,
        help_text=_("On the same weekday, at the same time."),
    )
    until = fields.JalaliDate(
        label=_("Or all of them after this day"),
        required=False,
        help_text=_("Until further notice: the weeks are reckoned so that all fall after it."),
    )
    link_base = fields.Link(
        label=_("Common address"),
        max_length=150,
        required=False,
        help_text=_(
            "Where a program has no link of its own, its number is put behind this address. In the next step you can "
            "also give each program its link."
        ),
    )
    linkless = fields.Choice(
        label=_("Sessions without any link"),
        choices=Closure.Linkless.choices,
        initial=Closure.Linkless.LEAVE,
        radio=True,
        required=False,
    )

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(label=_("Area"), areas=areas)
        if len(areas) == 1:
            self.fields["area"].initial = areas[0]
        offered = [*((kind, kinds.name_of(kind)) for kind in doors.kinds()), *besides.kinds()]
        self.fields["kinds"].choices = offered  # type: ignore[attr-defined]
        self.fields["kinds"].initial = [kind for kind, _label in offered]
        venues = list(places.venues_within(areas)[: MOST_VENUES + 1])
        self.venues = {str(venue.pk): venue for venue in venues} if len(venues) <= MOST_VENUES else {}
        self.fields["venues"] = fields.MultiChoice(
            label=_("Only these venues"),
            choices=[(key, f"{venue} · {venue.area}") for key, venue in self.venues.items()],
            required=False,
            help_text=_("Tick none to close the whole area."),
        )

    @staticmethod
    def told(closure: Closure) -> dict[str, Any]:
        """What the form says of a draft."""
        names = ("area", "kinds", "modes", "reason", "way", "weeks", "link_base", "linkless")
        return {name: getattr(closure, name) for name in names} | {
            "days": (closure.first_day, closure.last_day),
            "venues": [str(pk) for pk in closure.venues.values_list("pk", flat=True)],
        }

    def clean_venues(self) -> list[Venue]:
        return [self.venues[key] for key in self.cleaned_data["venues"]]

    def clean_link_base(self) -> str:
        link: str = self.cleaned_data["link_base"]
        return link if not link or link.endswith(("/", "=")) else f"{link}/"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        until, days = given.pop("until", None), given.get("days")
        if given.get("way") == Closure.Way.POSTPONE and days and "weeks" in given:
            if until:
                given["weeks"] = rules.weeks_past(days[0], until)
                if until < days[1]:
                    self.add_error("until", _("This day is still closed. Name a later one."))
                elif given["weeks"] > rules.MOST_WEEKS:
                    limit = wording.number(rules.MOST_WEEKS)
                    self.add_error("until", _("At most %(weeks)s weeks later.") % {"weeks": limit})
            elif not given["weeks"]:
                self.add_error("weeks", _("Say how many weeks later, or after which day."))
        given["linkless"] = given.get("linkless") or Closure.Linkless.LEAVE
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["first_day"], given["last_day"] = given.pop("days")
        return given


class LinksForm(Form):
    """A link for each of some activities; an empty one keeps what is known without it."""

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"link-{place.door.name}-{place.key}": place for place in places}
        for name, place in self.places.items():
            self.fields[name] = fields.Link(label=place.activity.name, required=False, initial=place.typed)
            self.fields[name].widget.attrs["placeholder"] = place.link or "https://"

    @property
    def links(self) -> dict[tuple[str, int], str]:
        """What was changed."""
        return {
            (place.door.name, place.key): self.cleaned_data[name]
            for name, place in self.places.items()
            if self.cleaned_data[name] != place.typed
        }
