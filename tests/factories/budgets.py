import datetime as dt
import uuid

import factory
from django.utils import timezone

from meydan.budgets.models import (
    Abuse,
    Batch,
    BatchItem,
    Comment,
    Credit,
    Field,
    Follow,
    Hearer,
    Idea,
    Joining,
    Mention,
    Move,
    Phrase,
    Project,
    Remark,
    Report,
    Review,
    Round,
    Support,
)
from meydan.engines import persian
from tests.factories.assignments import UnitFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory

DAY = dt.timedelta(days=1)


def _in(days: int) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: timezone.localdate() + days * DAY)


class RoundFactory(factory.django.DjangoModelFactory[Round]):
    """Published, taking ideas since yesterday; each stage lasts ten days."""

    class Meta:
        model = Round

    area = factory.SubFactory(CityFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    title = factory.Sequence(lambda n: f"من شهردارم، دور {n}")
    state = Round.State.PUBLISHED
    ideas_from = _in(-1)
    review_from = _in(9)
    ballot_from = _in(19)
    count_from = _in(29)
    carrying_out_from = _in(39)
    ends_on = _in(49)
    published_at = factory.LazyAttribute(lambda row: None if row.state == Round.State.DRAFT else timezone.now() - DAY)

    class Params:
        draft = factory.Trait(state=Round.State.DRAFT)
        soon = factory.Trait(ideas_from=_in(1))
        in_review = factory.Trait(ideas_from=_in(-20), review_from=_in(-1))
        in_ballot = factory.Trait(ideas_from=_in(-30), review_from=_in(-20), ballot_from=_in(-1))
        in_count = factory.Trait(
            ideas_from=_in(-40),
            review_from=_in(-30),
            ballot_from=_in(-20),
            count_from=_in(-1),
            carrying_out_from=_in(9),
        )
        carried_out = factory.Trait(
            ideas_from=_in(-50),
            review_from=_in(-40),
            ballot_from=_in(-30),
            count_from=_in(-20),
            carrying_out_from=_in(-10),
            ends_on=_in(90),
        )
        over = factory.Trait(
            ideas_from=_in(-60),
            review_from=_in(-50),
            ballot_from=_in(-40),
            count_from=_in(-30),
            carrying_out_from=_in(-20),
            ends_on=_in(-1),
        )


class CreditFactory(factory.django.DjangoModelFactory[Credit]):
    """For a neighborhood of the round's area."""

    class Meta:
        model = Credit

    round = factory.SubFactory(RoundFactory)
    area = factory.SubFactory(NeighborhoodFactory, parent=factory.SelfAttribute("..round.area"))
    amount = 10_000_000_000


class FieldFactory(factory.django.DjangoModelFactory[Field]):
    class Meta:
        model = Field

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"زمینهٔ {n}")
    unit = factory.SubFactory(UnitFactory, area=factory.SelfAttribute("..round.area"))


class IdeaFactory(factory.django.DjangoModelFactory[Idea]):
    """Published, about a neighborhood of its round's area."""

    class Meta:
        model = Idea

    round = factory.SubFactory(RoundFactory)
    area = factory.SubFactory(NeighborhoodFactory, parent=factory.SelfAttribute("..round.area"))
    field = factory.SubFactory(FieldFactory, round=factory.SelfAttribute("..round"))
    title = factory.Sequence(lambda n: f"روشنایی کوچهٔ {n}")
    what = "چراغ‌های کوچه شب‌ها خاموش است؛ چراغ تازه بگذارید."
    why = "بچه‌ها شب از مدرسه برمی‌گردند."
    author = factory.SubFactory(PersonFactory)
    sent_at = factory.LazyFunction(timezone.now)
    state = Idea.State.PUBLISHED
    moderated_at = factory.LazyAttribute(
        lambda row: None if row.state in {Idea.State.SENT, Idea.State.WITHDRAWN} else row.sent_at
    )
    words = factory.LazyAttribute(lambda row: f" {persian.search_key(row.title)} ")

    class Params:
        sent = factory.Trait(state=Idea.State.SENT)
        refused = factory.Trait(state=Idea.State.REFUSED, reason="به شهرداری مربوط نیست.")
        not_feasible = factory.Trait(state=Idea.State.NOT_FEASIBLE, reason="زمین آن از شهرداری نیست.")
        feasible = factory.Trait(state=Idea.State.FEASIBLE, cost=2_000_000_000)
        on_ballot = factory.Trait(state=Idea.State.ON_BALLOT, cost=2_000_000_000)
        chosen = factory.Trait(state=Idea.State.CHOSEN, cost=2_000_000_000)
        not_chosen = factory.Trait(state=Idea.State.NOT_CHOSEN, cost=2_000_000_000, reason="اعتبار محله نرسید.")


