"""A poll with pots and options, and people who live in them."""

from meydan.ballots import actions
from meydan.ballots.marks import Marks
from meydan.ballots.models import Channel
from meydan.engines import jalali
from tests.factories.ballots import OptionFactory, PollFactory, PotFactory
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory

THIS_YEAR = 1405
MILLIARD = 1_000_000_000


class City:
    def __init__(self, *, options=5, cost=4 * MILLIARD, **facts):
        self.poll = PollFactory(reach=facts.pop("reach", "own_and_one"), **facts)
        self.city = self.poll.area
        self.homes = [NeighborhoodFactory(parent=self.city) for _home in range(3)]
        self.pots = [PotFactory(poll=self.poll, area=home, order=order) for order, home in enumerate(self.homes)]
        self.wide = PotFactory(poll=self.poll, wide=True, order=9)
        for pot in [*self.pots, self.wide]:
            OptionFactory.create_batch(options, pot=pot, cost=cost)

    def somebody(self, home=0, **facts):
        return PersonFactory(neighborhood=self.homes[home], **({"birth_year": THIS_YEAR - 30} | facts))

    def numbers(self, pot):
        return list(pot.options.values_list("number", flat=True))

    def cast(self, person, pot, *places, channel=Channel.WEB, points=(), **more):
        """Mark the options at these places of the pot."""
        numbers = self.numbers(pot)
        marks = Marks(tuple(numbers[place] for place in places), tuple(points))
        return actions.cast(by=person, pot=pot, person=person, marks=marks, channel=channel, **more)


def year(day):
    return jalali.to_jalali(day).year
