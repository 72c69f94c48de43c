"""Every address and form, sent nonsense as everybody: nothing breaks, no door opens to the wrong one, no GET writes.

Rooms fall under this by themselves: addresses are read from the resolver, who may enter from the marks, forms from the
pages, rows from the factories. `FUZZ=2000 pytest tests/architecture/test_fuzz.py` digs deeper, differently each time.
"""

import copy
import itertools
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from meydan.base.doors import Mark
from meydan.base.forms import CLIENT_KEY
from meydan.base.roles import Role
from meydan.ground import once
from tests.architecture import hostile, test_doors
from tests.architecture.two_cities import ROOMS, Cities, City, ids_of, key_of
from tests.architecture.undrawn import undrawn
from tests.sizes import WHOLE, many

pytestmark = pytest.mark.django_db
HOUSE_WIDE = {
    "calendar:forget_holiday": "a day off is the whole house's",
    "ground:retry": "a task is the whole house's",
    "ground:discard": "a task is the whole house's",
}
FOR_EVERYBODY = {
    "ambassadors:where": "a citizen may apply in any city",
    "programs:register": "a citizen may take part in any city",
    "questions:support": "a citizen may join what was asked in any city",
    "questions:unsupport": "a citizen may take that back",
    "campaigns:brings": "whoever speaks for no agency there is told with which number to come",
    "campaigns:keep": "a citizen may mean to come to any session that is published",
    "campaigns:let_go": "a citizen may take that back",
    "ballots:cast": "whoever has no ballot there is led to the choice",
    "ballots:choose": "whoever has no ballot there is told so",
    "ballots:withdraw": "whoever has no ballot there has nothing to take back",
    "budgets:support": "a citizen may support what was proposed in any city",
    "budgets:unsupport": "a citizen may take that back",
    "budgets:follow": "a citizen may follow what was proposed in any city",
    "budgets:unfollow": "a citizen may take that back",
    "budgets:comment": "a citizen may say something of it",
    "budgets:report_idea": "anybody may say that something should not stand there",
    "budgets:report_comment": "anybody may say that something should not stand there",
    "attendance:here": "whoever stands at a door is told there whether they have a place",
    "attendance:typed_code": "whoever stands at a door may type what is on its screen",
}
ELSEWHERE = {
    "campaigns:evaluation": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:evaluation_rows": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:evaluation_rows_csv": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:evaluation_csv": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:evaluation_xlsx": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:close_evaluation": "is of a stage that everybody sees: tests/campaigns/desk/test_closing.py",
    "campaigns:reopen_evaluation": "is of a stage that everybody sees: tests/campaigns/desk/test_closing.py",
    "campaigns:both_sides": "is of a stage that everybody sees: tests/campaigns/desk/test_evaluation.py",
    "campaigns:delivered": "is of a stage that everybody sees: tests/campaigns/desk/test_delivering.py",
    "campaigns:say_delivered": "is of a stage that everybody sees: tests/campaigns/desk/test_delivering.py",
    "campaigns:card": "is of a stage that everybody sees: tests/campaigns/views/test_cards.py",
    "counseling:mine_case": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:code_picture": "is found by whose file it is: tests/counseling/views/test_mine.py",
    "counseling:move": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:cancel": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:earlier": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:answer": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:calendar": "is found by whose file it is: tests/counseling/views/test_booking.py",
    "counseling:cancel_call": "is found by whose file it is: tests/counseling/views/test_calling.py",
    "counseling:homework_done": "is found by whose file it is: tests/counseling/views/test_calling.py",
    "counseling:room": "is found by whose file it is: tests/counseling/views/test_calling.py",
    "counseling:copy": "is found by whose file it is: tests/counseling/views/test_keeping.py",
    "counseling:erase": "is found by whose file it is: tests/counseling/views/test_keeping.py",
    "counseling:mine_log": "is found by whose file it is: tests/counseling/views/test_log.py",
    "counseling:undo_arrival": "is of somebody who has arrived: tests/counseling/desk/test_arrivals.py",
    "counseling:release": "is of a file that is held: tests/counseling/desk/test_holds.py",
    "campaigns:part": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:accept": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:decline": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:promise": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:copy_promises": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:change_promise": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:withdraw_promise": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:deliver": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:delivery_photo": "is a representative's own: tests/campaigns/views/test_bringing.py",
    "campaigns:plan_session": "is of a session that is offered: tests/campaigns/desk/test_sessions.py",
    "campaigns:plan_hole": "is found by its query: tests/campaigns/desk/test_planning.py",
    "campaigns:plan_stop": "is of a stage that was planned: tests/campaigns/desk/test_planning.py",
    "campaigns:change_history": "is of an early stage: tests/campaigns/desk/test_stages.py",
    "meetings:minutes": "are of a meeting that is approved: tests/meetings/test_views.py",
    "meetings:desk_minutes": "are of a meeting that was held: tests/meetings/test_desk.py",
    "ballots:pot_file": "leads to a file: tests/ballots/views/test_results.py",
    "ballots:lots_file": "leads to lots: tests/ballots/views/test_results.py",
    "ballots:round_file": "leads to a file: tests/ballots/views/test_results.py",
    "ballots:take_ballots": "leads to a file: tests/ballots/views/test_results.py",
    "ballots:consistency": "is asked for two roots: tests/ballots/views/test_log.py",
    "ballots:kiosk_code": "is found by the device's cookie: tests/ballots/views/test_kiosk.py",
    "ballots:kiosk_fill": "is found by the device's cookie: tests/ballots/views/test_kiosk.py",
    "ballots:kiosk_receipt": "is found by the device's cookie: tests/ballots/views/test_kiosk.py",
    "places:photo": "leads to a file: tests/places",
    "programs:photo": "leads to a file: tests/programs/views/test_photos.py",
    "assignments:photo": "leads to a file: tests/assignments/test_views.py",
    "ambassadors:photo": "leads to a file: tests/ambassadors/views/test_mine.py",
    "questions:photo": "leads to a file: tests/questions/views/test_photos.py",
    "questions:voice": "leads to a file: tests/questions/views/test_voices.py",
    "questions:consent": "leads to a file: tests/questions/views/test_voices.py",
    "questions:me_too": "is found by what stands in the form: tests/questions/views/test_live.py",
    "budgets:report_photo": "leads to a file: tests/budgets/views/test_projects.py",
    "budgets:photo": "leads to a file: tests/budgets/views/test_ideas.py",
    "live:poll": "is found by a topic's name: tests/live/test_views.py",
    "messaging:received_voice": "leads to a file: tests/messaging/test_desk.py",
    "messaging:received_photo": "leads to a file: tests/messaging/test_desk.py",
    "messaging:sms_hook": "is found by a secret of the settings: tests/messaging/test_hooks.py",
    "messaging:bot_hook": "is found by a secret of the settings: tests/messaging/test_hooks.py",
}
OWN_BOOKKEEPING = {"ground_counter", "ground_answered", "django_session", "ambassadors_arrival"}
REFUSALS = {403, 404, 405, 409}
WRITING = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
TABLES = {model._meta.db_table: model for model in ROOMS}
EXAMPLES = int(os.environ.get("FUZZ", "0"))
# After SQLite, of which all is asked: a page of each door, and half as much nonsense.
LESS = connection.vendor == "postgresql" and not WHOLE


