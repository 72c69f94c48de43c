import datetime as dt

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from meydan.engines import persian
from meydan.questions.models import Answer, Edition, Mention, Order, Question, Series, Support, Topic, Tribune, Voice
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory

Stage = Edition.Stage


class SeriesFactory(factory.django.DjangoModelFactory[Series]):
    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"شهروند و شهردار {n}")
    area = factory.SubFactory(CityFactory)


class TopicFactory(factory.django.DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    series = factory.SubFactory(SeriesFactory)
    name = factory.Sequence(lambda n: f"موضوع {n}")
    order = factory.Sequence(int)


class EditionFactory(factory.django.DjangoModelFactory[Edition]):
    """Announced and collecting; its evening is tomorrow."""

    class Meta:
        model = Edition

    series = factory.SubFactory(SeriesFactory)
    number = factory.Sequence(lambda n: n % 30000 + 1)
    title = factory.Sequence(lambda n: f"شهروند و شهردار، نوبت {n}")
    area = factory.SelfAttribute("series.area")
    occasion = factory.SubFactory(
        OccasionFactory,
        kind="edition",
        area=factory.SelfAttribute("..area"),
        starts_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1)),
        day=factory.LazyAttribute(lambda row: timezone.localdate(row.starts_at)),
    )
    answered_by = "شهردار"
    stage = Stage.COLLECTING
    announced_at = factory.LazyAttribute(
        lambda row: None if row.stage == Stage.DRAFT else timezone.now() - dt.timedelta(days=3)
    )
    live_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.stage in {Stage.LIVE, Stage.ANSWERING, Stage.FOLLOWING} else None
    )


class TribuneFactory(factory.django.DjangoModelFactory[Tribune]):
    class Meta:
        model = Tribune

    edition = factory.SubFactory(EditionFactory)
    area = factory.SelfAttribute("edition.area")
    place = factory.Sequence(lambda n: f"ورودی بازار {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + dt.timedelta(hours=4))
    scenario = factory.LazyFunction(lambda: ["سلام! چه حرفی با شهردار دارید؟"])


class QuestionFactory(factory.django.DjangoModelFactory[Question]):
    """Published, by the web, by somebody who keeps their name to themselves."""

    class Meta:
        model = Question

    edition = factory.SubFactory(EditionFactory)
    area = factory.SelfAttribute("edition.area")
    kind = Question.Kind.QUESTION
    channel = Question.Channel.WEB
    text = factory.Sequence(lambda n: f"چراغ کوچهٔ {n} کی روشن می‌شود؟")
    asker = factory.SubFactory(PersonFactory)
    said_at = factory.LazyFunction(timezone.now)
    received_at = factory.SelfAttribute("said_at")
    state = Question.State.PUBLISHED
    moderated_at = factory.LazyAttribute(
        lambda row: None if row.state in {Question.State.RECEIVED, Question.State.WITHDRAWN} else row.received_at
    )
    words = factory.LazyAttribute(lambda row: f" {persian.search_key(row.text)} ")

    class Params:
        waiting = factory.Trait(state=Question.State.RECEIVED)
        refused = factory.Trait(state=Question.State.REFUSED, reason="به شهرداری مربوط نیست.")


class SupportFactory(factory.django.DjangoModelFactory[Support]):
    """The row alone; the question's count is given with the question."""

    class Meta:
        model = Support

    question = factory.SubFactory(QuestionFactory)
    person = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(timezone.now)


class VoiceFactory(factory.django.DjangoModelFactory[Voice]):
    class Meta:
        model = Voice

    question = factory.SubFactory(QuestionFactory)
    original = factory.LazyFunction(lambda: ContentFile(b"OggS", name="voice.ogg"))


class AnswerFactory(factory.django.DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    text = "تا پایان ماه روشن می‌شود."
    written_by = factory.SubFactory(PersonFactory)
    written_at = factory.LazyFunction(timezone.now)


class OrderFactory(factory.django.DjangoModelFactory[Order]):
    class Meta:
        model = Order

    question = factory.SubFactory(QuestionFactory)
    assignment = factory.SubFactory("tests.factories.assignments.AssignmentFactory")


class MentionFactory(factory.django.DjangoModelFactory[Mention]):
    class Meta:
        model = Mention

    question = factory.SubFactory(QuestionFactory)
    edition = factory.SelfAttribute("question.edition")
    word = factory.Sequence(int)
