import datetime as dt

import factory

from meydan.campaigns.models import (
    Campaign,
    Closing,
    Concern,
    Cost,
    Delivery,
    Invited,
    Kept,
    Leader,
    Place,
    Placement,
    Promise,
    Run,
    Sessions,
    Slot,
    Space,
    Stage,
    Supply,
    Unplaced,
)
from meydan.people.models import Organization
from tests.factories.people import OrganizationFactory, PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

NOW = dt.datetime(2026, 11, 28, 6, 30, tzinfo=dt.UTC)  # ten in the morning in Iran, a Saturday


class CampaignFactory(factory.django.DjangoModelFactory[Campaign]):
    class Meta:
        model = Campaign

    area = factory.SubFactory(CityFactory)
    title = factory.Sequence(lambda n: f"محلهٔ سلامت {n}")


class StageFactory(factory.django.DjangoModelFactory[Stage]):
    """A week from 12 December 2026, in a neighborhood of the campaign's city."""

    class Meta:
        model = Stage

    campaign = factory.SubFactory(CampaignFactory)
    number = factory.Sequence(lambda n: n + 1)
    area = factory.LazyAttribute(lambda stage: NeighborhoodFactory(parent=stage.campaign.area))
    first_day = dt.date(2026, 12, 12)
    last_day = factory.LazyAttribute(lambda stage: stage.first_day + dt.timedelta(days=6))
    published_at = factory.LazyAttribute(lambda stage: NOW if stage.state == Stage.State.PUBLISHED else None)
    state = Stage.State.DRAFT


class ConcernFactory(factory.django.DjangoModelFactory[Concern]):
    class Meta:
        model = Concern

    stage = factory.SubFactory(StageFactory)
    name = factory.Sequence(lambda n: f"دغدغهٔ {n}")


class PlaceFactory(factory.django.DjangoModelFactory[Place]):
    class Meta:
        model = Place

    stage = factory.SubFactory(StageFactory)
    venue = factory.LazyAttribute(lambda place: VenueFactory(area=place.stage.area))


class SpaceFactory(factory.django.DjangoModelFactory[Space]):
    class Meta:
        model = Space

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"شبستان {n}")
    capacity = 80


class SlotFactory(factory.django.DjangoModelFactory[Slot]):
    """So many minutes after Maghrib: the n-th begins n × 60 minutes after the first."""

    class Meta:
        model = Slot

    stage = factory.SubFactory(StageFactory)
    prayer = Slot.Prayer.MAGHRIB
    order = factory.LazyAttribute(lambda slot: slot.stage.slots.count() + 1)
    prayer_offset = factory.LazyAttribute(lambda slot: 20 + 60 * (slot.order - 1))
    minutes = 45


class SupplyFactory(factory.django.DjangoModelFactory[Supply]):
    class Meta:
        model = Supply

    stage = factory.SubFactory(StageFactory)
    name = factory.Sequence(lambda n: f"دستگاه صوت {n}")
    count = 2


class CostFactory(factory.django.DjangoModelFactory[Cost]):
    class Meta:
        model = Cost

    stage = factory.SubFactory(StageFactory)
    title = factory.Sequence(lambda n: f"هزینهٔ {n}")
    amount = 10_000_000


class InvitedFactory(factory.django.DjangoModelFactory[Invited]):
    class Meta:
        model = Invited

    stage = factory.SubFactory(StageFactory)
    organization = factory.LazyAttribute(
        lambda invited: OrganizationFactory(kind=Organization.Kind.AGENCY, area=invited.stage.campaign.area)
    )


class LeaderFactory(factory.django.DjangoModelFactory[Leader]):
    class Meta:
        model = Leader

    invited = factory.SubFactory(InvitedFactory)
    name = factory.Sequence(lambda n: f"مدرس {n}")


class PromiseFactory(factory.django.DjangoModelFactory[Promise]):
    class Meta:
        model = Promise

    invited = factory.SubFactory(InvitedFactory)
    kind = Promise.Kind.WORKSHOP
    title = factory.Sequence(lambda n: f"کارگاه {n}")
    state = Promise.State.DECLARED
    declared_at = factory.LazyAttribute(lambda promise: NOW if promise.state == "declared" else None)


class DeliveryFactory(factory.django.DjangoModelFactory[Delivery]):
    class Meta:
        model = Delivery

    promise = factory.SubFactory(PromiseFactory)
    place = factory.LazyAttribute(lambda delivery: PlaceFactory(stage=delivery.promise.invited.stage))
    day = dt.date(2026, 12, 12)
    by_agency = True
    state = Delivery.State.DELIVERED
    sessions = 1
    said_at = NOW


class ClosingFactory(factory.django.DjangoModelFactory[Closing]):
    class Meta:
        model = Closing

    stage = factory.SubFactory(StageFactory)
    closed_at = NOW


class RunFactory(factory.django.DjangoModelFactory[Run]):
    class Meta:
        model = Run

    stage = factory.SubFactory(StageFactory)


class PlacementFactory(factory.django.DjangoModelFactory[Placement]):
    class Meta:
        model = Placement

    promise = factory.SubFactory(PromiseFactory)
    number = 1
    sessions = Sessions.TOGETHER
    space = factory.LazyAttribute(
        lambda placement: SpaceFactory(place=PlaceFactory(stage=placement.promise.invited.stage))
    )
    day = dt.date(2026, 12, 12)
    slot = factory.LazyAttribute(lambda placement: SlotFactory(stage=placement.promise.invited.stage))


class UnplacedFactory(factory.django.DjangoModelFactory[Unplaced]):
    class Meta:
        model = Unplaced

    run = factory.SubFactory(RunFactory)
    promise = factory.LazyAttribute(lambda unplaced: PromiseFactory(invited__stage=unplaced.run.stage))
    sessions = Sessions.TOGETHER
    count = 1
    reason = {"blocked_by": "no_free_space"}


class KeptFactory(factory.django.DjangoModelFactory[Kept]):
    class Meta:
        model = Kept

    placement = factory.SubFactory(PlacementFactory)
    person = factory.SubFactory(PersonFactory)