class Door(NamedTuple):
    name: str
    view: Any
    converters: dict[str, Any]

    @property
    def mark(self) -> Mark:
        return self.view.door

    @property
    def is_once(self) -> bool:
        view = self.view
        while view is not None:
            if getattr(view, "__code__", None) is once.once(lambda: None).__code__:
                return True
            view = getattr(view, "__wrapped__", None)
        return False

    def admits(self, who: str) -> bool:
        return {"open": True, "signed_in": who != "anonymous"}.get(self.mark.kind, who in self.mark.roles)

    def addresses(self, values: Any) -> list[str]:
        """With all that `values(name, converter)` offers for each part."""
        offered = [[one for one in values(*part) if hostile.fits(part[1], one)] for part in self.converters.items()]
        return [
            reverse(self.name, kwargs=dict(zip(self.converters, chosen, strict=True)))
            for chosen in itertools.product(*offered)
        ]


def _doors() -> list[Door]:
    return [
        Door(":".join([*names, entry.name or ""]), entry.callback, entry.pattern.converters)
        for _route, names, entry in test_doors._routes(get_resolver())
    ]


DOORS = {door.name: door for door in _doors()}


def _kind(converter: Any) -> str:
    kinds = {IntConverter: "int", UUIDConverter: "uuid", SlugConverter: "slug"}
    return next((name for kind, name in kinds.items() if isinstance(converter, kind)), "str")


