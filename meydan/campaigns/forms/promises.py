"""Inviting, and what an agency says on its phone: whether it takes part, what it brings, what it delivered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from django.forms.boundfield import BoundField
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.calendar.timing import describe_timing
from meydan.campaigns.models import Audience, Concern, Place, Promise, Slot, Stage, Supply
from meydan.campaigns.queries import stages as queries
from meydan.people.models import Organization

KINDS: Final = (Organization.Kind.AGENCY, Organization.Kind.ASSOCIATION)
PLAIN: Final = (
    "kind", "title", "about", "audience", "minutes", "together", "women", "men", "capacity", "people", "brings",
)  # fmt: skip
GROUPS: Final = (
    ("what", pgettext_lazy("campaigns", "What you bring"), ("kind", "title", "about", "concern", "audience")),
    ("sessions", pgettext_lazy("campaigns", "Its sessions"), ("minutes", "together", "women", "men", "capacity")),
    ("needs", gettext_lazy("Who and what is needed"), ("people", "leaders", "brings")),  # and what is lent
    ("when", gettext_lazy("When and where you can"), ("days", "slots", "places")),
    ("state", pgettext_lazy("campaigns", "Ready?"), ("draft",)),
)
OF_SESSIONS: Final[dict[str, Any]] = {"minutes": 45, "together": 0, "women": 0, "men": 0, "capacity": None, "slots": []}


class InviteForm(Form):
    organization = fields.Choice(label=gettext_lazy("Agency or association"), required=False)
    name = fields.Text(
        label=gettext_lazy("Or the name of a new one"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Where it is not in the list."),
    )
    kind = fields.Choice(
        label=gettext_lazy("What the new one is"), choices=[(kind, kind.label) for kind in KINDS], required=False
    )
    phone = fields.Phone(
        label=gettext_lazy("Phone of its representative"),
        required=False,
        help_text=gettext_lazy("Gets the link by SMS; empty where somebody speaks for it already."),
    )
    speaker = fields.Text(label=gettext_lazy("Name of the representative"), max_length=120, required=False)
    title = fields.Text(label=gettext_lazy("Post of the representative"), max_length=120, required=False)

    def __init__(self, *args: Any, organizations: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {str(row.pk): row for row in organizations}
        choose = self.fields["organization"]
        assert isinstance(choose, fields.Choice)
        choose.choices = [("", _("A new one")), *((key, str(row)) for key, row in self.organizations.items())]

    def clean_organization(self) -> Organization | None:
        return self.organizations.get(self.cleaned_data["organization"])

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": self.cleaned_data["kind"] or Organization.Kind.AGENCY}


class DeclineForm(Form):
    reason = fields.Text(label=gettext_lazy("Why not, in a few words"), max_length=300)


class Group(NamedTuple):
    key: str
    title: str | Lazy
    fields: list[BoundField]


class PromiseForm(Form):
    """In groups; what has no meaning for a stall or a piece is hidden by the sheet, and dropped here."""

    kind = fields.Choice(label=pgettext_lazy("campaigns", "What it is"), choices=Promise.Kind.choices, radio=True)
    title = fields.Text(label=gettext_lazy("Title"), max_length=160)
    about = fields.LongText(label=gettext_lazy("In a few sentences"), max_length=600, rows=3, required=False)
    concern = fields.Choice(label=gettext_lazy("Concern of the neighborhood"), required=False)
    audience = fields.Choice(label=gettext_lazy("For whom"), choices=Audience.choices, initial=Audience.EVERYBODY)
    minutes = fields.Number(label=gettext_lazy("Minutes of a session"), min_value=10, max_value=240, initial=45)
    together = fields.Number(
        label=gettext_lazy("Sessions for women and men together"), min_value=0, max_value=99, required=False
    )
    women = fields.Number(label=gettext_lazy("Sessions for women"), min_value=0, max_value=99, required=False)
    men = fields.Number(
        label=gettext_lazy("Sessions for men"),
        min_value=0,
        max_value=99,
        required=False,
    )
    capacity = fields.Number(
        label=gettext_lazy("People at one session"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Empty: as many as the place holds."),
    )
    people = fields.Number(label=gettext_lazy("People of yours at each session"), min_value=0, max_value=500, initial=1)
    leaders = fields.LongText(
        label=gettext_lazy("Who holds it"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=gettext_lazy("One name a line. The same name is never planned at two places at once."),
    )
    brings = fields.Text(label=gettext_lazy("Equipment you bring"), max_length=300, required=False)
    days = fields.MultiChoice(label=gettext_lazy("Days you can; none: all"), required=False)
    slots = fields.MultiChoice(label=gettext_lazy("Times you can; none: all"), required=False)
    places = fields.MultiChoice(label=gettext_lazy("Places you can; none: all"), required=False)
    draft = fields.Check(label=gettext_lazy("Keep it as a draft; it is not declared yet"), required=False)

    def __init__(self, *args: Any, stage: Stage, promise: Promise | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(promise) if promise else {"together": 1}
        super().__init__(*args, **kwargs)
        self.concerns: dict[str, Concern] = {str(row.pk): row for row in stage.concerns.order_by("-weight", "pk")}
        self.known_slots: dict[str, Slot] = {str(row.pk): row for row in queries.slots_of(stage)}
        self.known_places: dict[str, Place] = {str(row.pk): row for row in queries.places_of(stage)}
        self.supplies: list[Supply] = list(stage.supplies.order_by("pk"))
        days = [(day.isoformat(), wording.day(day, "weekday")) for day in queries.days_of(stage)]
        self._offer("concern", [("", _("Another topic")), *((key, str(row)) for key, row in self.concerns.items())])
        self._offer("days", days)
        self._offer("slots", [(key, describe_timing(row)) for key, row in self.known_slots.items()])
        self._offer("places", [(key, str(row)) for key, row in self.known_places.items()])
        needs = promise.needs if promise else {}
        for supply in self.supplies:
            label = _("%(name)s that you need (of %(count)s)")
            self.fields[f"need_{supply.pk}"] = fields.Number(
                label=label % {"name": supply, "count": wording.number(supply.count)},
                min_value=0,
                max_value=supply.count,
                required=False,
                initial=needs.get(str(supply.pk)),
            )

    @property
    def groups(self) -> Iterator[Group]:
        known = {name for _key, _title, names in GROUPS for name in names}
        for key, title, names in GROUPS:
            needed = [name for name in self.fields if name not in known] if key == "needs" else []
            yield Group(key, title, [self[name] for name in (*names, *needed)])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") in Promise.STANDING:
            for name, nothing in OF_SESSIONS.items():
                self.errors.pop(name, None)
                given[name] = nothing
        return given

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, fields.Choice | fields.MultiChoice)
        field.choices = list(choices)

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        said = {name: given[name] for name in PLAIN}
        for name in ("together", "women", "men"):
            said[name] = given[name] or 0
        return {
            **said,
            "concern": self.concerns.get(given["concern"]),
            "needs": {str(row.pk): given[f"need_{row.pk}"] for row in self.supplies if given[f"need_{row.pk}"]},
            "days": sorted(given["days"]),
            "slots": [self.known_slots[key] for key in given["slots"]],
            "places": [self.known_places[key] for key in given["places"]],
            "leaders": given["leaders"].splitlines(),
            "declared": not given["draft"],
        }


def _initial(promise: Promise) -> dict[str, Any]:
    return {
        **{name: getattr(promise, name) for name in PLAIN},
        "concern": str(promise.concern_id or ""),
        "leaders": "\n".join(leader.name for leader in promise.leaders.all()),
        "days": promise.days,
        "slots": [str(pk) for pk in promise.slots.values_list("pk", flat=True)],
        "places": [str(pk) for pk in promise.places.values_list("pk", flat=True)],
        "draft": promise.state == Promise.State.DRAFT,
    }
