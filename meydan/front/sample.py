"""The sample city, composed from each room's own sample. Real places, made-up people, a month of programs."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.people import sample as people
from meydan.people.models import Person
from meydan.places import sample as places
from meydan.programs import sample as programs

SEED = 1399  # another than the staff's, so that nobody has a namesake there
CITIES = ("qods", "tabriz", "qom", "tehran")
CITIZENS = {"qods": 240, "tabriz": 40, "qom": 40, "tehran": 40}


def is_there() -> bool:
    return Person.objects.filter(is_sample=True).exists()


def make() -> Iterator[str]:
    """All or nothing, so that a start that was cut off can simply be made again. Says what it made, step by step."""
    with transaction.atomic():
        places.make_areas()
        places.make_venues()
        yield "Sample city: areas and venues"
        cities = {name: places.city(name) for name in CITIES}
        staff = people.make_people(by=None, areas=list(cities.values()))
        citizens = {
            name: people.make_citizens(by=None, n=CITIZENS[name], area=city, seed=SEED) for name, city in cities.items()
        }
        people.make_organizations(by=None, areas=list(cities.values()))
        yield "Sample city: people in each role, citizens, organizations"
        qods = staff[cities["qods"].pk]
        programs.make_programs(
            officer=qods[Role.PROGRAM_OFFICER][0],
            leaders=qods[Role.COACH],
            citizens=citizens["qods"],
            month=first_month_of_the_quarter(),
        )
        yield "Sample city: programs of Qods, a month of rolls and counts"


def first_month_of_the_quarter() -> jalali.Period:
    """The first month of the running quarter; in that month itself, of the quarter before."""
    year, month, _day = jalali.to_jalali(timezone.localdate())
    first = (month - 1) // 3 * 3 + 1
    if first == month:
        year, first = (year, first - 3) if first > 3 else (year - 1, 10)
    return jalali.month_bounds(year, first)