def of(city: City) -> Any:
    """The values that lead to a city's rows: their ids, or their own field of the name in the address."""

    def values(name: str, converter: Any) -> list[Any]:
        match _kind(converter):
            case "int":
                return ids_of(city.first)
            case "uuid":
                return [key_of(number) for number in ids_of(city.first)]
        held = [getattr(row, name, None) for row in city.rows.values()]
        words = {word for word in held if isinstance(word, str) and word and hostile.fits(converter, word)}
        words = words or {"venue", "area"}
        return sorted(words) + [str(number) for number in ids_of(city.first)]

    return values


def of_nothing(_name: str, converter: Any) -> list[Any]:
    return hostile.WEIRD[_kind(converter)]


class Answer(NamedTuple):
    status: int
    body: str
    location: str
    wrote: list[str]  # tables


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that never was, in which the house's own durable transactions feel at home, as in any test."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


class Town:
    def __init__(self) -> None:
        self.cities = Cities()
        self.handler = Client().handler  # one for all: loading the middleware costs more than most pages
        self.sessions = {
            who: test_doors.as_somebody(person).cookies if person else Client().cookies
            for who, person in self.cities.people.items()
        }
        self.theirs = {model: self._theirs(model) for model in ROOMS}
        self.not_taken: set[tuple[str, str]] = set()

    def client(self, who: str) -> Client:
        client = Client()
        client.handler = self.handler
        client.cookies = copy.deepcopy(self.sessions[who])
        return client

    def ask(self, client: Client, who: str, method: str, address: str, data: Any = None, **extra: Any) -> Answer:
        """One request; whatever is raised comes out with the request that did it."""
        wrote: list[str] = []

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            table = WRITING.match(sql)
            if table and table[1] not in OWN_BOOKKEEPING:
                wrote.append(table[1])
            return execute(sql, params, many, context)

        said = f"{who} {method} {address!r:.600} {data!r:.1500} {extra or ''}"
        try:
            with connection.execute_wrapper(watch):
                answer = getattr(client, method.lower())(address, **({"data": data} if data else {}), **extra)
                content = answer.getvalue()
        except Exception as fault:
            raise AssertionError(f"{said}: {type(fault).__name__}: {fault}") from fault
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        body = content.decode() if html else ""
        assert answer.status_code < 500 or "readyz" in address, f"{said}: {answer.status_code}"
        assert hostile.SCRIPT not in body, f"{said}: what was typed runs as a script"
        changed = set(wrote) - {"counseling_opened"}  # whoever reads a file leaves a line
        assert method != "GET" or not changed, f"{said}: a GET wrote to {sorted(changed)}"
        assert not answer.headers.get("Location", "").startswith(("http:", "https:", "//", "/\\", "javascript:")), (
            f"{said}: leads away, to {answer.headers['Location']}"
        )
        return Answer(answer.status_code, body, answer.headers.get("Location", ""), wrote)

    def knock(self, who: str, door: Door, method: str, address: str) -> Answer | None:
        """None where the door has answered once that it takes no such method: half of all take no GET."""
        if (door.name, method) in self.not_taken:
            return None
        with undone(), undrawn():
            answer = self.ask(self.client(who), who, method, address)
        if answer.status == 405:
            self.not_taken.add((door.name, method))
        return answer

    def _theirs(self, model: Any) -> tuple[list[tuple], list[tuple]]:
        """Their city's rows and their people's, as they stand."""
        asked = self.cities.of_their_city(model), self.cities.of_their_people(model)
        return tuple(
            list(model.objects.filter(rows).order_by("pk").values_list()) if rows else []
            for rows in asked
        )  # fmt: skip

    def assert_theirs_untouched(self, door: Door, wrote: list[str], said: str) -> None:
        for model in {TABLES[table] for table in wrote if table in TABLES}:
            (area_before, people_before), (area, people) = self.theirs[model], self._theirs(model)
            assert people == people_before, f"{said}: changed {model._meta.label} of a person of another city"
            assert door.mark.kind != "role" or area == area_before, f"{said}: changed {model._meta.label} elsewhere"

    def few(self, door: Door) -> list[str]:
        """Of those whom a door admits, the two that see most of it."""
        order = [*sorted(door.mark.roles), "citizen", "anonymous", Role.PROGRAM_OFFICER]
        return [who for who in order if door.admits(who)][:2]

    @cached_property
    def pages(self) -> tuple[dict[str, list[tuple[str, hostile.Filled]]], dict[str, set[str]]]:
        """Every form that a page shows to somebody, and the names in links' queries, by the door they lead to."""
        forms: dict[str, list[tuple[str, hostile.Filled]]] = {}
        names: dict[str, set[str]] = {}
        for door in DOORS.values():
            for who in self.few(door)[: 2 if door.mark.kind == "open" else 1]:
                shown = 0  # of an address of several parts, most lead nowhere and some to the same
                tried = (
                    many(12, whole=1000) if door.name in ELSEWHERE else None
                )  # mostly nobody is shown anything there
                for address in door.addresses(of(self.cities.ours))[:tried]:
                    if shown < many(1 if LESS else 3, whole=1000) and (answer := self.knock(who, door, "GET", address)):
                        self._read(who, address, answer, forms, names)
                        shown += answer.status == 200
        return forms, names

    def _read(self, who: str, address: str, answer: Answer, forms: Any, names: Any) -> None:
        page = hostile.Forms(address)
        page.feed(answer.body)
        for form in page.found:
            door = _door_at(form.action, address)
            if door and (who, form) not in forms.setdefault(door, []):
                forms[door].append((who, form))
            if door and form.method == "get":
                names.setdefault(door, set()).update(control.name for control in form.controls)
        for path, asked in page.asked.items():
            door = _door_at(path, address)
            if door:
                names.setdefault(door, set()).update(asked)


