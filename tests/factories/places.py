import factory

from meydan.places.models import Area, Hall, Import, Venue


class AreaFactory(factory.django.DjangoModelFactory[Area]):
    """A country by default; give `parent` and `kind` for anything below."""

    class Meta:
        model = Area

    kind = Area.Kind.COUNTRY
    name = factory.Sequence(lambda n: f"ایران {n}")
    path = factory.Sequence(lambda n: f"new-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        area = super()._create(model_class, *args, **kwargs)
        area.path = f"{area.parent.path if area.parent else '/'}{area.pk}/"
        area.save(update_fields=["path"])
        return area


class CityFactory(AreaFactory):
    kind = Area.Kind.CITY
    parent = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"شهر {n}")
    latitude = 35.72
    longitude = 51.11


class NeighborhoodFactory(AreaFactory):
    kind = Area.Kind.NEIGHBORHOOD
    parent = factory.SubFactory(CityFactory)
    name = factory.Sequence(lambda n: f"محله {n}")


class VenueFactory(factory.django.DjangoModelFactory[Venue]):
    class Meta:
        model = Venue

    area = factory.SubFactory(CityFactory)
    kind = Venue.Kind.CULTURAL_CENTER
    name = factory.Sequence(lambda n: f"فرهنگ‌سرای {n}")
    latitude = 35.72
    longitude = 51.11


class HallFactory(factory.django.DjangoModelFactory[Hall]):
    class Meta:
        model = Hall

    venue = factory.SubFactory(VenueFactory)
    name = factory.Sequence(lambda n: f"سالن {n}")
    capacity = 50


class ImportFactory(factory.django.DjangoModelFactory[Import]):
    class Meta:
        model = Import

    kind = Import.Kind.AREAS
    text = "kind,name\ncountry,ایران\n"
    digest = "0" * 64
