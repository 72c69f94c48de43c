import uuid

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.closures import actions
from meydan.closures.models import Closure, Link
from meydan.ground.models import Task
from meydan.ground.queue import drain
from tests.closures.town import FIRST, items
from tests.factories.closures import ClosureFactory
from tests.factories.places import CityFactory, VenueFactory

pytestmark = pytest.mark.django_db


def facts(town, **changes):
    known = {
        "area": town.area.pk,
        "kinds": ["cultural", "sports"],
        "modes": ["in_person"],
        "days_from": "۱۴۰۵/۹/۷",
        "days_to": "۱۴۰۵/۹/۱۳",
        "way": "cancel",
        "reason": "شیوع بیماری",
    }
    return {name: value for name, value in (known | changes).items() if value is not None}


def address(name, *args):
    return reverse(f"closures:{name}", args=args)


def test_an_officer_drafts_looks_carries_out_and_undoes(town, desk):
    pottery = town.program()
    occasion = town.session(pottery, FIRST)
    town.guest(pottery)
    client = desk()
    answer = client.post(address("plan"), facts(town))
    closure = Closure.objects.get()
    assert (answer.status_code, answer["Location"], closure.state) == (302, address("closure", closure.pk), "draft")
    page = client.get(address("closure", closure.pk)).content.decode()
    assert "۱ جلسه را تعطیل کن" in page
    assert "«سفال» شنبه ۷ آذر ۱۴۰۵ ساعت ۱۷:۰۰ برگزار نمی‌شود." in page
    client.post(address("begin", closure.pk))
    assert 'hx-trigger="every 2s"' in client.get(address("closure", closure.pk)).content.decode()
    drain()
    page = client.get(address("closure", closure.pk)).content.decode()
    assert ("برگرداندن تعطیلی" in page, 'hx-trigger="every 2s"' in page) == (True, False)
    client.post(address("undo", closure.pk))
    drain()
    closure.refresh_from_db()
    assert (closure.state, items(closure)) == ("undone", {occasion.pk: ("restored", "cancel", "")})


