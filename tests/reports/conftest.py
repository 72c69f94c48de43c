import datetime as dt
import random
import time

import pytest

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.participation.actions import Draft, record_many
from meydan.participation.models import Channel, Evidence, Participation
from meydan.programs.models import Program
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.factories.programs import ProgramFactory, SessionFactory

FIRST = dt.date(2026, 9, 23)  # 1 Mehr 1405
DAYS = [FIRST + dt.timedelta(days=number) for number in range(90)]


@pytest.fixture
def city():
    return CityFactory(name="قدس", name_en="Qods")


def sign_in(client, person):
    client.force_login(person)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return client


@pytest.fixture
def manager(client, city):
    person = staff(Role.MANAGER, city)
    sign_in(client, person)
    return person


def chance_city(city, seed=7, sessions=40, people=25):
    """Programs, sessions and the ledger of one quarter by chance, in the city, below it, and in another city."""
    chance = random.Random(seed)
    areas = [city, NeighborhoodFactory(parent=city), CityFactory()]
    venues = [VenueFactory(area=area) for area in areas for _two in range(2)]
    guests = [
        PersonFactory(name="نام پنهان", sex=chance.choice(["woman", "man", ""]), birth_year=1360)
        for _one in range(people)
    ]
    programs = [
        ProgramFactory(venue=chance.choice(venues), kind=chance.choice(Program.Kind.values))
        for _one in range(sessions // 3)
    ]
    drafts = []
    for number in range(sessions):
        program = chance.choice(programs)
        day = chance.choice(DAYS)
        occasion = OccasionFactory(
            title=program.title,
            kind=program.kind,
            url=f"/programs/{program.pk}/",
            venue=program.venue if chance.random() < 0.9 else None,
            area=program.area,
            day=day,
            status=chance.choice([Occasion.Status.HELD, Occasion.Status.HELD, Occasion.Status.CANCELLED]),
        )
        SessionFactory(program=program, occasion=occasion)
        shared = {
            "door": "programs",
            "kind": program.kind,
            "day": day,
            "area": program.area,
            "venue": occasion.venue,
            "occasion": occasion,
            "channel": chance.choice(list(Channel)),
        }
        came = chance.randint(0, 60)
        women = chance.randint(0, came)
        counted = {
            "count": came,
            "women": women,
            "men": chance.randint(0, came - women),
            "evidence": Evidence.HEAD_COUNT,
        }
        drafts.append(Draft(**shared, **counted, subject=occasion))
        for guest in chance.sample(guests, 3):
            subject = Participation(pk=len(drafts) + 1000 * number)
            drafts.append(Draft(**shared, evidence=Evidence.ROLL_CALL, person=guest, subject=subject))
    record_many(by=None, drafts=drafts)
