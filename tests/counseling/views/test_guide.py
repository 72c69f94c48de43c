"""The guide's screens, walked without a name and without JavaScript."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.counseling import TopicFactory

pytestmark = pytest.mark.django_db
LINE = 'href="tel:123"'


def step(name, town):
    return reverse(f"counseling:{name}", args=[town.city.pk])


def go(client, address, **typed):
    answer = client.post(address, {"sent": "1"} | typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer["Location"]


def walk(client, town, *words, **last):
    """To the last screen."""
    address = go(client, step("guide", town), booked_for="oneself")
    signs = dict(client.get(address).context["form"].fields["signs"].choices)
    chosen = [value for value, words_of in signs.items() if words_of in words]
    address = go(client, address, signs=chosen)
    return go(client, address, **{"danger": "no"} | last)


@pytest.fixture
def town(town):
    town.topic.signs = ["دلشوره", "بی‌خوابی"]
    town.topic.save()
    return town


def test_three_questions_lead_to_a_topic_with_why_and_to_what_can_be_done_at_once(client, town):
    answer = client.get(walk(client, town, "دلشوره", since="weeks", much="some"))
    told = answer.content.decode()
    assert (answer.context["topic"], answer.context["why"], answer.context["is_urgent"]) == (
        town.topic,
        ["دلشوره"],
        False,
    )
    assert all(words in told for words in ("هر کس زودتر", "با من تماس بگیرید", "این تشخیص نیست", LINE))
    assert answer["Cache-Control"] == "no-store"


def test_its_first_time_and_since_when_go_along_into_the_booking(client, town):
    found = client.get(walk(client, town, "دلشوره", since="months"))
    details = client.get(found.context["first"])
    assert (details.context["slot"].starts_at, details.context["form"]["since"].value()) == (
        town.slot().starts_at,
        "months",
    )
    modes = client.get(found.context["book"])
    assert modes.context["topic"] == town.topic


@pytest.mark.parametrize("last", [{"danger": "yes"}, {}])
def test_where_there_is_danger_emergency_lines_come_first_and_the_call_is_urgent(client, town, last):
    if not last:
        TopicFactory(area=town.city, name="خشونت", signs=["ترس در خانه"], shows_lines=True)
        town.counselor.topics.add(town.city.counseling_topics.get(name="خشونت"))
    answer = client.get(walk(client, town, "دلشوره", "ترس در خانه", **last))
    told = answer.content.decode()
    assert answer.context["is_urgent"]
    assert told.index(LINE) < told.index("می‌توانید با این موضوع شروع کنید")
    assert {client.get(answer.context[way]).context["form"]["danger"].value() for way in ("call", "first")} == {"yes"}


def test_who_chooses_nothing_is_led_to_what_most_counselors_know(client, town):
    TopicFactory(area=town.city, name="دیگر", signs=["چیزی"])
    answer = client.get(walk(client, town))
    assert (answer.context["topic"], answer.context["why"]) == (town.topic, [])


def test_nothing_of_it_is_written(client, town):
    client.get(step("city", town))
    session = dict(client.session)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(walk(client, town, "دلشوره", since="years", much="lot", danger="yes"))
    assert [query["sql"] for query in asked if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"])] == []
    assert dict(client.session) == session


def test_its_addresses_open_nothing_in_another_browser_and_say_nothing(client, town):
    address = walk(client, town, "دلشوره", danger="yes")
    assert Client().get(address)["Location"] == step("guide", town)
    assert client.get(address)["Referrer-Policy"] == "same-origin"
    assert "oneself" not in address


@pytest.mark.parametrize("typed", [{"signs": ["7.9"]}, {"signs": ["x" * 3000]}])
def test_a_made_up_phrase_is_refused_in_a_sentence(client, town, typed):
    address = go(client, step("guide", town), booked_for="oneself")
    assert client.post(address, {"sent": "1"} | typed).status_code == 422


@pytest.mark.parametrize("name", ["guide_weighs", "guide_since", "guide_found"])
def test_who_comes_from_nowhere_begins_anew(client, town, name):
    assert client.get(step(name, town) + "?s=x")["Location"] == step("guide", town)


def test_the_old_address_leads_here(client, town):
    assert client.get(step("book", town) + "?guide=1")["Location"] == step("guide", town)
