"""What a manager says of counselors, topics, rooms, seasons and the city."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.counseling.forms.reaching import offer
from meydan.counseling.models import BookedFor, Counselor, Mode, Policy, Room, Season, Topic
from meydan.counseling.queries.team import Branch
from meydan.people.models import Person
from meydan.places.fields import VenueField
from meydan.places.models import Area

MOST_SIGNS: Final = 6
LONGEST_SIGN: Final = 60
Tree = list[Branch]


def _leaves(tree: Tree) -> list[tuple[str, str]]:
    """What can be counseled, each under the name of its heading."""
    names = {one.topic.pk: one.topic.name for one in tree}
    return [
        (str(row.pk), f"{names[row.parent_id]} › {row}" if row.parent_id else str(row))
        for row, _depth, is_heading in tree
        if not is_heading
    ]


def _phrases(text: str) -> list[str]:
    """One a line, each once."""
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(found) > MOST_SIGNS:
        raise ValidationError(gettext("At most six phrases: who is not sure reads all of them."))
    if any(len(line) > LONGEST_SIGN for line in found):
        raise ValidationError(gettext("A phrase is at most sixty letters long."))
    return found


class CounselorForm(Form):
    phone = fields.Phone(label=_("Mobile number"))
    name = fields.Text(
        label=_("Name"), max_length=120, required=False, help_text=_("Taken only if the person has given none.")
    )
    sex = fields.Choice(label=_("Woman or man"), choices=Person.Sex.choices, radio=True)
    title = fields.Text(
        label=_("Title"), max_length=120, required=False, help_text=_("Such as “clinical psychologist”.")
    )
    license_number = fields.Text(label=_("License number"), max_length=30)
    license_until = fields.JalaliDate(
        label=_("License good until"), required=False, help_text=_("After this day none of their times is offered.")
    )
    specialties = fields.Text(label=_("Specialties"), max_length=300, required=False)
    about = fields.LongText(
        label=_("About the counselor"), max_length=600, rows=3, required=False, help_text=_("Citizens read it.")
    )
    languages = fields.MultiChoice(label=_("Languages"), choices=Counselor.Language.choices, initial=["fa"])
    topics = fields.MultiChoice(label=_("Counsels"), required=False)
    supervisor = fields.Choice(label=_("Supervisor"), required=False)
    most_a_day = fields.Number(label=_("Sessions a day, at most"), min_value=1, max_value=30, initial=8)
    takes_children = fields.Check(label=_("Counsels children"), required=False, initial=True)
    takes_couples = fields.Check(label=_("Counsels couples"), required=False, initial=True)
    is_on_duty = fields.Check(
        label=_("Counselor on duty"),
        required=False,
        help_text=_("Urgent bookings and calls come to them first."),
    )
    is_active = fields.Check(label=_("Counsels at present"), required=False, initial=True)

    def __init__(
        self, *args: Any, tree: Tree, colleagues: list[Counselor], counselor: Counselor | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tree = {str(one.topic.pk): one.topic for one in tree}
        self.colleagues = {str(one.pk): one for one in colleagues if counselor is None or one.pk != counselor.pk}
        offer(self, "topics", _leaves(tree))
        named = [(key, str(one)) for key, one in self.colleagues.items()]
        offer(self, "supervisor", [("", _("None of them")), *named])
        if counselor is None:
            del self.fields["is_active"]
        else:
            for name in ("phone", "name", "sex"):
                del self.fields[name]

    @staticmethod
    def told(counselor: Counselor) -> dict[str, Any]:
        names = (
            "title", "license_number", "license_until", "specialties", "about", "languages", "most_a_day",
            "takes_children", "takes_couples", "is_on_duty", "is_active",
        )  # fmt: skip
        return {name: getattr(counselor, name) for name in names} | {
            "topics": [str(pk) for pk in counselor.topics.values_list("pk", flat=True)],
            "supervisor": str(counselor.supervisor_id or ""),
        }

    @property
    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["topics"] = [self.tree[key] for key in given["topics"]]
        given["supervisor"] = self.colleagues.get(given["supervisor"])
        return given


class TopicForm(Form):
    name = fields.Text(label=_("Name"), max_length=120)
    name_en = fields.Text(label=_("Name in English"), max_length=120, required=False)
    about = fields.Text(
        label=_("In a citizen’s own words"),
        max_length=300,
        required=False,
        help_text=_("Such as “I worry all day and cannot sleep”."),
    )
    about_en = fields.Text(label=_("The same in English"), max_length=300, required=False)
    signs = fields.LongText(
        label=_("What leads here in the guide"),
        max_length=600,
        rows=4,
        required=False,
        help_text=_(
            "For whoever is not sure: at most six short phrases, one a line, such as “worry and unease”. A phrase may "
            "stand at several topics. Without any, the sentence above stands in the guide."
        ),
    )
    signs_en = fields.LongText(
        label=_("The same phrases in English"),
        max_length=600,
        rows=4,
        required=False,
        help_text=_("In the same order."),
    )
    shows_lines = fields.Check(
        label=_("Emergency lines are shown with it"),
        required=False,
        help_text=_("For topics such as violence at home: whoever comes with it reads at once whom to call."),
    )
    parent = fields.Choice(label=_("Stands below"), required=False)
    order = fields.Number(label=_("Place among its neighbors"), min_value=0, max_value=1000, initial=0)
    minutes = fields.Number(label=_("Length in minutes"), min_value=10, max_value=240, initial=45)
    buffer_minutes = fields.Number(label=_("Minutes kept free after it"), min_value=0, max_value=120, initial=15)
    notice_hours = fields.Number(label=_("Booked at least so many hours before"), min_value=0, max_value=720, initial=3)
    cancel_hours = fields.Number(
        label=_("Canceled at least so many hours before"), min_value=0, max_value=720, initial=12
    )
    open_bookings = fields.Number(
        label=_("Open bookings of this topic a person may hold"), min_value=1, max_value=20, initial=1
    )
    fee = fields.Money(label=_("Fee"), initial=0, help_text=_("Zero means free."))
    modes = fields.MultiChoice(
        label=_("How they meet"), choices=Mode.choices, required=False, help_text=_("None ticked means all.")
    )
    booked_for = fields.MultiChoice(
        label=_("For whom"), choices=BookedFor.choices, required=False, help_text=_("None ticked means all.")
    )
    is_open = fields.Check(
        label=_("Can be booked"),
        required=False,
        initial=True,
        help_text=_("Closing a heading closes all that stands below it."),
    )

    def __init__(self, *args: Any, tree: Tree, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = {str(row.pk): row for row, _depth, _heads in tree if topic is None or row.pk != topic.pk}
        above = [
            (str(row.pk), "\u00a0\u00a0" * depth + str(row))
            for row, depth, _heads in tree
            if depth < 2 and str(row.pk) in self.tree
        ]
        offer(self, "parent", [("", _("Nothing: a heading of its own")), *above])
        for name in ("name_en", "about_en", "signs_en"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        if topic is None:
            del self.fields["is_open"]

    @staticmethod
    def told(topic: Topic) -> dict[str, Any]:
        names = (
            "name", "name_en", "about", "about_en", "shows_lines", "order", "minutes", "buffer_minutes", "notice_hours",
            "cancel_hours", "open_bookings", "fee", "modes", "booked_for", "is_open",
        )  # fmt: skip
        lines = {name: "\n".join(getattr(topic, name)) for name in ("signs", "signs_en")}
        return {name: getattr(topic, name) for name in names} | lines | {"parent": str(topic.parent_id or "")}

    def clean_signs(self) -> list[str]:
        return _phrases(self.cleaned_data["signs"])

    def clean_signs_en(self) -> list[str]:
        return _phrases(self.cleaned_data["signs_en"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said.get("signs_en", [])) > len(said.get("signs", [])) and "signs" not in self.errors:
            self.add_error("signs_en", gettext("There are more English phrases than Persian ones."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "parent": self.tree.get(self.cleaned_data["parent"])}


class RoomForm(Form):
    name = fields.Text(label=_("Name of the room"), max_length=80, help_text=_("As it stands on its door."))
    is_open = fields.Check(label=_("In use"), required=False)

    def __init__(self, *args: Any, city: Area, room: Room | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if room is None:
            del self.fields["is_open"]
            self.fields["venue"] = VenueField(label=_("Health house or center"), areas=[city])
            self.order_fields(("venue", "name"))


class SeasonForm(Form):
    name = fields.Text(label=_("Name of the season"), max_length=80, help_text=_("Such as “Ramadan 1405”."))
    days = fields.JalaliRange(
        label=_("From and until"),
        help_text=_("On these days only hours of the season hold; a counselor without any is not there."),
    )

    @staticmethod
    def told(season: Season) -> dict[str, Any]:
        return {"name": season.name, "days": (season.starts_on, season.ends_on)}

    @property
    def values(self) -> dict[str, Any]:
        first, last = self.cleaned_data["days"]
        return {"name": self.cleaned_data["name"], "starts_on": first, "ends_on": last}


class PolicyForm(Form):
    open_bookings = fields.Number(label=_("Open bookings a person may hold in all"), min_value=1, max_value=20)
    horizon_days = fields.Number(label=_("Days ahead that can be booked"), min_value=1, max_value=120)
    offer_minutes = fields.Number(
        label=_("Minutes an earlier time is kept for an answer"), min_value=10, max_value=2880
    )
    room_base = fields.Link(
        label=_("Address of online rooms"),
        max_length=200,
        help_text=_("A private room of each session begins with it."),
    )
    room_opens_minutes = fields.Number(label=_("Online rooms open so many minutes before"), min_value=0, max_value=60)
    calls_from = fields.Clock(label=_("Calls are answered from"))
    calls_until = fields.Clock(label=_("Calls are answered until"))
    keep_years = fields.Number(label=_("Years a file is kept after its last session"), min_value=1, max_value=30)
    keep_years_child = fields.Number(label=_("Years a child’s file is kept"), min_value=1, max_value=30)
    keep_years_unattended = fields.Number(
        label=_("Years a file is kept whose client never came"), min_value=1, max_value=30
    )
    keep_years_log = fields.Number(
        label=_("Years it is kept who opened a file, after the file is gone"), min_value=1, max_value=30
    )

    @classmethod
    def told(cls, policy: Policy) -> dict[str, Any]:
        return {name: getattr(policy, name) for name in cls.base_fields}
