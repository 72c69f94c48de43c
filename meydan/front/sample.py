"""The sample city, composed from each room's own sample: real places, made-up people, programs, and visits."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from meydan.assignments import sample as assignments
from meydan.base.roles import Role
from meydan.budgets.sample import whole as budgets
from meydan.campaigns import sample as campaigns
from meydan.campaigns.sample.agencies import AGENCIES
from meydan.campaigns.sample.week import make_weeks
from meydan.counseling import sample as counseling
from meydan.draws import sample as draws
from meydan.engines import jalali
from meydan.meetings import sample as meetings
from meydan.participation import actions as participation
from meydan.people import sample as people
from meydan.people.models import Person
from meydan.places import sample as places
from meydan.programs import sample as programs
from meydan.questions import sample as questions
from meydan.visits import sample as visits

SEED = 1399  # another than the staff's, so that nobody has a namesake there
YEAR = (jalali.month_bounds(1398, 7)[0], jalali.month_bounds(1399, 6)[1])  # around the epidemic
CITIES = ("qods", "tabriz", "qom", "tehran")
VOTERS = 700  # of the ballot of Tehran's region 1
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
        qom = cities["qom"]
        secretary = staff[qom.pk][Role.SECRETARY][0]
        assignments.make_some(by=None, area=qom, secretary=secretary, citizens=citizens["qom"])
        yield "Sample city: orders of Qom, in every state"
        evenings = questions.make_evenings(by=None, area=qom, staff=staff[qom.pk], citizens=citizens["qom"])
        yield "Sample city: two evenings with the mayor of Qom, one of Esfand 1399 and one of 2 Tir 1400"
        draws.make_some(
            by=None,
            area=qom,
            officer=staff[qom.pk][Role.DRAW_OFFICER][0],
            overseers=staff[qom.pk][Role.OVERSIGHT],
            door="questions",
            evenings=[edition.pk for edition in evenings],
        )
        yield "Sample city: draws of Qom: drawn, void, being committed to, in preparation"
        qods, tabriz = staff[cities["qods"].pk], staff[cities["tabriz"].pk]
        officer, leaders = qods[Role.PROGRAM_OFFICER][0], qods[Role.COACH]
        who: Any = {"officer": officer, "leaders": leaders, "citizens": citizens["qods"]}
        programs.make_quarters(area=cities["qods"], **who)
        yield "Sample city: the spring of 1399 in Qods, and two quarters before it"
        programs.make_month(days=first_month_of_the_quarter(), **who)
        programs.make_present(**who)
        programs.make_afterwards(**who)
        yield "Sample city: programs of Qods, a month that is over, what was thought of it, and the weeks to come"
        yield from budgets.make_all(
            region=places.region_1(),
            staff=staff[cities["tehran"].pk],
            voters=people.make_citizens(by=None, n=VOTERS, area=places.region_1(), seed=SEED + 1),
            qom=qom,
            qom_staff=staff[qom.pk],
            qom_people=[*citizens["qom"], *people.make_citizens(by=None, n=120, area=qom, seed=SEED + 2)],
        )
        campaigns.make_stages(
            area=qom,
            officer=staff[qom.pk][Role.CAMPAIGN_OFFICER][0],
            speakers=citizens["qom"][-len(AGENCIES) :],
        )
        yield "Sample city: six stages of Qom's Health Neighborhood, and the seventh with what agencies promise"
        make_weeks(
            by=qods[Role.CAMPAIGN_OFFICER][0],
            area=cities["qods"],
            worker=qods[Role.CENTER_STAFF][0],
            manager=qods[Role.MANAGER][0],
        )
        yield "Sample city: two weeks of a campaign in Qods, one evaluated, one with three evenings over"
        visits.make_year(by=tabriz[Role.CENTER_STAFF][0], area=cities["tabriz"], first=YEAR[0], last=YEAR[1])
        counseling.make_counseling(
            by=None,
            area=cities["tabriz"],
            staff=tabriz,
            citizens=[*citizens["tabriz"], *people.make_citizens(by=None, n=80, area=cities["tabriz"], seed=SEED + 3)],
        )
        yield "Sample city: counseling of Tabriz, two years around the epidemic and the running weeks"
        meetings.make_meetings(by=None, area=cities["tabriz"], secretary=tabriz[Role.SECRETARY][0])
        yield "Sample city: an expert meeting of Tabriz after the epidemic, and the next one"
        visits.make_weeks(by=qods[Role.CENTER_STAFF][0], area=cities["qods"])
        yield "Sample city: visits of Tabriz from Mehr 1398 to Shahrivar 1399, and of Qods lately"
    participation.draw_up_all()  # else the worker would, while the first pages are read


def first_month_of_the_quarter() -> jalali.Period:
    """The first month of the running quarter; in that month itself, of the quarter before."""
    year, month, _day = jalali.to_jalali(timezone.localdate())
    first = (month - 1) // 3 * 3 + 1
    if first == month:
        year, first = (year, first - 3) if first > 3 else (year - 1, 10)
    return jalali.month_bounds(year, first)
