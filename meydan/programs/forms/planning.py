"""What an officer says of a program; its sessions are added on a page of their own."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.people.models import Person
from meydan.places.fields import AreaField, HallField, VenueField
from meydan.places.models import Area
from meydan.programs import queries, rules
from meydan.programs.models import Program, ProgramAim

GROUPS: Final = {
    "what": (_("What it is"), ("kind", "title", "summary", "details", "photo")),
    "whom": (_("What for, and for whom"), ("aims", "audience", "age_from", "age_to")),
    "how": (_("How it runs"), ("shape", "mode")),
    "where": (_("Where, and by whom"), ("venue", "hall", "area", "online_link", "content_link", "leader")),
    "places": (
        _("Places and registration"),
        ("takes_registrations", "capacity", "online_capacity", "price", "registration_closes_at"),
    ),
    "waiting": (_("When all places are taken"), ("waiting", "offer_hours", "draw_at")),
    "health": (_("Health"), ("protocols", "usual_protocols")),
}
# When a field has a meaning; the sheet hides it otherwise, and the server drops what was typed there before.
WHEN: Final = {
    "shape": "no-content",
    "mode": "no-content",
    "venue": "no-content at-a-place",
    "hall": "no-content at-a-place",
    "area": "from-afar",
    "online_link": "no-content by-link",
    "content_link": "only-content",
    "takes_registrations": "no-content",
    "price": "no-content",
    "capacity": "no-content if-registered",
    "online_capacity": "no-content if-registered if-hybrid",
    "registration_closes_at": "no-content if-registered",
    "waiting": "no-content if-registered",
    "offer_hours": "no-content if-registered if-waiting",
    "draw_at": "no-content if-registered if-drawn",
}
# What is kept where a field has no meaning; None of the others.
NOTHING: Final = {
    "shape": Program.Shape.SINGLE,
    "mode": Program.Mode.ONLINE,
    "online_link": "",
    "content_link": "",
    "takes_registrations": False,
    "capacity": 1,
    "waiting": Program.Waiting.NONE,
    "offer_hours": 24,
}


class Group(NamedTuple):
    """Fields under one heading."""

    key: str
    title: str | Promise
    fields: list[tuple[BoundField, str]]  # each with the class that says when it has a meaning


class ProgramForm(Form):
    """All of a program in one form; what has no meaning for the kind, the mode or the shape chosen hides itself."""

    template_name = "programs/desk/program_fields.html"

    kind = fields.Choice(label=_("Kind"), choices=Program.Kind.choices, radio=True)
    title = fields.Text(label=_("Title"), max_length=160)
    summary = fields.Text(
        label=_("Summary"), max_length=300, required=False, help_text=_("One or two sentences, shown in lists.")
    )
    details = fields.LongText(label=_("Description"), max_length=5000, required=False)
    photo = fields.Photo(label=_("Photo"), required=False)
    aims = fields.MultiChoice(
        label=_("Aims"),
        choices=ProgramAim.Aim.choices,
        required=False,
        help_text=_("Reports count the program under each of its aims. Publication asks for at least one."),
    )
    audience = fields.Choice(label=_("For whom"), choices=Program.Audience.choices, initial=Program.Audience.EVERYONE)
    age_from = fields.Number(label=_("Age from"), min_value=0, max_value=120, required=False)
    age_to = fields.Number(label=_("Age up to"), min_value=0, max_value=120, required=False)
    shape = fields.Choice(
        label=_("How often it meets"),
        choices=Program.Shape.choices,
        radio=True,
        initial=Program.Shape.COURSE,
    )
    mode = fields.Choice(
        label=_("How it is held"),
        choices=Program.Mode.choices,
        radio=True,
        initial=Program.Mode.IN_PERSON,
    )
    online_link = fields.Link(
        label=_("Link to join by"),
        required=False,
        help_text=_("Begins with https://. Only registered people see it."),
    )
    content_link = fields.Link(
        label=_("Link to the content"),
        required=False,
        help_text=_("Begins with https://. Anybody may open it; how often it is opened is counted."),
    )
    takes_registrations = fields.Check(label=_("People register for a place"), required=False, initial=True)
    capacity = fields.Number(
        label=_("Capacity"),
        min_value=1,
        max_value=100_000,
        help_text=_("In a series: of each session. In person and online: the places at the venue."),
    )
    online_capacity = fields.Number(label=_("Places online"), min_value=1, max_value=100_000)
    price = fields.Money(
        label=_("Price"), required=False, help_text=_("Paid at the place. Leave empty where it is free.")
    )
    registration_closes_at = fields.JalaliDateTime(
        label=_("Registration closes"),
        required=False,
        help_text=_("Leave empty to keep it open until the last session starts."),
    )
    waiting = fields.Choice(
        label=_("Waiting list"),
        choices=Program.Waiting.choices,
        radio=True,
        initial=Program.Waiting.FIRST_COME,
    )
    offer_hours = fields.Number(
        label=_("How many hours an offered place is kept"), min_value=1, max_value=168, initial=24
    )
    draw_at = fields.JalaliDateTime(
        label=_("When the order is drawn"),
        help_text=_("Before the first session. Everybody can check the draw afterwards."),
    )
    protocols = fields.LongText(
        label=_("Health rules"),
        max_length=5000,
        required=False,
        help_text=_("Shown on the program's page, and accepted by whoever registers. Sports programs need them."),
    )
    usual_protocols = fields.Check(label=_("Take the usual text, where the box above is empty"), required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], program: Program | None = None, **kwargs: Any) -> None:
        if program is not None:
            kwargs.setdefault("initial", _said(program))
        super().__init__(*args, **kwargs)
        self.program = program
        self.fields["venue"] = VenueField(label=_("Venue"), areas=areas)
        self.fields["hall"] = HallField(label=_("Hall"), areas=areas, required=False)
        self.fields["area"] = AreaField(
            label=_("Area"), areas=areas, help_text=_("Whose program this is, as it has no venue.")
        )
        self.fields["leader"] = LeaderField(label=_("Leader"), areas=areas, required=False)
        if program is None and len(areas) == 1:
            self.fields["area"].initial = areas[0]
        self.order_fields([name for _title, names in GROUPS.values() for name in names])

    @property
    def groups(self) -> Iterator[Group]:
        for key, (title, names) in GROUPS.items():
            yield Group(key, title, [(self[name], WHEN.get(name, "")) for name in names])

    @property
    def usual(self) -> str:
        return str(rules.USUAL_PROTOCOLS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in _without_meaning(given):
            self.errors.pop(name, None)
            given[name] = NOTHING.get(name)
        given["price"] = given.get("price") or 0
        if given.get("area") is None:
            given.pop("area", None)  # the venue's
        if not given.get("photo"):
            given.pop("photo", None)  # an empty box keeps the photo there is
        if given.pop("usual_protocols", False):
            given["protocols"] = given.get("protocols") or str(rules.USUAL_PROTOCOLS)
        self._look(given)
        return given

    def _look(self, given: dict[str, Any]) -> None:
        """All that cannot stand, at once; the action would name only the first."""
        if self.errors:
            return
        said = {name: value for name, value in given.items() if name not in {"aims", "area"}}
        program = Program(**said)
        rules.drop_what_does_not_apply(program)
        first = queries.first_start(self.program) if self.program else None
        was = queries.as_kept(self.program) if self.program else None
        for name, sentence in rules.mistakes(program, now=timezone.now(), was=was, first_start=first):
            self.add_error(name, sentence)


def _without_meaning(given: dict[str, Any]) -> set[str]:
    """What was typed there, or left out, matters to nobody."""
    if given.get("kind") == Program.Kind.CONTENT:
        return {name for name, when in WHEN.items() if "no-content" in when}
    mode, waiting = given.get("mode"), given.get("waiting")
    found = {"content_link"}
    found |= {"venue", "hall"} if mode == Program.Mode.ONLINE else {"area"}
    if mode == Program.Mode.IN_PERSON:
        found.add("online_link")
    if mode != Program.Mode.HYBRID:
        found.add("online_capacity")
    if waiting == Program.Waiting.NONE:
        found.add("offer_hours")
    if waiting != Program.Waiting.DRAW:
        found.add("draw_at")
    if not given.get("takes_registrations"):
        found |= {name for name, when in WHEN.items() if "if-registered" in when}
    return found


def _said(program: Program) -> dict[str, Any]:
    said = {name: getattr(program, name) for name in rules.FIELDS if name != "photo"}
    if not program.takes_registrations:
        said["capacity"] = None
    return {**said, "area": program.area, "aims": [row.aim for row in program.aims.all()]}


class LeaderField(fields.Choice):
    """Whoever holds a role in these areas, by name."""

    def __init__(self, *, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people = {str(person.pk): person for person in queries.leaders_within(areas).order_by("name")}
        self.choices = [("", "—"), *((key, str(person)) for key, person in self.people.items())]

    def clean(self, value: Any) -> Person | None:
        return self.people.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Person) else value


class ReasonForm(Form):
    """Why something is cancelled: everybody registered reads it."""

    reason = fields.Text(label=_("Reason"), max_length=200, help_text=_("Everybody registered is told this sentence."))
