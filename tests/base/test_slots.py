import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from meydan.base import slots


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(slots, "_slots", slots.defaultdict(list))


def first(_request, subject):
    return f"<b>{subject}</b>"


def second(_request, subject):
    return mark_safe(f"<i>{subject}</i>")


def nothing(_request, _subject):
    return ""


def test_a_slot_nobody_fills_is_empty():
    assert slots.filled("places.venue", HttpRequest(), 1) == ""


def test_fillings_come_in_order_and_words_are_escaped():
    slots.register("here", second, order=20)
    slots.register("here", nothing, order=15)
    slots.register("here", first, order=10)
    assert slots.filled("here", HttpRequest(), "x") == "&lt;b&gt;x&lt;/b&gt;\n<i>x</i>"


def test_registering_twice_is_registering_once():
    slots.register("here", second)
    slots.register("here", second, order=5)
    assert slots.filled("here", HttpRequest(), "x") == "<i>x</i>"


def test_a_template_names_the_slot_and_what_it_is_about():
    slots.register("here", second)
    context = Context({"request": HttpRequest(), "venue": "مسجد"})
    assert Template('{% slot "here" venue %}{% slot "there" venue %}').render(context) == "<i>مسجد</i>"
