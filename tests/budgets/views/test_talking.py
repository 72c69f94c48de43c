import pytest
from django.urls import reverse

from meydan.budgets.models import Abuse, Comment, Follow, Support
from tests.architecture.test_doors import as_somebody
from tests.factories.budgets import CommentFactory, IdeaFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def to(name: str, idea) -> str:
    return reverse(f"budgets:{name}", args=[idea.code])


def test_a_tap_supports_and_another_takes_it_back():
    idea, client = IdeaFactory(), as_somebody(PersonFactory())
    assert client.post(to("support", idea)).url == to("idea", idea)
    assert Support.objects.count() == 1
    shown = client.post(to("unsupport", idea), headers={"HX-Request": "true"}).content.decode()
    assert (Support.objects.count(), to("support", idea) in shown) == (0, True)


def test_who_is_not_signed_in_is_led_to_sign_in(client):
    idea = IdeaFactory()
    for name in ("support", "follow", "comment"):
        assert "/signin/" in client.post(to(name, idea)).url


def test_following_and_not():
    idea, client = IdeaFactory(), as_somebody(PersonFactory())
    client.post(to("follow", idea))
    assert Follow.objects.count() == 1
    client.post(to("unfollow", idea))
    assert Follow.objects.count() == 0


def test_a_comment_is_sent_once_and_an_empty_one_is_mended():
    idea, client = IdeaFactory(), as_somebody(PersonFactory())
    said = {"text": "کوچهٔ ما هم", "client_key": "7d0c1e7a-52c5-4b43-9b0d-0d4a4a2d9f11"}
    for _time in range(2):
        assert client.post(to("comment", idea), said).url == to("idea", idea)
    assert Comment.objects.count() == 1
    assert client.post(to("comment", idea), {"text": ""}).status_code == 422


def test_what_is_wrong_is_reported():
    comment, client = CommentFactory(), as_somebody(PersonFactory())
    client.post(to("report_idea", comment.idea), {"why": "insult"})
    client.post(reverse("budgets:report_comment", args=[comment.pk]), {"why": "personal", "words": "شماره دارد"})
    assert Abuse.objects.count() == 2
    assert as_somebody(comment.idea.author).get(to("report_idea", comment.idea)).status_code == 404


@pytest.mark.parametrize("trait", ["sent", "refused"])
def test_what_is_hidden_is_not_there(trait):
    client = as_somebody(PersonFactory())
    assert client.post(to("support", IdeaFactory(**{trait: True}))).status_code == 404
