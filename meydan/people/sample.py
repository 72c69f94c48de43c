"""The sample city's people: somebody in each role of each area, citizens and their families, the city's units with
their heads, a few other organizations.

Their numbers begin with 0970. No operator in Iran has it: libphonenumber's plan of Iran knows 090–093 and 099 for
mobiles, and no number of any kind under 097. Yet they have the form of a mobile number, so whatever reads, masks and
counts numbers treats them as it does real ones, and nothing sent to them arrives anywhere.
"""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.journal.action import action, note
from meydan.people.actions import add_representative, found_organization, grant_role
from meydan.people.models import Holding, Organization, Person
from meydan.places.models import Area
from meydan.places.queries import below

NOBODYS: Final = "+98970"
SHARE_WITH_FAMILY: Final = 0.25
SINCE: Final = dt.timedelta(days=400)

WOMEN: Final = (
    "زهرا", "مریم", "فاطمه", "نرگس", "شیرین", "لیلا", "سمیه", "مینا", "الهام", "پروین", "نسرین", "سارا", "مهسا",
    "نگین", "هانیه", "رقیه", "معصومه", "اعظم", "طاهره", "ریحانه", "بهاره", "آیدا", "پریسا", "ملیحه", "صدیقه",
    "کبری", "یلدا", "سولماز",
)  # fmt: skip
MEN: Final = (
    "محمد", "علی", "رضا", "حسین", "مهدی", "امیر", "سعید", "حمید", "مجید", "بهرام", "داوود", "یوسف", "کاوه", "آرش",
    "پیمان", "ناصر", "کریم", "جواد", "مصطفی", "ابراهیم", "سجاد", "احسان", "بابک", "فرهاد", "هادی", "صابر", "یاشار",
    "اکبر",
)  # fmt: skip
FAMILIES: Final = (
    "محمدی", "کریمی", "موسوی", "حسینی", "رضایی", "احمدی", "مرادی", "صادقی", "قاسمی", "رستمی", "نوری", "یوسفی",
    "شریفی", "زارعی", "طاهری", "بهرامی", "جعفری", "کاظمی", "فراهانی", "تبریزی", "قمی", "سلطانی", "میرزایی",
    "خسروی", "رحیمی", "امینی", "ملکی", "نجفی", "پورعباس", "علیزاده", "عباس‌نژاد", "محمدزاده",
    "حاجی‌پور", "خوش‌نویس", "گل‌محمدی", "شاه‌حسینی",
)  # fmt: skip
UNITS: Final = (
    ("معاونت خدمات شهری", "معاون خدمات شهری"),
    ("معاونت حمل‌ونقل و ترافیک", "معاون حمل‌ونقل و ترافیک"),
    ("معاونت فنی و عمرانی", "معاون فنی و عمرانی"),
    ("سازمان سیما، منظر و فضای سبز", "رئیس سازمان"),
    ("سازمان فرهنگی، اجتماعی و ورزشی", "رئیس سازمان"),
)
SEVERAL: Final = {
    Role.COACH: 4,
    Role.CENTER_STAFF: 2,
    Role.UNIT_HEAD: len(UNITS),
    Role.OVERSIGHT: 3,
}  # in one area; of the others one
ORGANIZATIONS: Final = (
    (Organization.Kind.AGENCY, "ادارهٔ آموزش‌وپرورش", "معاون پرورشی"),
    (Organization.Kind.AGENCY, "شبکهٔ بهداشت و درمان", "کارشناس آموزش سلامت"),
    (Organization.Kind.ASSOCIATION, "انجمن دوستداران محیط زیست", "دبیر انجمن"),
    (Organization.Kind.ASSOCIATION, "هیئت کوه‌نوردی", "سرپرست هیئت"),
)


@action
def make_people(*, by: None = None, areas: Sequence[Area]) -> dict[int, dict[Role, list[Person]]]:
    """Somebody in each role, by the id of the area; to be entered as from the sign-in page."""
    chance = random.Random(1405)  # noqa: S311 - a seed, so that every sample city is the same
    made: dict[int, dict[Role, list[Person]]] = {}
    for area in areas:
        homes = _homes(area)
        for role in Role:
            for _number in range(SEVERAL.get(role, 1)):
                person = _person(chance, homes, _next_number(), oldest=1375)
                person.save()
                grant_role(by=by, person=person, role=role, area=area, starts_on=timezone.localdate() - SINCE)
                made.setdefault(area.pk, {}).setdefault(role, []).append(person)
    return made


