import factory
from django.utils import timezone

from meydan.ambassadors.models import Activity, Ambassador, Arrival, Call
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory


class CallFactory(factory.django.DjangoModelFactory[Call]):
    """Open, and without an end."""

    class Meta:
        model = Call

    door = "budgets"
    activity = factory.Sequence(lambda n: 700 + n)
    area = factory.SubFactory(CityFactory)
    title = "شهردار منم؛ دورهٔ یکم"
    url = "/help/"
    opened_at = factory.LazyFunction(timezone.now)


class AmbassadorFactory(factory.django.DjangoModelFactory[Ambassador]):
    """An ambassador of every neighborhood given; with `waiting=True` one who only applied."""

    class Meta:
        model = Ambassador
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    person = factory.SubFactory(PersonFactory)
    network = Ambassador.Network.CHANNEL
    network_name = "گروه همسایه‌های دزاشیب"
    reach = 400
    consented_at = factory.LazyFunction(timezone.now)
    applied_at = factory.LazyFunction(timezone.now)
    state = Ambassador.State.ACCEPTED
    decided_at = factory.LazyFunction(timezone.now)
    decided_times = 1

    class Params:
        waiting = factory.Trait(state=Ambassador.State.APPLIED, decided_at=None, decided_times=0)

    @factory.post_generation
    def neighborhoods(self, create, areas, **_kwargs):
        if areas:
            self.neighborhoods.set(areas)


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    class Meta:
        model = Activity

    ambassador = factory.SubFactory(AmbassadorFactory)
    kind = Activity.Kind.MOSQUE
    day = factory.LazyFunction(timezone.localdate)
    area = factory.SelfAttribute("ambassador.call.area")
    people = 60
    logged_at = factory.LazyFunction(timezone.now)


class ArrivalFactory(factory.django.DjangoModelFactory[Arrival]):
    class Meta:
        model = Arrival

    ambassador = factory.SubFactory(AmbassadorFactory)
    day = factory.LazyFunction(timezone.localdate)
    count = 3
