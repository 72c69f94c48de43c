"""Two small cities for the fuzz: in `OURS` every role is held, in `THEIRS` none of these people has any business.

Each row is made by its room's factory; what a factory makes beside it (a program's venue, its area) is the same city's.
The ids of our rows are 4101…, those of theirs 4201…, so that an address meets a row whatever room it is of.
"""

import datetime as dt
import importlib
import pkgutil
import uuid
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils import timezone
from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from meydan.ambassadors.models import Ambassador, Call
from meydan.assignments.models import Assignment, Concerned
from meydan.ballots import models as ballots
from meydan.base.roles import Role
from meydan.budgets.models import Batch, Idea, Joining, Project, Review, Round
from meydan.calendar.models import Holiday, Occasion, Series
from meydan.campaigns import models as campaigns
from meydan.certificates.models import Certificate
from meydan.closures.models import Closure
from meydan.counseling.models import Counselor, Grant
from meydan.draws.models import Draw, Overseer, Place, Ticket
from meydan.ground.models import Task
from meydan.journal.models import Head, Line
from meydan.people.models import Holding, Organization, Person, Representative
from meydan.places.models import Area, Import, Venue
from meydan.programs.models import Program, Registration, Session
from meydan.questions.models import Tribune
from meydan.signin.models import CodeRequest, RecoveryCode, SecondFactor
from meydan.visits.models import CounterFile
from tests import factories
from tests.factories.people import HoldingFactory, PersonFactory
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory

OURS, THEIRS = 4100, 4200
IDS = (1, 2, 3)
ROOMS = [model for model in apps.get_models() if model.__module__.startswith("meydan.")]
SHARED = {Head}


