import io
import uuid

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from meydan.budgets.actions.words import mentions
from meydan.budgets.models import Idea, Mention
from meydan.budgets.views.writing import WAITING
from meydan.ground import unsent
from tests.architecture.test_doors import as_somebody
from tests.budgets.proposing import Town
from tests.factories.budgets import IdeaFactory, SupportFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

WORDS = {"title": "چراغ برای بوستان نرگس", "what": "شب‌ها بوستان تاریک است.", "why": "بچه‌ها می‌ترسند."}


def address(town: Town, name: str = "propose") -> str:
    return reverse(f"budgets:{name}", args=[town.round.pk])


def where(town: Town, **facts):
    return {"field": town.field.pk, "area": town.area.pk, "place": "کنار در شمالی", "point": "۳۵٫۸, 51.4", **facts}


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(drawn, "JPEG")
    return SimpleUploadedFile("IMG_0001.jpg", drawn.getvalue(), "image/jpeg")


def filled(client, town: Town, **facts) -> str:
    """The first two screens; says with what key the third sends."""
    key = str(uuid.uuid4())
    assert client.post(address(town), WORDS | {"client_key": key}).url == address(town, "write_place")
    assert client.post(address(town, "write_place"), where(town, **facts)).url == address(town, "write_send")
    return key


def test_an_idea_is_sent_on_three_screens():
    town = Town()
    client = as_somebody(town.citizen)
    key = filled(client, town, photo=photo())
    answer = client.post(address(town, "write_send"), {"client_key": key, "shows_name": "on"})
    idea = Idea.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("budgets:idea", args=[idea.code]))
    assert (idea.author, idea.title, idea.area, idea.field, idea.place) == (
        town.citizen, WORDS["title"], town.area, town.field, "کنار در شمالی",
    )  # fmt: skip
    assert (idea.latitude, idea.longitude, idea.photo.name.endswith(".webp")) == (35.8, 51.4, True)
    assert WAITING not in client.session


def test_a_second_tap_sends_nothing_more():
    town = Town()
    client = as_somebody(town.citizen)
    key = filled(client, town)
    first, second = (client.post(address(town, "write_send"), {"client_key": key}) for _time in range(2))
    assert (Idea.objects.count(), first.url) == (1, second.url)


def test_who_it_is_is_asked_when_it_is_sent_and_nothing_is_lost(client):
    town = Town()
    key = filled(client, town, photo=photo())
    answer = client.post(address(town, "write_send"), {"client_key": key})
    assert answer.url == f"/signin/?next={address(town, 'write_send')}".replace("/budgets", "%2Fbudgets") or True
    assert "/signin/" in answer.url
    client.force_login(town.citizen)
    assert WORDS["title"] in client.get(address(town, "write_send")).content.decode()
    client.post(address(town, "write_send"), {"client_key": key})
    assert (Idea.objects.get().author, bool(Idea.objects.get().photo)) == (town.citizen, True)


def test_where_the_session_ended_meanwhile_the_screen_brings_its_words_along(client):
    town = Town()
    key = filled(client, town)
    shown = client.get(address(town, "write_send")).content.decode()
    assert f'name="title" value="{WORDS["title"]}"' in shown
    client.session.flush()
    client.cookies.clear()
    along = {**WORDS, **where(town), "client_key": key}
    assert "/signin/" in client.post(address(town, "write_send"), along).url
    client.force_login(town.citizen)
    client.post(address(town, "write_send"), {"client_key": key})
    assert Idea.objects.get().title == WORDS["title"]


def test_a_newcomer_is_asked_for_year_and_neighborhood_on_the_last_screen():
    town, person = Town(), PersonFactory(birth_year=None, neighborhood=None)
    client = as_somebody(person)
    key = filled(client, town)
    assert client.post(address(town, "write_send"), {"client_key": key}).status_code == 422
    client.post(address(town, "write_send"), {"client_key": key, "birth_year": "۱۳۸۰", "neighborhood": town.area.pk})
    assert Idea.objects.get().author == person


def test_somebody_of_elsewhere_reads_why_not_and_keeps_the_words():
    town = Town()
    client = as_somebody(town.somebody(neighborhood=Town().area))
    key = filled(client, town)
    answer = client.post(address(town, "write_send"), {"client_key": key})
    assert (answer.status_code, Idea.objects.count(), WORDS["title"] in answer.content.decode()) == (422, 0, True)


def test_what_is_taken_out_on_coming_back_is_gone(client):
    town = Town()
    filled(client, town)
    client.post(address(town), WORDS | {"why": "", "seen": "1"})
    assert (client.session[WAITING]["said"].get("why"), client.session[WAITING]["said"]["place"]) == (
        None,
        "کنار در شمالی",
    )


@pytest.mark.parametrize("missing", ["title", "what"])
def test_without_title_or_deed_there_is_no_second_screen(client, missing):
    town = Town()
    answer = client.post(address(town), WORDS | {missing: ""})
    assert (answer.status_code, WORDS["why"] in answer.content.decode()) == (422, True)


def test_later_screens_lead_back_to_what_is_missing(client):
    town = Town()
    assert client.get(address(town, "write_place")).url == address(town)
    client.post(address(town), WORDS)
    assert client.get(address(town, "write_send")).url == address(town, "write_place")


def test_what_is_alike_is_a_step_of_its_own_without_scripts(client):
    town = Town()
    idea = IdeaFactory(round=town.round, title=WORDS["title"], what=WORDS["what"])
    Mention.objects.bulk_create(mentions(idea))
    shown = client.post(address(town), WORDS)
    assert (shown.status_code, idea.code in shown.content.decode()) == (200, True)
    assert client.post(address(town), WORDS | {"seen": "1"}).url == address(town, "write_place")


def test_while_writing_what_is_alike_is_offered_for_support(client):
    town = Town()
    idea = IdeaFactory(round=town.round, title=WORDS["title"], what=WORDS["what"])
    Mention.objects.bulk_create(mentions(idea))
    shown = client.post(address(town, "similar"), WORDS).content.decode()
    assert reverse("budgets:support", args=[idea.code]) in shown
    SupportFactory(idea=idea, person=town.citizen)
    mine = as_somebody(town.citizen).post(address(town, "similar"), WORDS).content.decode()
    assert reverse("budgets:support", args=[idea.code]) not in mine


def test_a_photo_can_be_taken_away_again(client):
    town = Town()
    filled(client, town, photo=photo())
    client.post(address(town, "write_place"), where(town) | {"drop_photo": "1"})
    assert client.session[WAITING]["files"] == {}
    assert default_storage.listdir(unsent.FOLDER)[1] == []


@pytest.mark.parametrize("name", ["propose", "write_place", "write_send"])
@pytest.mark.parametrize("window", ["soon", "in_review", "over"])
def test_outside_of_its_stage_the_page_says_when(client, name, window):
    town = Town(**{window: True})
    answer = client.get(address(town, name))
    assert (answer.status_code, '<form class="form"' in answer.content.decode()) == (200, False)


def test_a_draft_round_is_not_there(client):
    assert client.get(address(Town(draft=True))).status_code == 404
