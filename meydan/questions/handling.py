"""Reads of what moderators and secretaries handle, and of what became of it."""

from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse

from meydan.base.roles import Role
from meydan.people.models import Holding, Organization, Person
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.questions import queries
from meydan.questions.models import Edition, Order, Question

State = Question.State


def of_state(edition: Edition, state: str) -> QuerySet[Question]:
    """The oldest first: who has waited longest is read first."""
    return queries.questions().filter(edition=edition, state=state).order_by("received_at", "pk")


def counts(edition: Edition) -> dict[str, int]:
    """How many words of an edition are in each state."""
    rows = Question.objects.filter(edition=edition).order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))


def joined(question: Question) -> QuerySet[Question]:
    return queries.questions().filter(merged_into=question).order_by("received_at", "pk")


def alike(question: Question) -> list[Question]:
    """Published ones of the same evening that say much the same; of the same neighborhood before others."""
    return [one for one in queries.similar(question.edition, question.text, question.area) if one.pk != question.pk]


def to_answer(edition: Edition) -> QuerySet[Question]:
    """What is on air first, then what was on air, then the others by support."""
    rows = _with_orders(queries.public_questions(edition)).filter(answer__published_at__isnull=True)
    on_air = Case(
        When(on_air_since__isnull=False, then=Value(0)),
        When(aired_at__isnull=False, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.order_by(on_air, "-aired_at", "-supports", "received_at", "pk")


def answered(edition: Edition) -> QuerySet[Question]:
    rows = _with_orders(queries.public_questions(edition)).filter(answer__published_at__isnull=False)
    return rows.order_by("-answer__published_at", "-pk")


def _with_orders(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.annotate(orders_count=Count("orders"))


def orders(question: Question) -> QuerySet[Order]:
    return Order.objects.filter(question=question).select_related("assignment__unit").order_by("pk")


def units(edition: Edition) -> QuerySet[Organization]:
    """Whom an order can go to: the municipality's units where the edition is held, above it and below it."""
    here = edition.area
    above = [int(step) for step in here.path.strip("/").split("/")]
    near = Q(area__in=above) | Q(area__path__startswith=here.path)
    rows = Organization.objects.filter(near, kind=Organization.Kind.UNIT, is_active=True)
    return rows.order_by("area__path", "name")


def mayor_of(area: Area) -> Person | None:
    """Who holds that role there, or nearest above."""
    above = [int(step) for step in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role=Role.MAYOR, area__in=above).select_related("person")
    nearest = held.order_by("-area__path", "starts_on", "pk").first()
    return nearest.person if nearest else None


def public_orders(editions: Iterable[Edition]) -> QuerySet[Order]:
    """What everybody may read of, the newest first."""
    rows = Order.objects.filter(question__edition__in=list(editions), assignment__is_public=True)
    rows = rows.select_related("assignment__unit", "assignment__area", "question")
    heavy = [f"assignment__area__{column}" for column in places.HEAVY]
    return rows.defer(*heavy).order_by("-assignment__given_at", "-pk")


def public_rows(editions: Iterable[Edition]) -> QuerySet[Question]:
    """Published words with what became of them."""
    given = Order.objects.select_related("assignment__unit").order_by("pk")
    rows = queries.questions().filter(edition__in=list(editions), state=State.PUBLISHED)
    return rows.prefetch_related(Prefetch("orders", given)).order_by(
        "edition__occasion__starts_at", "received_at", "pk"
    )


def newest_answers() -> QuerySet[Question]:
    rows = queries.questions().filter(state=State.PUBLISHED, answer__published_at__isnull=False)
    return rows.filter(edition__in=queries.public_editions()).order_by("-answer__published_at", "-pk")


def address(question: Question) -> str:
    return reverse("questions:question", args=[question.pk])