def _factories() -> dict[type[models.Model], type[DjangoModelFactory]]:
    found: dict[type[models.Model], type[DjangoModelFactory]] = {}
    for module in pkgutil.iter_modules(factories.__path__):
        for value in vars(importlib.import_module(f"tests.factories.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, DjangoModelFactory) and value._meta.model in ROOMS:
                found.setdefault(value._meta.model, value)
    return found


FACTORIES = _factories()


def ids_of(first: int) -> list[int]:
    return [first + number for number in IDS]


def key_of(number: int) -> uuid.UUID:
    return uuid.UUID(int=number)


class City:
    """One row of every model, and second ones where a page wants a row in another state."""

    def __init__(self, first: int, country: Area) -> None:
        self.first = first
        self.area = CityFactory(pk=first + 1, parent=country)
        self.neighborhood = NeighborhoodFactory(pk=first + 2, parent=self.area)
        self.citizen = PersonFactory(pk=first + 1, neighborhood=self.neighborhood)
        self.child = PersonFactory(pk=first + 2, guardian=self.citizen, phone=None)
        self.official = PersonFactory(pk=first + 3, is_sample=True)
        self.rows: dict[type[models.Model], models.Model] = {Area: self.area, Person: self.citizen}
        self.rows[Call] = self.make(Call, 1, activity=first + 1)
        self.rows[Round] = self.make(Round, 1, call=self.rows[Call])
        merged = {"state": Idea.State.MERGED, "merged_into": self.row(Idea), "code": f"4DE{first}"}
        self.rows[Joining] = self.make(Joining, 1, idea=self.make(Idea, 4, **merged))
        of_ours = {"entitlement": self.row(ballots.Entitlement)}  # which a trait hides from `make`
        self.rows[ballots.Ballot] = self.make(ballots.Ballot, 1, **of_ours)
        self._of_campaigns()
        self.rows[Grant] = self.make(Grant, 1, to=self.make(Counselor, 2, person=self.official, role=False))
        for model in ROOMS:
            if model not in SHARED:
                self.row(model)
        self._in_other_states()

    def _of_campaigns(self) -> None:
        """All of one stage: their factories find what a row stands beside by themselves, and would make it anew."""
        self.rows[campaigns.Stage] = self.make(campaigns.Stage, 1, area=self.neighborhood)
        self.rows[campaigns.Place] = self.make(campaigns.Place, 1, venue=self.row(Venue))
        self.rows[campaigns.Delivery] = self.make(campaigns.Delivery, 1, place=self.row(campaigns.Place))
        self.rows[campaigns.Placement] = self.make(
            campaigns.Placement, 1, slot=self.row(campaigns.Slot), space=self.row(campaigns.Space)
        )
        self.rows[campaigns.Unplaced] = self.make(campaigns.Unplaced, 1, promise=self.row(campaigns.Promise))
        self.rows[campaigns.Kept] = self.make(campaigns.Kept, 1, placement=self._published(), person=self.citizen)

    def _published(self) -> models.Model:
        """A session of a second stage, which everybody sees."""
        now = timezone.now()
        state = {"state": campaigns.Stage.State.PUBLISHED, "published_at": now, "first_day": now.date()}
        stage = self.make(campaigns.Stage, 2, area=self.neighborhood, **state)
        place = self.make(campaigns.Place, 2, stage=stage, venue=self.row(Venue), is_host=True)
        space, slot = self.make(campaigns.Space, 2, place=place), self.make(campaigns.Slot, 2, stage=stage)
        invited = self.make(campaigns.Invited, 2, stage=stage, organization=self.row(Organization))
        promise = self.make(campaigns.Promise, 2, invited=invited)
        seen = {"status": Occasion.Status.ANNOUNCED, "announced_at": now, "kind": "campaign"}
        occasion = self.make(Occasion, 4, **_at(now + dt.timedelta(days=2)), **seen)
        return self.make(campaigns.Placement, 2, promise=promise, slot=slot, space=space, occasion=occasion)

    def row(self, model: type[models.Model]) -> models.Model:
        if model not in self.rows:
            self.rows[model] = self.make(model, 1, **self._known(model))
        return self.rows[model]

    def make(self, model: type[models.Model], number: int, **given: Any) -> Any:
        made_by = FACTORIES[model]
        for name, declared in made_by._meta.declarations.items():
            if isinstance(declared, SubFactory) and name not in given:
                given[name] = self.row(declared.get_factory()._meta.model)
        key = model._meta.pk
        if isinstance(key, models.UUIDField):
            given[key.name] = key_of(self.first + number)
        elif isinstance(key, models.AutoField | models.IntegerField):
            given[key.name] = self.first + number
        return made_by(**given)

    def _known(self, model: type[models.Model]) -> dict[str, Any]:
        """What a factory cannot know."""
        now = timezone.now()
        return {
            Holding: {"person": self.official, "role": Role.MANAGER},
            Organization: {"kind": Organization.Kind.UNIT},
            Counselor: {"role": False},  # else the citizen would hold one
            SecondFactor: {"person": self.official},
            RecoveryCode: {"person": self.official},
            Line: {"area_id": self.area.pk, "actor": self.citizen.key},
            Task: {"dead": True},
            Import: {"brought_by": self.official.key},
            Ambassador: {"code": f"4MB{self.first}"},
            CodeRequest: {"expires_at": now + dt.timedelta(days=1)},
            Occasion: _at(now + dt.timedelta(days=2)),
            Registration: {"code": f"TCKT{self.first}"},
            Holiday: {"title": f"تعطیلی {self.first}"},
            Batch: {"key": key_of(self.first + 1)},
            Idea: {"code": f"1DE{self.first}", "helper": self.citizen},
            Certificate: {"code": f"CERT00{self.first}", "key": f"KEY0{self.first}"},
            ballots.Recount: {"key": key_of(self.first + 1)},
        }.get(model, {})

    def _in_other_states(self) -> None:
        self._counted(timezone.now())
        today = self.make(Occasion, 2, **_at(timezone.now()))
        self.make(Session, 2, occasion=today)
        draft = self.make(Program, 2, status=Program.Status.DRAFT, published_at=None, copying=key_of(self.first + 1))
        content = {"kind": Program.Kind.CONTENT, "mode": "online", "content_link": "https://video.example/1"}
        drawn = self.make(Program, 3, **content, waiting=Program.Waiting.DRAW, drawn_at=timezone.now())
        self.make(Registration, 2, program=drawn, party=key_of(self.first + 2), code=f"PRTY{self.first}")
        Occasion.objects.filter(pk=self.first + 1).update(series=self.first + 1)
        Series.objects.filter(pk=self.first + 1).update(planned_until=timezone.localdate())
        self.make(Session, 3, program=draft, occasion=self.make(Occasion, 3, **_at(timezone.now(), days=3)))
        self.make(Venue, 2, is_open=False)
        self.make(Draw, 2, preparing=True)
        self.make(Draw, 3, drawn=True)
        handed = {"settled_at": timezone.now(), "evidence": ContentFile(b"RIFF", "evidence.webp")}
        self.make(Place, 2, ticket=self.make(Ticket, 2, person=self.official), state=Place.State.HANDED_OVER, **handed)
        now = timezone.now()
        days = {"first_day": timezone.localdate(), "last_day": timezone.localdate(now + dt.timedelta(days=9))}
        self.make(Closure, 2, **days, way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
        self.make(Closure, 3, **days, state=Closure.State.DONE, begun_at=now, closed_at=now, told_at=now)
        self.make(Concerned, 2, assignment=self.make(Assignment, 2, done=True))
        waiting = self.make(
            Ambassador, 2, waiting=True, call=self.make(Call, 2, activity=self.first + 2), code=f"4MC{self.first}"
        )
        waiting.neighborhoods.add(self.neighborhood)
        self.make(Assignment, 3, state=Assignment.State.RETURNED, reason="کار این واحد نیست")
        asked = self.make(Idea, 2, code=f"2DE{self.first}")
        self.make(Review, 2, idea=asked, state=Review.State.ASKED, asked_at=now)
        done = {"state": Project.State.DONE, "done_at": now, "asked_at": now, "credit": 2_000_000_000}
        self.make(Project, 2, idea=self.make(Idea, 3, chosen=True, code=f"3DE{self.first}"), **done)

        self._at_stations(now)

    def _at_stations(self, now: dt.datetime) -> None:
        """Whom a station asked for a code, and a sheet that two people read differently."""
        self.make(CodeRequest, 2, purpose="vote", expires_at=now + dt.timedelta(days=1))
        read = {"second_marks": {"options": [1], "points": []}, "second_by": self.official}
        self.make(ballots.Sheet, 2, state=ballots.Sheet.State.DIFFERENT, **read)

    def _counted(self, now: dt.datetime) -> None:
        """A ballot with its result."""
        poll = self.make(ballots.Poll, 3, counted=True)  # the second came with some other row
        pot = self.make(ballots.Pot, 3, poll=poll, area=self.neighborhood, order=0)
        count = self.make(ballots.Count, 3, poll=poll, state=ballots.Count.State.DONE, unique_share=0.5)
        told = {"projects": {}, "plus": [], "more": 0, "unique": 0, "by": "greedy"}
        for number, kind in enumerate(ballots.Result.Kind, 2):
            self.make(ballots.Result, number, count=count, pot=pot, kind=kind, explained=told)
        drawn = {"seed": "0" * 64, "transcript": "{}", "dice": "1" * 30, "rolled_at": now}
        self.make(ballots.Ceremony, 3, poll=poll, **drawn)


def _at(moment: dt.datetime, days: int = 0) -> dict[str, Any]:
    local = timezone.localtime(moment + dt.timedelta(days=days)).replace(second=0, microsecond=0)
    return {"day": local.date(), "clock": local.time(), "starts_at": local}


class Cities:
    """Both, and whoever knocks: everybody is of our city."""

    def __init__(self) -> None:
        country = AreaFactory()
        self.ours, self.theirs = City(OURS, country), City(THEIRS, country)
        self.people: dict[str, Person | None] = {"anonymous": None, "citizen": self.ours.citizen}
        for number, role in enumerate(Role, OURS + 50):
            self.people[role] = HoldingFactory(pk=number, role=role, area=self.ours.area).person
        administrator = self.people[Role.ADMINISTRATOR]
        assert administrator
        Import.objects.filter(pk=OURS + 1).update(brought_by=administrator.key)
        CounterFile.objects.filter(pk=OURS + 1).update(brought_by=self.people[Role.CENTER_STAFF])
        self.ours.make(Representative, 2, person=self.people[Role.UNIT_HEAD])
        Counselor.objects.filter(pk=OURS + 1).update(person=self.people[Role.COUNSELOR])
        Batch.objects.filter(pk=OURS + 1).update(by=self.people[Role.BUDGET_OFFICER])
        Overseer.objects.filter(pk=OURS + 1).update(person=self.people[Role.OVERSIGHT])
        ballots.Overseer.objects.filter(pk=OURS + 1).update(person=self.people[Role.OVERSIGHT])
        Tribune.objects.get(pk=OURS + 1).hosts.add(self.people[Role.TRIBUNE_HOST])
        self.their_people = ids_of(THEIRS)

    def of_their_city(self, model: type[models.Model]) -> Q | None:
        """The rows of a model that lie in the other city, or None for a model that lies nowhere."""
        path = self.theirs.area.path
        if model is Area:
            return Q(path__startswith=path)
        found = Q()
        for road in _roads(model):
            found |= Q(**{f"{road}__path__startswith": path})
        return found or None

    def of_their_people(self, model: type[models.Model]) -> Q | None:
        """The rows of a model that are about a person of the other city."""
        if model is Person:
            return Q(pk__in=self.their_people) | Q(guardian__in=self.their_people)
        found = any(field.name == "person" and field.related_model is Person for field in model._meta.fields)
        return Q(person__in=self.their_people) if found else None


def _roads(model: type[models.Model], length: int = 4) -> list[str]:
    """The foreign keys that lead to an area; a person lies in none."""
    found = []
    for field in model._meta.fields:
        other = field.related_model
        if other is Area:
            found.append(field.name)
        elif isinstance(field, models.ForeignKey) and other not in (Person, model) and length > 1:
            found += [f"{field.name}__{road}" for road in _roads(other, length - 1)]
    return found
