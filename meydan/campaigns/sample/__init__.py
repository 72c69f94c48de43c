"""Qom's Health Neighborhood in the sample city: six stages as the story tells them, the seventh ready to be planned.

What is told of the six stands there and nothing else: a place, a month or a year, a theme. The seventh is really
Khakfaraj's; its week, agencies and promises are made up, and lie ahead of whoever looks.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from meydan.campaigns import actions
from meydan.campaigns.actions.needs import ConcernDraft, SlotDraft, SupplyDraft
from meydan.campaigns.actions.places import SpaceDraft
from meydan.campaigns.models import Audience, Campaign, Invited, Place, Promise, Sessions, Slot, Stage
from meydan.campaigns.sample.agencies import AGENCIES, UNIT, Agency, Brought
from meydan.engines import jalali
from meydan.people import actions as people
from meydan.people.models import Organization, Person
from meydan.places import actions as places
from meydan.places.actions import HallFacts
from meydan.places.models import Area, Venue

AHEAD: Final = 14  # days until its week begins, and then to the next Saturday
SOURCE: Final = "گفتهٔ مدیرعامل سازمان فرهنگی، هنری و ورزشی شهرداری قم در شورای هماهنگی مرحلهٔ هفتم"
# Number, neighborhood (none: only the place is told), year, month (none: not told), venues, theme, occasion.
HISTORY: Final = (
    (1, "نیروگاه", 1396, 10, ("مجتمع نور",), "", ""),
    (2, "پردیسان", 1396, 12, ("مسجد فاطمه‌الزهرا",), "", ""),
    (3, "نوبهار", 1397, None, (), "مبارزه با مواد مخدر", ""),
    (4, "", 1397, None, ("بوستان شهید هاشمی",), "هم‌زمان با مرحلهٔ سوم در نوبهار", ""),
    (5, "شهرک قائم", 1397, 6, (), "", "دههٔ ولایت"),
    (6, "امامزاده ابراهیم", 1397, 10, ("آستان امامزاده ابراهیم", "آستان امامزاده جعفر"), "", ""),
)
CONCERNS: Final = (
    ConcernDraft("اعتیاد", 5, (Audience.YOUTH, Audience.PARENTS)),
    ConcernDraft("طلاق و زندگی خانوادگی", 5, (Audience.FAMILIES,)),
    ConcernDraft("فضای مجازی و نوجوانان", 4, (Audience.YOUTH, Audience.PARENTS)),
    ConcernDraft("سلامت روان", 3),
    ConcernDraft("بیماری‌های غیرواگیر", 3, (), False),
    ConcernDraft("مهارت و اشتغال", 2, (Audience.YOUTH,), False),
)
SUPPLIES: Final = (
    SupplyDraft("دستگاه صوت", 4),
    SupplyDraft("ویدئوپروژکتور", 3),
    SupplyDraft("میز", 40),
    SupplyDraft("غرفهٔ پیش‌ساخته", 24),
)
SLOTS: Final = (
    SlotDraft(45, prayer=Slot.Prayer.MAGHRIB, prayer_offset=-60),
    SlotDraft(45, prayer=Slot.Prayer.MAGHRIB, prayer_offset=20),
    SlotDraft(45, prayer=Slot.Prayer.ISHA, prayer_offset=25),
)
# Kind, name, meters north and east of the host, spaces.
NEAR: Final = (
    (Venue.Kind.MOSQUE, "مسجد حضرت رقیهٔ خاکفرج", 260, 180),
    (Venue.Kind.MOSQUE, "مسجد جوادالائمهٔ خاکفرج", -210, 330),
    (Venue.Kind.SCHOOL, "دبستان ایثار خاکفرج", -330, -160),
    (Venue.Kind.PARK, "بوستان نرگس خاکفرج", 120, -380),
)
HOST: Final = "مسجد صاحب‌الزمان خاکفرج"
IN_A_MOSQUE: Final = (
    SpaceDraft("شبستان", 200),
    SpaceDraft("بخش بانوان", 120, Sessions.WOMEN),
    SpaceDraft("بخش آقایان", 120, Sessions.MEN),
)
SPACES: Final = {
    "host": (*IN_A_MOSQUE, SpaceDraft("حیاط و غرفه‌ها", 400, Sessions.TOGETHER, 16)),
    Venue.Kind.MOSQUE: IN_A_MOSQUE[:2],
    Venue.Kind.SCHOOL: (SpaceDraft("نمازخانه", 120), SpaceDraft("کلاس", 35)),
    Venue.Kind.PARK: (SpaceDraft("آمفی‌تئاتر", 150), SpaceDraft("چادرها", 300, Sessions.TOGETHER, 8)),
}
METERS_A_DEGREE: Final = 111_195


def make_stages(*, area: Area, officer: Person, speakers: Sequence[Person]) -> Campaign:
    """`speakers` become the representatives of the agencies, one each."""
    campaign = actions.found_campaign(
        by=officer,
        area=area,
        title="محلهٔ سلامت",
        title_en="Health Neighborhood",
        about="یک هفته خدمات اجتماعی دستگاه‌ها و انجمن‌ها در نزدیک‌ترین جا به خانهٔ شهروندان؛ شهرداری میزبان است.",
        is_sample=True,
    )
    for number, name, year, month, venues, theme, occasion in HISTORY:
        first, last = jalali.month_bounds(year, month) if month else jalali.year_bounds(year)
        actions.enter_history(
            by=officer,
            campaign=campaign,
            number=number,
            area=Area.objects.get(parent=area, name=name) if name else area,
            first_day=first,
            last_day=last,
            known=Stage.Known.MONTH if month else Stage.Known.YEAR,
            theme=theme,
            occasion=occasion,
            source=SOURCE,
            venues=[_venue(area, venue) for venue in venues],
            is_sample=True,
        )
    stage = _seventh(campaign, officer)
    for agency, speaker in zip(AGENCIES, speakers, strict=True):  # before it is opened to them, so that no SMS is sent
        actions.invite(by=officer, stage=stage, organization=_organization(area, agency, speaker))
    actions.open_declaring(by=officer, stage=stage)
    for agency, invited in zip(AGENCIES, stage.invited.select_related("organization").order_by("pk"), strict=True):
        _take_part(stage, agency, invited)
    actions.close_declaring(by=officer, stage=stage)
    return campaign


def _seventh(campaign: Campaign, officer: Person) -> Stage:
    today = timezone.localdate()
    first = today + dt.timedelta(days=AHEAD)
    first += dt.timedelta(days=-jalali.weekday(first) % 7)
    khakfaraj = Area.objects.get(parent=campaign.area, name="خاکفرج")
    stage = actions.open_stage(
        by=officer,
        campaign=campaign,
        area=khakfaraj,
        first_day=first,
        occasion="هفتهٔ مبارزه با مواد مخدر",
        theme="اعتیاد و طلاق، دغدغه‌های محله",
        about="هفت شب در مسجدها، مدرسه و بوستان خاکفرج: کارگاه و آموزش پس از نماز مغرب و عشا، بازارچه و نمایشگاه.",
        expected_visitors=9000,
        declare_until=first - dt.timedelta(days=7),
        is_sample=True,
    )
    actions.set_concerns(by=officer, stage=stage, drafts=CONCERNS)
    actions.set_supplies(by=officer, stage=stage, drafts=SUPPLIES)
    actions.set_slots(by=officer, stage=stage, drafts=SLOTS)
    host = _venue(campaign.area, HOST)
    _place(stage, officer, host, is_host=True)
    for kind, name, north, east in NEAR:
        assert host.latitude is not None
        assert host.longitude is not None
        venue = places.add_venue(
            by=None,
            area=khakfaraj,
            kind=kind,
            name=name,
            address="محلهٔ خاکفرج",
            latitude=round(host.latitude + north / METERS_A_DEGREE, 5),
            longitude=round(host.longitude + east / METERS_A_DEGREE / 0.8226, 5),  # the cosine of Qom's latitude
            opening_hours={},
            is_sample=True,
            halls=[HallFacts(space.name, space.capacity) for space in SPACES[kind]],
        )
        _place(stage, officer, venue)
    return stage


def _place(stage: Stage, officer: Person, venue: Venue, *, is_host: bool = False) -> Place:
    place = actions.add_place(by=officer, stage=stage, venue=venue, is_host=is_host)
    actions.set_spaces(by=officer, place=place, drafts=SPACES["host" if is_host else venue.kind])
    return place


def _organization(area: Area, agency: Agency, speaker: Person) -> Organization:
    """The municipality's own unit, whose head can be entered as, or one of the sample's, or a new one."""
    name = f"{agency.name} شهرداری {area.name}" if agency.kind == UNIT else f"{agency.name} {area.name}"
    found = Organization.objects.filter(area=area, name=name).first()
    if found is not None:
        return found
    made = people.found_organization(by=None, kind=agency.kind, name=name, area=area, is_sample=True)
    people.add_representative(
        by=None, organization=made, phone=speaker.phone or "", name="", title="نمایندهٔ دستگاه در شورای هماهنگی"
    )
    return made


def _take_part(stage: Stage, agency: Agency, invited: Invited) -> None:
    speaker = invited.organization.representatives.order_by("pk")[0].person
    if agency.declines:
        actions.answer(by=speaker, invited=invited, takes_part=False, reason=agency.declines)
        return
    actions.answer(by=speaker, invited=invited, takes_part=True)
    shared = _Shared(stage)
    for number, brought in enumerate(agency.brings):
        shared.promise(invited, speaker, brought, agency.leaders[number % len(agency.leaders)])


class _Shared:
    """What the promises of a stage choose from."""

    def __init__(self, stage: Stage) -> None:
        self.concerns = {row.name: row for row in stage.concerns.all()}
        self.supplies = {row.name: row.pk for row in stage.supplies.all()}
        self.days = [stage.first_day + dt.timedelta(days=number) for number in range(7)]
        self.slots = list(stage.slots.order_by("order"))

    def promise(self, invited: Invited, speaker: Person, brought: Brought, leader: str) -> None:
        standing = brought.kind in Promise.STANDING
        actions.promise(
            by=speaker,
            invited=invited,
            leaders=[] if standing else [leader],
            kind=brought.kind,
            title=brought.title,
            concern=self.concerns[brought.concern] if brought.concern else None,
            audience=brought.audience,
            minutes=brought.minutes,
            together=brought.together,
            women=brought.women,
            men=brought.men,
            capacity=brought.capacity,
            people=brought.people,
            needs={str(self.supplies[name]): count for name, count in brought.needs},
            days=[self.days[number].isoformat() for number in brought.days],
            slots=[self.slots[number] for number in brought.slots],
            is_sample=True,
        )


def _venue(area: Area, name: str) -> Venue:
    """By its name, wherever in the city it stands."""
    return Venue.objects.select_related("area").get(name=name, area__path__startswith=area.path)