def _door_at(action: str, page: str) -> str | None:
    return _door_of(urlsplit(action).path or page)


@cache  # each page leads to the same hundred
def _door_of(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Built once, and gone with the module."""
    with django_db_blocker.unblock(), override_settings(UPLOAD_LIMIT=256 << 10), undone():
        yield Town()


@pytest.mark.once
def test_each_address_meets_a_row_of_the_town(town):
    unmet = []
    for door in DOORS.values():
        if not door.converters or door.name in ELSEWHERE:
            continue
        for who, address, method in itertools.product(
            town.few(door), door.addresses(of(town.cities.ours)), ("GET", "POST")
        ):
            answer = town.knock(who, door, method, address)
            if answer and answer.status not in {404, 405}:
                break
        else:
            unmet.append(door.name)
    assert unmet == [], "give tests/architecture/two_cities.py a row that this address shows to somebody"


@pytest.mark.once
def test_rows_of_ones_own_city_open_no_door_to_the_wrong_role(town):
    """Everybody without a role at each; of the roles a few, others at the next, since test_doors.py tries them all."""
    roles = itertools.cycle(Role)
    for door in DOORS.values():
        knocking = list(Role) if EXAMPLES or WHOLE else itertools.islice(roles, 4)
        for who, address in itertools.product(
            ["anonymous", "citizen", *knocking], door.addresses(of(town.cities.ours))[:1]
        ):
            for method in ("GET", "POST") if door.converters and not door.admits(who) else ():
                with undone(), undrawn():
                    answer = town.ask(town.client(who), who, method, address)
                turned_away = (
                    answer.location.startswith(reverse("signin:start")) if who == "anonymous" else answer.status == 403
                )
                assert turned_away, f"{who} {method} {address} [{door.mark.kind}]: {answer.status}"
                assert answer.wrote == [], f"{who} {method} {address}"


@pytest.mark.once
def test_rows_of_another_city_are_as_if_they_were_not(town):
    shown = []
    for door in DOORS.values():
        if not door.converters or door.mark.kind == "open" or door.name in HOUSE_WIDE | FOR_EVERYBODY:
            continue
        for number, address in enumerate(door.addresses(of(town.cities.theirs))):
            tries = list(itertools.product(town.few(door), ("GET", "POST")))
            if not (EXAMPLES or WHOLE):  # by turns: whoever looked at this one changes the next
                tries = [one for place, one in enumerate(tries) if (place + place // 2 + number) % 2 == 0]
            for who, method in tries:
                answer = town.knock(who, door, method, address)
                if answer and answer.status not in REFUSALS:
                    shown.append(f"{who} {method} {address}: {answer.status}")
    assert shown == [], "ask the rows within the areas of the role, or of the person; else name it in HOUSE_WIDE"


@pytest.mark.parametrize("name", sorted(DOORS))
def test_nonsense_breaks_nothing(town, name):
    door = DOORS[name]
    forms, names = town.pages
    actors = [who for who in town.cities.people if door.admits(who)]
    values = [of(town.cities.ours), of(town.cities.theirs), of_nothing]
    ours, theirs, nothing = ([quote(a, safe="/%") for a in door.addresses(one)] for one in values)
    known = sorted(names.get(name, set()) | {"page", "q", "next", "day", "area"})
    sent = forms.get(name, [])
    posts = [form for form in sent if form[1].method == "post"]
    usual = many(6, whole=30) if posts or names.get(name) else many(2, whole=10)

    @seed(zlib.crc32(name.encode()))
    @settings(
        max_examples=EXAMPLES or usual // (1 + LESS),
        deadline=None,
        database=None,
        derandomize=not EXAMPLES,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if EXAMPLES else [Phase.generate],
    )
    @given(st.data())
    def knock(data: st.DataObject) -> None:
        draw = data.draw
        address = draw(st.sampled_from(ours) | st.sampled_from(ours + theirs + nothing))
        query = draw(hostile.queries(known))
        headers = {"HTTP_HX_REQUEST": "true"} if draw(st.integers(0, 4)) == 0 else {}
        with undone():
            if posts and draw(st.integers(0, 3)):
                who, form = draw(st.sampled_from(posts))
                if urlsplit(form.action).path in ours or not door.converters:
                    address = draw(st.sampled_from([urlsplit(form.action).path, address]))
                _send(who, address, draw(hostile.filled(form)), headers)
            else:
                who = draw(st.sampled_from(actors))
                client = town.client(who)
                town.ask(client, who, "GET", f"{address}?{query}", **headers)
                if draw(st.integers(0, 4)) == 0:
                    _send(
                        who, address, draw(st.dictionaries(st.sampled_from(known), st.lists(hostile.VALUES))), headers
                    )

    def _send(who: str, address: str, form: dict[str, list[Any]], headers: dict[str, str]) -> None:
        form = form if CLIENT_KEY in form else form | {CLIENT_KEY: ["00000000-0000-4000-8000-000000000007"]}
        client = town.client(who)
        first = town.ask(client, who, "POST", address, form, **headers)
        said = f"{who} POST {address!r} {form!r:.1500}"
        town.assert_theirs_untouched(door, first.wrote, said)
        if 300 <= first.status < 400 and door.is_once:
            for values in form.values():
                for value in values:
                    if hasattr(value, "seek"):
                        value.seek(0)
            again = town.ask(client, who, "POST", address, form, **headers)
            assert again.wrote == [], f"{said}: sent twice, written twice: {again}"

    knock()
