import itertools

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from meydan.base.roles import Role
from meydan.budgets.models import Idea
from tests.architecture.test_doors import as_somebody
from tests.budgets.proposing import Town
from tests.factories.budgets import (
    CommentFactory,
    CreditFactory,
    FollowFactory,
    IdeaFactory,
    ReviewFactory,
    SupportFactory,
)
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
NAMES = ("".join(letters) for letters in itertools.product("بتجدرسشک", repeat=4))


def an_idea(**facts) -> Idea:
    """With a title without digits, which pages show as Persian ones."""
    return IdeaFactory(**({"title": f"روشنایی {next(NAMES)}"} | facts))


def page_of(idea: Idea) -> str:
    return reverse("budgets:idea", args=[idea.code])


def listed(client, town: Town, **asked) -> str:
    return client.get(reverse("budgets:ideas", args=[town.round.pk]), asked).content.decode()


def test_the_list_shows_what_is_public_and_says_so_where_there_is_nothing(client):
    town = Town()
    assert reverse("budgets:propose", args=[town.round.pk]) in listed(client, town)
    shown = an_idea(round=town.round, area=town.area, field=town.field)
    hidden = an_idea(round=town.round, area=town.area, field=town.field, sent=True)
    text = listed(client, town)
    assert (page_of(shown) in text, page_of(hidden) in text) == (True, False)


def test_ideas_are_filtered_by_place_field_state_and_words(client):
    town = Town()
    one = an_idea(round=town.round, area=town.area, field=town.field)
    other = an_idea(round=town.round, area=CreditFactory(round=town.round).area, feasible=True, title="نیمکت")
    asked = ({"area": one.area_id}, {"field": one.field_id}, {"state": "published"}, {"q": "روشنایی"})
    for filters in asked:
        text = listed(client, town, **filters)
        assert (page_of(one) in text, page_of(other) in text) == (True, False)


def test_the_list_takes_as_many_queries_for_one_as_for_many(client, django_assert_num_queries):
    town = Town()
    an_idea(round=town.round, area=town.area, field=town.field)
    address = reverse("budgets:ideas", args=[town.round.pk])
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)
    IdeaFactory.create_batch(6, round=town.round, area=town.area, field=town.field)
    with django_assert_num_queries(7):
        client.get(address)


def test_everybody_reads_a_public_idea_by_its_code_however_typed(client):
    idea = an_idea(shows_name=True)
    answer = client.get(page_of(idea))
    assert (answer.status_code, idea.title in answer.content.decode(), idea.author.name in answer.content.decode()) == (
        200, True, True,
    )  # fmt: skip
    typed = client.get(reverse("budgets:track"), {"code": f"{idea.code[:3].lower()} {idea.code[3:].lower()}"})
    assert typed.url == page_of(idea)
    assert client.get(reverse("budgets:idea", args=["UUUUUUU"])).status_code == 404


def test_of_what_is_not_published_strangers_read_the_steps_alone(client):
    idea = an_idea(refused=True)
    text = client.get(page_of(idea)).content.decode()
    assert (idea.title in text, idea.reason in text) == (False, False)
    mine = as_somebody(idea.author).get(page_of(idea)).content.decode()
    assert (idea.title in mine, idea.reason in mine) == (True, True)


@pytest.mark.parametrize("trait", ["sent", "refused", "not_feasible", "feasible", "on_ballot", "chosen", "not_chosen"])
def test_every_state_has_its_page_with_why(client, trait):
    idea = an_idea(**{trait: True})
    text = as_somebody(idea.author).get(page_of(idea)).content.decode()
    assert idea.reason in text


def test_a_page_with_review_comments_and_a_joined_idea(client):
    idea = an_idea()
    ReviewFactory(idea=idea)
    comment = CommentFactory(idea=idea)
    waiting = CommentFactory(idea=idea, state="sent", text="هنوز خوانده نشده")
    text = client.get(page_of(idea)).content.decode()
    assert (comment.text in text, waiting.text in text) == (True, False)
    own = as_somebody(waiting.person).get(page_of(idea)).content.decode()
    assert waiting.text in own


def test_the_author_sees_who_helped_and_can_take_it_back():
    idea = an_idea(helper=PersonFactory(name="مریم یاور"))
    client = as_somebody(idea.author)
    assert "مریم یاور" in client.get(page_of(idea)).content.decode()
    client.post(reverse("budgets:withdraw", args=[idea.code]))
    idea.refresh_from_db()
    assert idea.state == "withdrawn"


def test_nobody_else_sees_who_helped_or_takes_it_back():
    idea = an_idea(helper=PersonFactory(name="مریم یاور"))
    client = as_somebody(PersonFactory())
    assert "مریم یاور" not in client.get(page_of(idea)).content.decode()
    assert client.post(reverse("budgets:withdraw", args=[idea.code])).status_code == 404


def test_one_own_supported_and_followed_stand_on_one_page():
    person = PersonFactory()
    own = an_idea(author=person, refused=True)
    others = [SupportFactory(person=person).idea, FollowFactory(person=person).idea, an_idea(helper=person)]
    text = as_somebody(person).get(reverse("budgets:my_ideas")).content.decode()
    assert all(page_of(idea) in text for idea in [own, *others])
    assert own.reason in text
    assert reverse("budgets:list") in as_somebody(PersonFactory()).get(reverse("budgets:my_ideas")).content.decode()


def test_a_photo_is_shown_to_whom_its_idea_is():
    idea = an_idea(sent=True, photo=ContentFile(b"RIFF", "photo.webp"))
    address = reverse("budgets:photo", args=[idea.code])
    assert as_somebody(PersonFactory()).get(address).status_code == 404
    assert as_somebody(idea.author).get(address).status_code == 200
    assert as_somebody(staff(Role.MODERATOR, idea.round.area)).get(address).status_code == 200