@pytest.mark.parametrize(
    "changes",
    [
        {"kinds": []},
        {"kinds": ["opera"]},
        {"modes": []},
        {"reason": "‌‌"},
        {"reason": "آ" * 121},
        {"way": "burn"},
        {"way": None},
        {"days_from": "2026-11-28"},
        {"days_from": "۱۴۰۵/۹/۱۴"},
        {"days_from": "۱۴۰۴/۹/۱", "days_to": "۱۴۰۴/۹/۳"},
        {"days_to": "۱۴۰۷/۹/۱۳"},
        {"way": "postpone"},
        {"way": "postpone", "weeks": "صد"},
        {"way": "postpone", "weeks": "-1"},
        {"way": "postpone", "until": "۱۴۰۵/۹/۱۰"},
        {"way": "postpone", "weeks": "1", "days_to": "۱۴۰۵/۹/۱۴"},
        {"way": "online", "link_base": "javascript:alert(1)"},
        {"area": "999999"},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(town, desk, changes):
    answer = desk().post(address("plan"), facts(town, **changes))
    assert (answer.status_code, Closure.objects.count()) == (422, 0)
    assert ("شیوع بیماری" in answer.content.decode()) == ("reason" not in changes)


@pytest.mark.parametrize(
    ("changes", "weeks"),
    [({"weeks": "۲"}, 2), ({"until": "۱۴۰۵/۱۰/۱"}, 4), ({"weeks": "1", "until": "1405/9/13"}, 1)],
)
def test_postponing_is_by_weeks_or_past_a_day(town, desk, changes, weeks):
    desk().post(address("plan"), facts(town, way="postpone", **changes))
    assert Closure.objects.get().weeks == weeks


def test_a_form_sent_twice_and_a_button_pressed_twice_are_one_closure(town, desk):
    town.session(town.program(), FIRST)
    client, key = desk(), str(uuid.uuid4())
    for _time in range(2):
        client.post(address("plan"), facts(town, client_key=key))
    closure = Closure.objects.get()
    assert [client.post(address("begin", closure.pk)).status_code for _time in range(2)] == [302, 409]
    assert Task.objects.count() == 1


def test_a_draft_can_be_changed_and_thrown_away_until_it_begins(town, desk):
    client, closure = desk(), town.closure()
    client.post(address("change", closure.pk), facts(town, reason="برف", venues=[town.venue.pk]))
    closure.refresh_from_db()
    assert (closure.reason, list(closure.venues.all())) == ("برف", [town.venue])
    assert 'value="برف"' in client.get(address("change", closure.pk)).content.decode()
    assert client.post(address("discard", closure.pk)).status_code == 302
    assert client.get(address("closure", closure.pk)).status_code == 404
    town.session(town.program(), FIRST)
    begun = town.close()
    answers = [client.post(address(name, begun.pk), facts(town)).status_code for name in ("change", "discard")]
    assert answers == [422, 409]


def test_each_program_gets_its_link_page_by_page(town, desk):
    bare, linked = town.program(), town.program("یوگا", online_link="https://own.example.ir/")
    for program in (bare, linked):
        town.session(program, FIRST, 9 if program == bare else 17)
    closure = town.closure(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    client = desk()
    assert "پیوند ندارد" in client.get(address("closure", closure.pk)).content.decode()
    name = f"link-programs-{bare.pk}"
    assert client.post(address("links", closure.pk), {name: "http://live.example.ir"}).status_code == 422
    client.post(address("links", closure.pk), {name: "https://live.example.ir/۱"})
    assert list(Link.objects.values_list("activity", "link")) == [(bare.pk, "https://live.example.ir/1")]
    client.post(address("links", closure.pk), {name: ""})
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("role", "where", "reads", "writes"),
    [
        (Role.PROGRAM_OFFICER, "here", 200, 302),
        (Role.PROGRAM_OFFICER, "above", 200, 302),
        (Role.PROGRAM_OFFICER, "elsewhere", 404, 404),
        (Role.MANAGER, "here", 200, 403),
        (Role.MANAGER, "elsewhere", 404, 403),
        (Role.CENTER_STAFF, "here", 403, 403),
        (Role.AUDITOR, "here", 403, 403),
    ],
)
def test_who_reads_and_who_closes(town, desk, *, role, where, reads, writes):
    town.session(town.program(), FIRST)
    closure = town.closure()
    area = {"here": town.area, "above": town.area.parent, "elsewhere": CityFactory()}[where]
    client = desk(role, area)
    assert client.get(address("closure", closure.pk)).status_code == reads
    assert client.post(address("begin", closure.pk)).status_code == writes


def test_nobody_closes_an_area_or_a_venue_out_of_reach(town, desk):
    elsewhere = VenueFactory(area=CityFactory())
    client = desk()
    answers = [
        client.post(address("plan"), facts(town, **changes)).status_code
        for changes in ({"area": elsewhere.area.pk}, {"venues": [elsewhere.pk]})
    ]
    assert (answers, Closure.objects.count()) == ([422, 422], 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(town, desk, rows, django_assert_num_queries):
    ClosureFactory.create_batch(rows, area=town.area)
    ClosureFactory()
    client = desk()
    client.get(address("list"))
    with django_assert_num_queries(5):
        answer = client.get(address("list"))
    assert answer.content.decode().count("<tr>") == rows + 1


def test_a_preview_of_nothing_says_so(town, desk):
    page = desk().get(address("closure", town.closure().pk)).content.decode()
    assert ("چیزی که هنوز نیامده باشد پیدا نشد" in page, "خبر بده" in page) == (True, False)


def test_a_closure_shows_what_needs_a_look(town, desk):
    town.session(town.program(), FIRST)
    closure = town.close(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    assert "پیوندی برای پیوستن ندارد." in desk().get(address("closure", closure.pk)).content.decode()


def test_after_the_hour_there_is_nothing_to_undo_with(town, desk, at):
    town.session(town.program(), FIRST)
    closure = town.close()
    client = desk()
    with at(minutes=61):
        assert "برگرداندن تعطیلی" not in client.get(address("closure", closure.pk)).content.decode()
        assert client.post(address("undo", closure.pk)).status_code == 409
    closure.refresh_from_db()
    assert closure.state == "done"


def test_two_officers_do_not_close_the_same_days_at_once(town, desk):
    town.session(town.program(), FIRST)
    one, other = town.closure(), town.closure(first_day=FIRST)
    actions.begin(by=town.officer, closure=one)
    assert desk().post(address("begin", other.pk)).status_code == 409
    drain()
    assert desk().post(address("begin", other.pk)).status_code == 409  # nothing is left to close
