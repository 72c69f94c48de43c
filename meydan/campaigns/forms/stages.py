"""What an officer says of a stage: its week and place, what troubles the neighborhood, what stands there and when."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final

from django.forms import HiddenInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.campaigns.actions.needs import ConcernDraft, SlotDraft, SupplyDraft
from meydan.campaigns.actions.places import SpaceDraft
from meydan.campaigns.forms.rows import Columns, RowsForm
from meydan.campaigns.models import Audience, Campaign, Sessions, Slot, Stage
from meydan.engines import jalali
from meydan.places.fields import AreaField, VenueField
from meydan.places.models import Area

FACTS: Final = ("title", "occasion", "theme", "about", "first_day", "last_day", "expected_visitors", "declare_until")
BY_CLOCK: Final = ("", gettext_lazy("By the clock"))
AFTER, BEFORE = "after", "before"


class CampaignForm(Form):
    title = fields.Text(label=gettext_lazy("Title"), max_length=120)
    title_en = fields.Text(label=gettext_lazy("Title in English"), max_length=120, required=False)
    about = fields.LongText(label=gettext_lazy("In a few sentences"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = AreaField(
            label=gettext_lazy("City"), areas=areas, initial=areas[0] if len(areas) == 1 else None
        )
        self.order_fields(["area", "title", "title_en", "about"])


class NewStageForm(Form):
    campaign = fields.Choice(label=pgettext_lazy("campaigns", "Campaign"))
    like = fields.Choice(
        label=gettext_lazy("Begin from"),
        required=False,
        help_text=gettext_lazy("Its concerns, times, supplies and agencies are copied; nobody is told yet."),
    )
    first_day = fields.JalaliDate(
        label=gettext_lazy("First day"), help_text=gettext_lazy("A week from this day on; you can change it later.")
    )

    def __init__(
        self,
        *args: Any,
        areas: Sequence[Area],
        campaigns: Iterable[Campaign],
        likes: Iterable[tuple[Stage, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {str(row.pk): row for row in campaigns}
        named = list(likes)
        self.likes = {str(row.pk): row for row, _name in named}
        choose, begin = self.fields["campaign"], self.fields["like"]
        assert isinstance(choose, fields.Choice)
        assert isinstance(begin, fields.Choice)
        choose.choices = [(key, f"{row} · {row.area}") for key, row in self.campaigns.items()]
        begin.choices = [("", _("An empty stage")), *((str(row.pk), name) for row, name in named)]
        self.fields["area"] = AreaField(label=gettext_lazy("Neighborhood"), areas=areas)
        self.order_fields(["campaign", "area", "first_day", "like"])

    def clean_campaign(self) -> Campaign | None:
        return self.campaigns.get(self.cleaned_data["campaign"])

    def clean_like(self) -> Stage | None:
        return self.likes.get(self.cleaned_data["like"])


class StageForm(Form):
    title = fields.Text(
        label=gettext_lazy("A name of its own"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Only where it has one beside its number and neighborhood."),
    )
    first_day = fields.JalaliDate(label=gettext_lazy("First day"))
    last_day = fields.JalaliDate(label=gettext_lazy("Last day"))
    occasion = fields.Text(
        label=gettext_lazy("Occasion"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The week or decade it goes with, for example “drug-awareness week”."),
    )
    theme = fields.Text(label=gettext_lazy("Theme"), max_length=300, required=False)
    about = fields.LongText(
        label=gettext_lazy("In a few sentences"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=gettext_lazy("It stands at the head of the stage’s page."),
    )
    expected_visitors = fields.Number(
        label=gettext_lazy("Expected visitors"), required=False, min_value=0, max_value=1_000_000
    )
    declare_until = fields.JalaliDate(
        label=gettext_lazy("Agencies declare until"),
        required=False,
        help_text=gettext_lazy("What they are told; it ends when you close it after the council."),
    )

    def __init__(self, *args: Any, stage: Stage, areas: Sequence[Area], seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(stage, name) for name in FACTS}, **kwargs)
        self.fields["seen"] = fields.Text(required=False, initial=seen, widget=HiddenInput())
        self.fields["area"] = AreaField(label=gettext_lazy("Neighborhood"), areas=areas, initial=stage.area)
        self.order_fields(["area", "first_day", "last_day"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class HistoryForm(Form):
    """What is known of an early stage: how exactly its days are known is chosen, and the rest may stay empty."""

    number = fields.Number(label=gettext_lazy("Number of the stage"), min_value=1, max_value=999)
    year = fields.Number(label=gettext_lazy("Year"), min_value=1300, max_value=1500, required=False)
    month = fields.Choice(label=gettext_lazy("Month"), required=False)
    days = fields.JalaliRange(label=gettext_lazy("Its days, where they are known"), required=False)
    theme = fields.Text(label=gettext_lazy("Theme"), max_length=300, required=False)
    occasion = fields.Text(label=gettext_lazy("Occasion"), max_length=160, required=False)
    about = fields.LongText(label=gettext_lazy("In a few sentences"), max_length=2000, rows=4, required=False)
    visitors = fields.Number(
        label=gettext_lazy("Visitors"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        help_text=gettext_lazy("Only where somebody wrote it down."),
    )
    source = fields.Text(label=gettext_lazy("Where this is known from"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        areas: Sequence[Area],
        stage: Stage | None = None,
        campaigns: Iterable[Campaign] = (),
        seen: str = "",
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {}
        if stage is not None:
            initial = {
                name: getattr(stage, name) for name in ("number", "theme", "occasion", "about", "visitors", "source")
            }
            day = jalali.to_jalali(stage.first_day)
            initial |= {"year": day.year, "month": str(day.month) if stage.known == Stage.Known.MONTH else ""}
            if stage.known == Stage.Known.DAYS:
                initial |= {"year": None, "days": (stage.first_day, stage.last_day)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["seen"] = fields.Text(required=False, initial=seen, widget=HiddenInput())
        month = self.fields["month"]
        assert isinstance(month, fields.Choice)
        names = [(str(number), months()[number - 1]) for number in range(1, 13)]
        month.choices = [("", _("Only the year is known")), *names]
        self.fields["area"] = AreaField(
            label=gettext_lazy("Neighborhood or city"), areas=areas, initial=stage and stage.area
        )
        if stage is None:
            self.fields["venue"] = VenueField(label=gettext_lazy("Host place"), areas=areas, required=False)
            self.campaigns = {str(row.pk): row for row in campaigns}
            self.fields["campaign"] = fields.Choice(
                label=pgettext_lazy("campaigns", "Campaign"),
                choices=[(key, f"{row} · {row.area}") for key, row in self.campaigns.items()],
            )
        self.order_fields(["campaign", "number", "area", "venue", "year", "month", "days"])

    def clean_campaign(self) -> Campaign | None:
        return self.campaigns.get(self.cleaned_data["campaign"])

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("days") or (None, None)
        if (first is None) != (last is None):
            self.add_error("days", _("Enter both days."))
        elif first is None and not self.errors and not self.cleaned_data["year"]:
            self.add_error("year", _("Enter the year, or its days."))
        return self.cleaned_data

    @property
    def facts(self) -> dict[str, Any]:
        """Days that are known count; the year and month beside them say nothing more."""
        given = {**self.cleaned_data}
        year, month, (first, last) = given.pop("year"), given.pop("month"), given.pop("days") or (None, None)
        for name in ("venue", "campaign", "seen"):
            given.pop(name, None)
        if first and last:
            return {**given, "first_day": first, "last_day": last, "known": Stage.Known.DAYS}
        first, last = jalali.month_bounds(year, int(month)) if month else jalali.year_bounds(year)
        known = Stage.Known.MONTH if month else Stage.Known.YEAR
        return {**given, "first_day": first, "last_day": last, "known": known}


def months() -> tuple[str, ...]:
    return jalali.MONTHS_EN if wording.language() == "en" else jalali.MONTHS_FA


def weights() -> list[tuple[int, str]]:
    named = {5: _("5 · heaviest"), 1: _("1 · lightest")}
    return [(weight, named.get(weight, wording.number(weight))) for weight in (5, 4, 3, 2, 1)]


class ConcernsForm(RowsForm):
    columns: ClassVar[Columns] = {
        "name": lambda: fields.Text(label=gettext_lazy("Concern"), max_length=120),
        "weight": lambda: fields.Choice(label=gettext_lazy("How heavy"), choices=weights(), initial=3),
        "audiences": lambda: fields.MultiChoice(
            label=gettext_lazy("For whom; none: everybody"),
            choices=[one for one in Audience.choices if one[0] != "everybody"],
        ),
        "in_every_place": lambda: fields.Check(label=gettext_lazy("To be taught at each place"), initial=True),
    }

    @property
    def drafts(self) -> list[ConcernDraft]:
        return [
            ConcernDraft(row["name"], int(row["weight"] or 3), row["audiences"] or [], row["in_every_place"], row["pk"])
            for row in self.said
        ]


class SuppliesForm(RowsForm):
    columns: ClassVar[Columns] = {
        "name": lambda: fields.Text(label=gettext_lazy("What is lent"), max_length=80),
        "count": lambda: fields.Number(label=gettext_lazy("How many"), min_value=1, max_value=10_000, initial=1),
    }

    @property
    def drafts(self) -> list[SupplyDraft]:
        return [SupplyDraft(row["name"], row["count"] or 1, row["pk"]) for row in self.said]


class SpacesForm(RowsForm):
    columns: ClassVar[Columns] = {
        "name": lambda: fields.Text(label=gettext_lazy("Space"), max_length=80),
        "capacity": lambda: fields.Number(label=gettext_lazy("People it holds"), min_value=1, max_value=100_000),
        "sessions": lambda: fields.Choice(label=gettext_lazy("For sessions of"), choices=Sessions.choices),
        "stalls": lambda: fields.Number(
            label=gettext_lazy("Stalls and pieces"),
            min_value=0,
            max_value=1000,
            initial=0,
            help_text=gettext_lazy("0: a hall for sessions"),
        ),
    }

    def clean(self) -> dict[str, Any]:
        for number in range(self.count):
            if self.cleaned_data.get(f"name_{number}") and not self.cleaned_data.get(f"capacity_{number}"):
                self.add_error(f"capacity_{number}", _("Say how many people it holds."))
        return self.cleaned_data

    @property
    def drafts(self) -> list[SpaceDraft]:
        return [
            SpaceDraft(
                row["name"], row["capacity"], row["sessions"] or Sessions.TOGETHER, row["stalls"] or 0, row["pk"]
            )
            for row in self.said
        ]


class SlotsForm(RowsForm):
    columns: ClassVar[Columns] = {
        "minutes": lambda: fields.Number(label=gettext_lazy("How many minutes"), min_value=10, max_value=240),
        "prayer": lambda: fields.Choice(
            label=gettext_lazy("Begins"), choices=[*Slot.Prayer.choices, BY_CLOCK], initial="maghrib"
        ),
        "distance": lambda: fields.Number(
            label=gettext_lazy("Minutes from the prayer"), min_value=0, max_value=240, initial=20
        ),
        "side": lambda: fields.Choice(
            label=gettext_lazy("Before or after it"),
            choices=[(AFTER, gettext_lazy("After")), (BEFORE, gettext_lazy("Before"))],
        ),
        "clock": lambda: fields.Clock(label=gettext_lazy("Or at the clock time")),
    }

    def clean(self) -> dict[str, Any]:
        for number in range(self.count):
            given = {name: self.cleaned_data.get(f"{name}_{number}") for name in self.columns}
            if given["minutes"] and not given["prayer"] and not given["clock"]:
                self.add_error(f"clock_{number}", _("Choose either a clock time or a prayer."))
        return self.cleaned_data

    @property
    def drafts(self) -> list[SlotDraft]:
        found = []
        for row in self.said:
            offset = (row["distance"] or 0) * (-1 if row["side"] == BEFORE else 1)
            clock = None if row["prayer"] else row["clock"]
            found.append(SlotDraft(row["minutes"], clock, row["prayer"], offset if row["prayer"] else 0, row["pk"]))
        return found

    @staticmethod
    def row(slot: Slot) -> dict[str, Any]:
        return {
            "pk": slot.pk,
            "minutes": slot.minutes,
            "prayer": slot.prayer,
            "distance": abs(slot.prayer_offset) if slot.prayer else "",
            "side": BEFORE if slot.prayer_offset < 0 else AFTER,
            "clock": slot.clock,
        }


class CallOffForm(Form):
    reason = fields.Text(
        label=gettext_lazy("Why it is called off"), max_length=200, help_text=gettext_lazy("Agencies read it.")
    )


class PlaceForm(Form):
    is_host = fields.Check(label=gettext_lazy("The host place of the stage"), required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(label=gettext_lazy("Mosque, school, park or other venue"), areas=areas)
        self.order_fields(["venue", "is_host"])


class CouncilForm(Form):
    starts_at = fields.JalaliDateTime(label=gettext_lazy("Day and time"))
    minutes = fields.Number(label=gettext_lazy("How many minutes"), min_value=15, max_value=600, initial=120)
    place = fields.Text(label=gettext_lazy("Room or address"), max_length=160, required=False)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"] = VenueField(label=gettext_lazy("Venue"), areas=areas, required=False)
        self.order_fields(["starts_at", "minutes", "venue", "place"])
