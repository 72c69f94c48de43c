import factory
from django.utils import timezone

from meydan.engines.chain import GENESIS
from meydan.journal.chaining import Draft
from meydan.journal.models import Head, Line


class DraftFactory(factory.Factory[Draft]):
    """A line before it is appended; most tests write theirs by `@action` and `note`."""

    class Meta:
        model = Draft

    actor = None
    verb = "programs.register"
    subject = "programs.Registration"
    subject_id = factory.Sequence(lambda n: str(n + 1))
    area_id = None
    facts = factory.LazyFunction(dict)
    origin = "command tests"


class LineFactory(factory.django.DjangoModelFactory[Line]):
    """A line on its own, linked to nothing: for pages, not for the chain."""

    class Meta:
        model = Line

    number = factory.Sequence(lambda n: n + 1)
    at = factory.LazyFunction(timezone.now)
    verb = "programs.register"
    subject = "programs.Registration"
    subject_id = factory.Sequence(lambda n: str(n + 1))
    origin = "command tests"
    hash = GENESIS


class HeadFactory(factory.django.DjangoModelFactory[Head]):
    """The one head; it is there already."""

    class Meta:
        model = Head
        django_get_or_create = ("id",)

    id = 1
    number = 0
    hash = GENESIS