@action
def make_citizens(*, by: None = None, n: int, area: Area, seed: int = 1405) -> list[Person]:
    """Citizens of the area, one in four with children of theirs; the list holds those with a phone."""
    chance = random.Random(seed)  # noqa: S311 - a seed, so that every sample city is the same
    homes = _homes(area)
    first = _next_number()
    citizens = Person.objects.bulk_create(
        [_person(chance, homes, first + number, oldest=1388) for number in range(n)], batch_size=500
    )
    with_family = [one for one in citizens if chance.random() < SHARE_WITH_FAMILY]
    Person.objects.bulk_create(
        [_child(chance, one) for one in with_family for _number in range(chance.randint(1, 3))], batch_size=500
    )
    note("people.sample_made", on=area, area=area.pk, people=n)
    return list(citizens)


@action
def make_organizations(*, by: None = None, areas: Iterable[Area]) -> list[Organization]:
    chance = random.Random(1406)  # noqa: S311 - a seed, so that every sample city is the same
    made = []
    for area in areas:
        made += _units(area)
        for kind, name, title in ORGANIZATIONS:
            organization = found_organization(by=by, kind=kind, name=f"{name} {area.name}", area=area, is_sample=True)
            person = _person(chance, [area], _next_number(), oldest=1370)
            person.save()
            add_representative(by=by, organization=organization, phone=person.phone or "", name="", title=title)
            made.append(organization)
    return made


def _units(area: Area) -> list[Organization]:
    """Each with a head: those of the area's people who hold the role, or somebody new."""
    chance = random.Random(1407)  # noqa: S311 - a seed, so that every sample city is the same
    made, free = [], list(_without_unit(area))
    for name, title in UNITS:
        unit = found_organization(
            by=None, kind=Organization.Kind.UNIT, name=f"{name} شهرداری {area.name}", area=area, is_sample=True
        )
        person = free.pop(0) if free else _person(chance, [area], _next_number(), oldest=1365)
        person.save()
        add_representative(by=None, organization=unit, phone=person.phone or "", name="", title=title)
        made.append(unit)
    return made


def _without_unit(area: Area) -> QuerySet[Person]:
    held = Holding.objects.current().filter(area=area, role=Role.UNIT_HEAD, person__is_sample=True)
    return Person.objects.filter(pk__in=held.values("person"), represents=None).order_by("pk")


def _person(chance: random.Random, homes: Sequence[Area], number: int, *, oldest: int) -> Person:
    """Not kept yet. `oldest` is the latest year of birth."""
    sex = chance.choice((Person.Sex.WOMAN, Person.Sex.MAN))
    return Person(
        phone=f"{NOBODYS}{number:07d}",
        name=f"{chance.choice(WOMEN if sex == Person.Sex.WOMAN else MEN)} {chance.choice(FAMILIES)}",
        sex=sex,
        birth_year=round(chance.triangular(1320, oldest, 1366)),
        neighborhood=chance.choice(homes),
        interests=sorted(chance.sample(Person.Interest.values, chance.randint(0, 3))),
        is_sample=True,
    )


def _child(chance: random.Random, guardian: Person) -> Person:
    this_year = jalali.to_jalali(timezone.localdate()).year
    sex = chance.choice((Person.Sex.WOMAN, Person.Sex.MAN))
    family = guardian.name.split(" ", 1)[1]
    return Person(
        guardian=guardian,
        name=f"{chance.choice(WOMEN if sex == Person.Sex.WOMAN else MEN)} {family}",
        sex=sex,
        birth_year=chance.randint(this_year - 15, this_year - 4),
        neighborhood=guardian.neighborhood,
        is_sample=True,
    )


def _homes(area: Area) -> list[Area]:
    """Where in the area people live: its neighborhoods, where it has any."""
    return list(below([area]).filter(kind=Area.Kind.NEIGHBORHOOD)) or [area]


def _next_number() -> int:
    last = Person.objects.filter(phone__startswith=NOBODYS).order_by("-phone").values_list("phone", flat=True).first()
    return int((last or "")[len(NOBODYS) :] or 0) + 1
