import dataclasses
import datetime as dt
import random
import time

import pytest

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.participation.actions import Draft, record_many
from meydan.participation.models import Channel, Evidence, Participation
from meydan.programs.models import Program, ProgramAim
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.factories.programs import ProgramAimFactory, ProgramFactory, SessionFactory

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
        ProgramFactory(
            venue=chance.choice(venues),
            kind=chance.choice(Program.Kind.values),
            audience=chance.choice(Program.Audience.values[:3]),
            mode=chance.choice(["in_person", "in_person", "online"]),
        )
        for _one in range(sessions // 3)
    ]
    for program in programs:
        for aim in chance.sample(ProgramAim.Aim.values[:3], chance.randint(0, 2)):
            ProgramAimFactory(program=program, aim=aim)
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
            "activity": program.pk,
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
        if chance.random() < 0.3:
            seen = {
                **shared,
                "evidence": Evidence.ONLINE_VIEW,
                "channel": Channel.ONLINE,
                "count": chance.randint(1, 90),
            }
            drafts.append(Draft(**seen, subject=program))
        if chance.random() < 0.3:
            drafts.append(
                at_the_door(chance.choice(venues), day, chance.randint(0, 900), chance.choice(["health", "sports"]))
            )
    record_many(by=None, drafts=drafts)


def at_the_door(venue, day, count, kind="health"):
    """A venue's own head count of a day."""
    subject = Participation(pk=int(f"{venue.pk}{day:%Y%m%d}{len(kind)}"))
    how = {"channel": Channel.IN_PERSON, "evidence": Evidence.HEAD_COUNT}
    return Draft(door="visits", kind=kind, subject=subject, day=day, area=venue.area, venue=venue, count=count, **how)


def came(venue, day, count, kind="cultural"):
    """Heads counted at something of a program."""
    draft = at_the_door(venue, day, count, kind)
    record_many(by=None, drafts=[dataclasses.replace(draft, door="programs")])
