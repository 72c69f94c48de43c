import itertools

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.budgets.models import Abuse, Comment, Idea
from tests.architecture.test_doors import as_somebody
from tests.factories.budgets import AbuseFactory, CommentFactory, IdeaFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
NAMES = ("".join(letters) for letters in itertools.product("بتجدرسشک", repeat=4))


def an_idea(**facts) -> Idea:
    """With a title without digits, which pages show as Persian ones."""
    return IdeaFactory(**({"title": f"روشنایی {next(NAMES)}"} | facts))


def moderator(idea: Idea, role: Role = Role.MODERATOR):
    return as_somebody(staff(role, idea.round.area))


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.BUDGET_OFFICER])
def test_what_waits_stands_in_the_queue_of_its_area(role):
    idea, elsewhere = an_idea(sent=True), an_idea(sent=True)
    text = moderator(idea, role).get(reverse("budgets:moderation")).content.decode()
    assert (idea.title in text, elsewhere.title in text) == (True, False)
    assert moderator(idea).get(reverse("budgets:moderate", args=[elsewhere.pk])).status_code == 404


def test_one_is_published_and_the_next_comes():
    idea = an_idea(sent=True)
    other = an_idea(sent=True, round=idea.round)
    answer = moderator(idea).post(reverse("budgets:publish_idea", args=[idea.pk]), {"field": idea.field_id})
    idea.refresh_from_db()
    assert (idea.state, answer.url) == ("published", reverse("budgets:moderate", args=[other.pk]))


def test_one_is_refused_with_a_reason_and_not_without():
    idea = an_idea(sent=True)
    client, address = moderator(idea), reverse("budgets:refuse_idea", args=[idea.pk])
    assert client.post(address, {"why": "own"}).status_code == 422
    client.post(address, {"why": "own", "own": "جای آن این‌جا نیست."})
    idea.refresh_from_db()
    assert (idea.state, idea.reason) == ("refused", "جای آن این‌جا نیست.")


@pytest.mark.parametrize(
    ("sent", "state"), [({"deed": "publish"}, "published"), ({"deed": "refuse", "why": "advertising"}, "refused")]
)
def test_many_are_judged_at_once_but_none_of_elsewhere(sent, state):
    idea, elsewhere = an_idea(sent=True), an_idea(sent=True)
    other = an_idea(sent=True, round=idea.round)
    rows = {"row": [idea.pk, other.pk, elsewhere.pk]}
    moderator(idea).post(reverse("budgets:moderate_many"), sent | rows)
    assert list(Idea.objects.order_by("pk").values_list("state", flat=True)) == [state, "sent", state]


def test_without_a_reason_or_a_tick_nothing_happens():
    idea = an_idea(sent=True)
    client, address = moderator(idea), reverse("budgets:moderate_many")
    assert client.post(address, {"deed": "refuse", "row": [idea.pk]}).status_code == 422
    assert client.post(address, {"deed": "publish"}).status_code == 302
    idea.refresh_from_db()
    assert idea.state == "sent"


def test_comments_are_judged_many_at_once():
    comment = CommentFactory(state=Comment.State.SENT)
    client = moderator(comment.idea)
    assert comment.text in client.get(reverse("budgets:comments")).content.decode()
    client.post(reverse("budgets:moderate_comments"), {"deed": "publish", "row": [comment.pk]})
    comment.refresh_from_db()
    assert comment.state == "published"
    client.post(reverse("budgets:moderate_comments"), {"deed": "refuse", "row": [comment.pk], "why": "insult"})
    comment.refresh_from_db()
    assert (comment.state, bool(comment.reason)) == ("refused", True)


def test_what_was_reported_is_left_without_a_word_of_who_reported():
    report = AbuseFactory(idea=an_idea())
    client = moderator(report.idea)
    text = client.get(reverse("budgets:reports")).content.decode()
    assert (report.idea.title in text, report.person.name in text) == (True, False)
    client.post(reverse("budgets:settle", args=[report.pk]))
    assert Abuse.objects.get().settled_at is not None


def test_the_queue_takes_as_many_queries_for_one_as_for_many(django_assert_num_queries):
    idea = an_idea(sent=True)
    client = moderator(idea)
    client.get(reverse("budgets:moderation"))
    with django_assert_num_queries(9):
        client.get(reverse("budgets:moderation"))
    IdeaFactory.create_batch(5, round=idea.round, field=idea.field, area=idea.area, sent=True)
    with django_assert_num_queries(9):
        client.get(reverse("budgets:moderation"))
