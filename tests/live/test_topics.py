import datetime as dt

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.live import topics
from meydan.live.models import Topic

PARTS = {"fa": {"now": "<p>اکنون</p>"}, "en": {"now": "<p>Now</p>"}}


@pytest.mark.django_db
def test_each_publishing_is_one_version_more_and_the_newest_is_what_is_shown():
    assert topics.current("tests.room.1") is None
    assert topics.publish("tests.room.1", PARTS) == 1
    assert topics.publish("tests.room.1", {"fa": {"now": "", "next": "<p>بعدی</p>"}}) == 2
    assert topics.current("tests.room.1") == (2, {"fa": {"now": "", "next": "<p>بعدی</p>"}})
    assert topics.publish("tests.room.2", PARTS) == 1


@pytest.mark.django_db
def test_when_it_changed_is_kept(time_machine):
    time_machine.move_to("2021-06-23 16:00Z", tick=False)
    topics.publish("tests.room.1", PARTS)
    assert Topic.objects.get().changed_at == dt.datetime(2021, 6, 23, 16, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_is_not_shown():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        topics.publish("tests.room.1", PARTS)
        1 / 0  # noqa: B018
    assert topics.current("tests.room.1") is None
    with pytest.raises(RuntimeError, match="transaction of its cause"):
        topics.publish("tests.room.1", PARTS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["", "now", "Tests.room", "tests.", "tests..1", "tests/room", "tests.نام", "a." + "x" * 99]
)
def test_a_name_that_is_none_is_our_mistake(name):
    with pytest.raises(ValueError, match="no name of a topic"):
        topics.publish(name, PARTS)


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [{}, {"de": {"now": ""}}, {"fa": {"Now": ""}}, {"fa": {"": ""}}])
def test_parts_are_given_by_language_and_name(parts):
    with pytest.raises(ValueError, match=r"language|named"):
        topics.publish("tests.room.1", parts)


@pytest.mark.django_db
def test_a_letter_that_postgresql_cannot_keep_is_left_out():
    topics.publish("tests.room.1", {"fa": {"now": "پس\0پیش"}})
    assert topics.current("tests.room.1").parts == {"fa": {"now": "پسپیش"}}


@pytest.mark.django_db
def test_parts_are_made_in_each_language():
    with translation.override("fa"):
        made = topics.in_each_language(lambda: {"now": _("Connection lost. Trying again…")})
        assert translation.get_language() == "fa"
    assert made == {
        "fa": {"now": "ارتباط قطع شد. دوباره تلاش می‌کنیم…"},
        "en": {"now": "Connection lost. Trying again…"},
    }
    topics.publish("tests.room.1", lambda: made)
    assert topics.current("tests.room.1").parts == made