class SupportFactory(factory.django.DjangoModelFactory[Support]):
    """The row alone; the idea's count is given with the idea."""

    class Meta:
        model = Support

    idea = factory.SubFactory(IdeaFactory)
    person = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(timezone.now)


class FollowFactory(factory.django.DjangoModelFactory[Follow]):
    class Meta:
        model = Follow

    idea = factory.SubFactory(IdeaFactory)
    person = factory.SubFactory(PersonFactory)
    at = factory.LazyFunction(timezone.now)


class CommentFactory(factory.django.DjangoModelFactory[Comment]):
    """Published."""

    class Meta:
        model = Comment

    idea = factory.SubFactory(IdeaFactory)
    person = factory.SubFactory(PersonFactory)
    text = "کوچهٔ کناری هم همین را می‌خواهد."
    at = factory.LazyFunction(timezone.now)
    state = Comment.State.PUBLISHED


class AbuseFactory(factory.django.DjangoModelFactory[Abuse]):
    class Meta:
        model = Abuse

    idea = factory.SubFactory(IdeaFactory)
    person = factory.SubFactory(PersonFactory)
    why = Abuse.Why.ADVERTISING
    at = factory.LazyFunction(timezone.now)


class MentionFactory(factory.django.DjangoModelFactory[Mention]):
    class Meta:
        model = Mention

    idea = factory.SubFactory(IdeaFactory)
    round = factory.SelfAttribute("idea.round")
    word = factory.Sequence(int)


class ReviewFactory(factory.django.DjangoModelFactory[Review]):
    """Waits at the unit of its idea's field."""

    class Meta:
        model = Review

    idea = factory.SubFactory(IdeaFactory)
    unit = factory.SelfAttribute("idea.field.unit")
    given_at = factory.LazyFunction(timezone.now)
    due_on = _in(15)


class RemarkFactory(factory.django.DjangoModelFactory[Remark]):
    class Meta:
        model = Remark

    review = factory.SubFactory(ReviewFactory)
    kind = Remark.Kind.ASKED
    text = "کدام سوی کوچه را می‌گویید؟"
    at = factory.LazyFunction(timezone.now)


class PhraseFactory(factory.django.DjangoModelFactory[Phrase]):
    class Meta:
        model = Phrase

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"پاسخ {n}")
    text = "زمین این طرح از شهرداری نیست."


class BatchFactory(factory.django.DjangoModelFactory[Batch]):
    class Meta:
        model = Batch

    key = factory.LazyFunction(uuid.uuid4)
    by = factory.SubFactory(PersonFactory)
    feasible = False
    reason = "زمین این طرح از شهرداری نیست."
    at = factory.LazyFunction(timezone.now)


class BatchItemFactory(factory.django.DjangoModelFactory[BatchItem]):
    class Meta:
        model = BatchItem

    batch = factory.SubFactory(BatchFactory)
    review = factory.SubFactory(ReviewFactory)


class JoiningFactory(factory.django.DjangoModelFactory[Joining]):
    """The row alone; the joined idea's state is given with it."""

    class Meta:
        model = Joining

    into = factory.SubFactory(IdeaFactory)
    idea = factory.SubFactory(
        IdeaFactory,
        round=factory.SelfAttribute("..into.round"),
        state=Idea.State.MERGED,
        merged_into=factory.SelfAttribute("..into"),
    )
    reason = "هر دو همان چراغ را می‌خواهند."
    at = factory.LazyFunction(timezone.now)


class MoveFactory(factory.django.DjangoModelFactory[Move]):
    """Asked, and not answered yet."""

    class Meta:
        model = Move

    joining = factory.SubFactory(JoiningFactory)
    person = factory.SubFactory(PersonFactory)
    asked_at = factory.LazyFunction(timezone.now)


class ProjectFactory(factory.django.DjangoModelFactory[Project]):
    """Not begun; its order is given with it where a test needs one."""

    class Meta:
        model = Project

    idea = factory.SubFactory(IdeaFactory, chosen=True)
    round = factory.SelfAttribute("idea.round")
    area = factory.SelfAttribute("idea.area")
    unit = factory.SelfAttribute("idea.field.unit")
    credit = factory.LazyAttribute(lambda row: row.idea.cost or 2_000_000_000)
    due_on = _in(90)


class ReportFactory(factory.django.DjangoModelFactory[Report]):
    class Meta:
        model = Report

    project = factory.SubFactory(ProjectFactory)
    kind = Report.Kind.BEGUN
    percent = 0
    committed = 0
    paid = 0
    at = factory.LazyFunction(timezone.now)


class HearerFactory(factory.django.DjangoModelFactory[Hearer]):
    class Meta:
        model = Hearer

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)
    why = Hearer.Why.AUTHOR
