import datetime as dt

import factory

from meydan.calendar.models import Feed, Holiday, Notice, Occasion, Series
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory


class SeriesFactory(factory.django.DjangoModelFactory[Series]):
    class Meta:
        model = Series

    rule = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU"
    starts_on = dt.date(2026, 11, 28)
    clock = dt.time(17, 0)
    minutes = 90


class OccasionFactory(factory.django.DjangoModelFactory[Occasion]):
    class Meta:
        model = Occasion

    title = factory.Sequence(lambda n: f"جلسهٔ {n}")
    kind = "cultural"
    venue = factory.SubFactory(VenueFactory)
    area = factory.LazyAttribute(lambda occasion: occasion.venue.area)
    day = dt.date(2026, 11, 28)
    clock = dt.time(17, 0)
    minutes = 90
    starts_at = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
    ends_at = factory.LazyAttribute(lambda occasion: occasion.starts_at + dt.timedelta(minutes=occasion.minutes))
    status = Occasion.Status.ANNOUNCED
    announced_at = factory.LazyAttribute(
        lambda occasion: (
            None if occasion.status == Occasion.Status.PLANNED else dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
        )
    )


class HolidayFactory(factory.django.DjangoModelFactory[Holiday]):
    class Meta:
        model = Holiday

    day = factory.Sequence(lambda n: dt.date(2026, 3, 21) + dt.timedelta(days=n))
    title = "تعطیل رسمی"
    is_off = True


class FeedFactory(factory.django.DjangoModelFactory[Feed]):
    class Meta:
        model = Feed

    person = factory.SubFactory(PersonFactory)
    token = factory.Sequence(lambda n: f"token-{n}")


class NoticeFactory(factory.django.DjangoModelFactory[Notice]):
    class Meta:
        model = Notice

    occasion = factory.SubFactory(OccasionFactory)
    about = Notice.About.EVENING
    day = factory.SelfAttribute("occasion.day")
