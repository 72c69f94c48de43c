"""A poll of two neighborhoods and the whole area with its officer and overseers, at each step up to its result."""

import random

from meydan.ballots import actions, sample, tasks
from meydan.ballots.actions import OptionDraft, PotDraft
from meydan.base.roles import Role
from meydan.engines import counting, drawing
from tests.factories.ballots import PollFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

DICE = "351624" * 5
BODIES = ("شورای شهر", "بازرسی", "حراست")
RULES = {
    "approval": {"vote_type": counting.VoteType.APPROVAL, "max_choices": 5},
    "knapsack": {"vote_type": counting.VoteType.APPROVAL, "within_budget": True, "max_choices": 5},
    "ranked": {"vote_type": counting.VoteType.ORDINAL, "max_choices": 5},
    "points": {"vote_type": counting.VoteType.CUMULATIVE, "max_points": 10},
}


def rulebook(speech="approval", **choices):
    known = {
        "ties": ("cost", "votes", "lot"),
        "step": 1_000_000,
        "blank": counting.Blank.DROPPED,
        "split": counting.Split.DISTRICTS_THEN_AREA,
    }
    return counting.Rulebook(**(known | RULES[speech] | choices))


class Town:
    def __init__(self, speech="approval", **choices):
        self.area = CityFactory(name="قم")
        self.homes = [NeighborhoodFactory(parent=self.area, name=name) for name in ("اراج", "ازگل")]
        self.officer = staff(Role.BUDGET_OFFICER, self.area)
        self.overseers = [staff(Role.OVERSIGHT, self.area) for _body in BODIES]
        self.secrets = [drawing.new_secret() for _body in BODIES]
        self.poll = PollFactory(prepared=True, door="tests", area=self.area, speech=speech)
        areas = [*self.homes, self.area]
        self.poll = actions.set_pots_and_options(
            by=self.officer,
            poll=self.poll,
            pots=[PotDraft(area=area, budget=10_000_000, is_wide=area == self.area) for area in areas],
            options=[
                OptionDraft(subject=10 * place + number, pot_area_id=area.pk, title=f"طرح {number}", cost=cost)
                for place, area in enumerate(areas)
                for number, cost in enumerate((2_000_000, 3_000_000, 5_000_000, 7_000_000), 1)
            ],
        )
        self.poll = actions.open_poll(by=self.officer, poll=self.poll, rulebook=rulebook(speech, **choices))

    def people(self, count=12):
        return [PersonFactory(neighborhood=self.homes[n % 2], birth_year=1370) for n in range(count)]

    def cast(self, count=12, seed=1):
        sample.cast_many(by=None, poll=self.poll, voters=self.people(count), chance=random.Random(seed))
        return self

    def appointed(self):
        for person, body in zip(self.overseers, BODIES, strict=True):
            actions.appoint_overseer(by=self.officer, poll=self.poll, person=person, body=body)
        return self.again()

    def committed(self):
        self.appointed()
        ceremony = self.poll.ceremony
        for person, secret in zip(self.overseers, self.secrets, strict=True):
            number = str(ceremony.overseers.get(person=person).number)
            bound = drawing.commitment(secret, ceremony.engine_id, number)
            actions.commit(by=person, ceremony=ceremony, commitment=bound)
        return self.again()

    def closed(self):
        sample.end_voting(by=None, poll=self.poll)
        actions.close_poll(by=None, poll=self.again().poll)
        tasks.finish_closing.call(self.poll.pk)
        return self.again()

    def sealed(self):
        self.closed()
        actions.seal(by=self.officer, poll=self.poll)
        return self.again()

    def rolled(self):
        for person in (self.officer, self.overseers[0]):
            actions.read_dice(by=person, ceremony=self.poll.ceremony, values=DICE)
        return self.again()

    def drawn(self):
        self.rolled()
        for person, secret in zip(self.overseers, self.secrets, strict=True):
            actions.reveal(by=person, ceremony=self.poll.ceremony, secret=secret)
        tasks.draw_lots.call(self.poll.pk)
        return self.again()

    def counted(self):
        actions.ask_count(by=self.officer, poll=self.poll)
        tasks.count_poll.call(self.poll.pk)
        return self.again()

    def whole(self, count=12):
        return self.cast(count).committed().sealed().drawn().counted()

    def again(self):
        self.poll = type(self.poll).objects.select_related("area").get(pk=self.poll.pk)
        return self
