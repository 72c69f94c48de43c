"""What a door says of one row of the ledger, before it is written."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.participation.bands import age_band
from meydan.participation.models import Channel, Evidence, Participation
from meydan.people.models import Person
from meydan.places.models import Area, Venue


def subject_of(row: models.Model) -> str:
    """A door's row in words: "attendance.Mark:41"."""
    return f"{row._meta.label}:{row.pk}"  # noqa: SLF001 - Django's public name for it


@dataclass(frozen=True, kw_only=True)
class Draft:
    """`subject` is the door's own row that this one stands for; given again, it corrects what it said before.
    `activity` is the id of what the door offers ("programs": the program), by which reports part the sums.

    Of a person, sex and age are taken from what that person gave, where the door does not say them.
    """

    door: str
    kind: str
    subject: models.Model
    activity: int = 0
    day: dt.date
    area: Area
    venue: Venue | None = None
    occasion: Occasion | None = None
    person: Person | None = None
    count: int = 1
    women: int = 0
    men: int = 0
    age_band: str = ""
    channel: Channel
    evidence: Evidence
    ambassador: Person | None = None
    is_sample: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.door, subject_of(self.subject)

    def row(self) -> Participation:
        """The row this becomes, or the sentence that says why it cannot."""
        women, men, band = self.women, self.men, self.age_band
        if self.person is not None:
            if not women and not men:
                women, men = int(self.person.sex == Person.Sex.WOMAN), int(self.person.sex == Person.Sex.MAN)
            band = band or age_band(self.person.birth_year, self.day)
            if self.count != 1:
                raise Refusal(_("One person counts once."), field="count")
        if min(self.count, women, men) < 0:
            raise Refusal(_("A count cannot be less than zero."), field="count")
        if women + men > self.count:
            raise Refusal(_("Women and men together are more than the whole count."), field="count")
        door, subject = self.key
        return Participation(
            door=door,
            kind=self.kind,
            subject=subject,
            activity=self.activity,
            day=self.day,
            area_id=self.area.pk,
            venue_id=self.venue.pk if self.venue else None,
            occasion_id=self.occasion.pk if self.occasion else None,
            person_id=self.person.pk if self.person else None,
            count=self.count,
            women=women,
            men=men,
            age_band=band,
            channel=str(self.channel),
            evidence=str(self.evidence),
            ambassador_id=self.ambassador.pk if self.ambassador else None,
            is_sample=self.is_sample,
        )
