import datetime as dt

import pytest

from meydan.places.models import Hall, Venue
from meydan.programs import rules
from meydan.programs.models import Program

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
PLACE = {"venue": Venue(name="سرا", is_open=True), "capacity": 20, "kind": "cultural"}


def fields(facts, was=None, first_start=None) -> list[str]:
    program = Program(**(PLACE | facts))
    known = Program(**(PLACE | was)) if was is not None else None
    return [field for field, _said in rules.mistakes(program, now=NOW, was=known, first_start=first_start)]


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({}, []),
        ({"mode": "hybrid"}, ["online_capacity"]),
        ({"mode": "hybrid", "online_capacity": 3}, []),
        ({"age_from": 12, "age_to": 7}, ["age_to"]),
        ({"age_from": 7, "age_to": 7}, []),
        ({"age_to": 0, "age_from": 0}, []),
        ({"hall": Hall(capacity=19)}, ["capacity"]),
        ({"hall": Hall(capacity=20)}, []),
        ({"hall": Hall(capacity=19), "takes_registrations": False}, []),
        ({"registration_closes_at": NOW}, ["registration_closes_at"]),
        ({"registration_closes_at": NOW + HOUR}, []),
        ({"waiting": "draw"}, ["draw_at"]),
        ({"waiting": "draw", "draw_at": NOW}, ["draw_at"]),
        ({"waiting": "draw", "draw_at": NOW + HOUR}, []),
    ],
)
def test_what_cannot_stand_is_named_by_its_field(facts, wrong):
    assert fields(facts) == wrong


def test_the_draw_comes_before_the_first_session():
    drawn = {"waiting": "draw", "draw_at": NOW + 2 * HOUR}
    assert fields(drawn, was=drawn, first_start=NOW + 2 * HOUR) == ["draw_at"]
    assert fields(drawn, was=drawn, first_start=NOW + 3 * HOUR) == []


def test_a_moment_that_has_passed_since_it_was_said_stays():
    said = {"registration_closes_at": NOW - HOUR + dt.timedelta(seconds=20)}
    assert fields({"registration_closes_at": NOW - HOUR}, was=said) == []
    assert fields({"registration_closes_at": NOW - 2 * HOUR}, was=said) == ["registration_closes_at"]


@pytest.mark.parametrize(
    ("changes", "of_a_draft", "of_a_published"),
    [
        ({"shape": "series"}, [], ["shape"]),
        ({"kind": "content"}, [], ["kind"]),
        ({"kind": "social"}, [], []),
        ({"venue": None}, [], ["venue"]),
        ({"venue": None, "mode": "online"}, [], []),
    ],
)
def test_what_people_relied_on_when_they_registered_stays(changes, of_a_draft, of_a_published):
    assert fields(changes, was={"status": "draft"}) == of_a_draft
    assert fields(changes, was={"status": "published"}) == of_a_published


def test_an_order_that_was_drawn_stays():
    drawn = {"waiting": "draw", "draw_at": NOW - HOUR, "drawn_at": NOW - HOUR}
    assert fields(drawn, was=drawn) == []
    assert fields({"waiting": "first_come", "drawn_at": NOW}, was=drawn) == ["waiting"]


@pytest.mark.parametrize(
    ("facts", "dropped"),
    [
        (
            {"kind": "content", "price": 5, "mode": "hybrid"},
            {"price": 0, "mode": "online", "venue": None, "waiting": "none"},
        ),
        ({"content_link": "https://a.example"}, {"content_link": ""}),
        ({"mode": "online", "online_capacity": 4}, {"online_capacity": None}),
        ({"mode": "in_person", "online_link": "https://a.example"}, {"online_link": ""}),
        ({"takes_registrations": False, "waiting": "draw", "draw_at": NOW}, {"waiting": "none", "draw_at": None}),
        ({"waiting": "first_come", "draw_at": NOW}, {"waiting": "first_come", "draw_at": None}),
    ],
)
def test_what_has_no_meaning_for_the_kind_or_mode_is_not_kept(facts, dropped):
    program = Program(**(PLACE | facts))
    rules.drop_what_does_not_apply(program)
    assert {name: getattr(program, name) for name in dropped} == dropped
