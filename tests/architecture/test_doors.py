"""Every address of the house, tried as everybody: a door is open to whom its mark says, and to nobody else.

Rooms fall under this by themselves: the addresses are read from the resolver and the marks from the views.
"""

import time
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from meydan.base import doors as base_doors
from meydan.base.doors import FACTOR_PASSED, Mark
from meydan.base.roles import Role
from meydan.signin.session import BACKEND
from tests.architecture.undrawn import undrawn
from tests.factories.people import PersonFactory, staff
from tests.factories.places import AreaFactory
from tests.sizes import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOBODY = 987_654_321  # the id of nothing
DOOR_MARKS = {
    mark(lambda: None).__code__ for mark in (base_doors.open, base_doors.signed_in, base_doors.role(Role.COACH))
}


@pytest.fixture
def blank():
    """Who is refused reads a blank page; what is on it has a test of its own below."""
    with undrawn():
        yield


class Door(NamedTuple):
    route: str
    view: Any
    address: str

    @property
    def mark(self) -> Mark:
        return self.view.door


def _routes(
    resolver: URLResolver, before: str = "", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...], URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route, (*names, entry.namespace) if entry.namespace else names)
        else:
            yield route, names, entry


def _value(converter: Any) -> Any:
    """A value this part of an address takes, and that belongs to nothing."""
    if isinstance(converter, IntConverter):
        return NOBODY
    if isinstance(converter, UUIDConverter):
        return uuid.UUID(int=NOBODY)
    for guess in ("nothing", "1405", "1405-09-01", "5"):
        try:
            converter.to_python(guess)
        except ValueError:
            continue
        return guess if isinstance(converter.to_python(guess), str) else converter.to_python(guess)
    raise AssertionError(f"give tests/architecture/test_doors.py a value for {converter!r}")


@cache
def doors() -> list[Door]:
    found = []
    for route, names, entry in _routes(get_resolver()):
        values = {name: _value(converter) for name, converter in entry.pattern.converters.items()}
        name = ":".join([*names, entry.name or ""])
        found.append(Door(route, entry.callback, reverse(name, kwargs=values)))
    return found


def as_somebody(person: Any) -> Client:
    client = Client()
    client.force_login(person, BACKEND)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return client


def is_sent_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer.url.startswith(reverse("signin:start") + "?next=")


def test_every_address_has_a_name_and_every_view_one_mark():
    unnamed = [route for route, _names, entry in _routes(get_resolver()) if not entry.name]
    assert unnamed == [], "name the address, so that pages can link to it"
    marks = {route: _marks(entry.callback) for route, _names, entry in _routes(get_resolver())}
    unmarked = [route for route, wrappers in marks.items() if not any(wrappers)]
    assert unmarked == [], "put one mark on the view: @doors.open, @doors.signed_in or @doors.role(…)"
    inner = [route for route, wrappers in marks.items() if not wrappers[0]]
    assert inner == [], "the mark stands outermost, above @once and all others: nothing runs before the door is passed"
    twice = [route for route, wrappers in marks.items() if sum(wrappers) > 1]
    assert twice == [], "one mark is enough, and two may disagree"


def _marks(view: Any) -> list[bool]:
    """From the outermost wrapper of a view to itself: which of them are door marks."""
    found = []
    while view is not None:
        found.append(getattr(view, "__code__", None) in DOOR_MARKS)
        view = getattr(view, "__wrapped__", None)
    return found


def test_there_are_doors_to_look_at():
    assert len(doors()) > 50


def test_no_role_mark_is_empty():
    assert [door.route for door in doors() if door.mark.kind == "role" and not door.mark.roles] == []


@pytest.mark.usefixtures("blank")
def test_whoever_is_not_signed_in_comes_in_by_open_doors_only():
    wrong, client = [], Client()  # one for all: loading the middleware costs more than most pages
    for door in doors():
        for method in ("get", "post"):
            client.cookies.clear()
            answer = getattr(client, method)(door.address)
            if is_sent_to_sign_in(answer) == (door.mark.kind == "open") or answer.status_code in {403, 500}:
                wrong.append(f"{method} {door.address} [{door.mark.kind}]: {answer.status_code}")
    assert wrong == []


@pytest.mark.usefixtures("blank")
def test_a_citizen_comes_in_by_no_door_of_staff():
    client = as_somebody(PersonFactory())
    wrong = []
    for door in doors():
        for method in ("get", "post") if door.mark.kind == "role" else ("get",):
            answer = getattr(client, method)(door.address)
            if (answer.status_code == 403) != (door.mark.kind == "role") or is_sent_to_sign_in(answer):
                wrong.append(f"{method} {door.address} [{door.mark.kind}]: {answer.status_code}")
    assert wrong == []


@pytest.mark.usefixtures("blank")
@pytest.mark.parametrize("role", list(Role))
def test_each_role_comes_in_by_its_doors_only(role):
    """By the doors of roles, all of them; where it may not, by GET or POST in turn. Of those for everybody it tries its
    share. WHOLE=1 tries all by both.
    """
    turn = list(Role).index(role)
    client = as_somebody(staff(role, AreaFactory()))
    wrong = []
    everybodys = [door for door in doors() if door.mark.kind != "role"]
    share = everybodys if WHOLE else everybodys[turn :: len(Role)]
    for number, door in enumerate([*(door for door in doors() if door.mark.kind == "role"), *share]):
        may = door.mark.kind != "role" or role in door.mark.roles
        for method in ("get",) if may else ("get", "post") if WHOLE else (("get", "post")[(number + turn) % 2],):
            answer = getattr(client, method)(door.address)
            if (answer.status_code == 403) == may or is_sent_to_sign_in(answer) or answer.status_code == 500:
                wrong.append(f"{method} {door.address} [{', '.join(sorted(door.mark.roles))}]: {answer.status_code}")
    assert wrong == []


def test_whoever_is_refused_reads_so_on_a_page_with_menus():
    for role in [None, *Role]:
        client = as_somebody(staff(role, AreaFactory()) if role else PersonFactory())
        door = next(door for door in doors() if door.mark.kind == "role" and role not in door.mark.roles)
        for address, status in ((door.address, 403), (f"/places/{NOBODY}/", 404)):
            answer = client.get(address)
            assert (answer.status_code, answer.templates[0].name) == (status, f"base/{status}.html"), address
            assert "<h1" in answer.text, address
            assert 'class="main-menu"' in answer.text, address


@pytest.mark.usefixtures("blank")
def test_a_role_alone_opens_nothing_before_the_second_factor():
    for role in Role:
        client = Client()
        client.force_login(staff(role, AreaFactory()), BACKEND)
        opened = [
            door.address
            for door in doors()
            if door.mark.kind == "role" and role in door.mark.roles
            if not client.get(door.address).headers.get("Location", "").startswith(reverse("signin:factor"))
        ]
        assert opened == []
