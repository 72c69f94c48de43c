"""Words of clients are planted through the pages, then looked for wherever somebody could read who may not."""

import base64
import html
import io
import json
import logging
import os
import re
import subprocess
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from meydan.base.roles import Role
from meydan.counseling import vault
from meydan.counseling.models import Appointment, Case
from meydan.ground import logs
from meydan.journal.models import Line
from meydan.messaging import tasks
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.signin.session import BACKEND
from tests.architecture.test_doors import as_somebody
from tests.counseling.town import Town
from tests.factories.counseling import NOW
from tests.factories.people import staff

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNT = {"name": "بیژن سپیدارنهان", "phone": "+989127770011"}  # stands in the table of people, and nowhere else
PHONE = "+989127770022"  # of somebody without a name
ABOUT, NAMELESS, CHILD = "شبدرکبود خواب ندارد", "نیلوفرمرداب می‌ترسد", "گلمهرجان"
CALLER = "+989127770044"  # of somebody who only asks to be called
NOTE, CORRECTION, HOMEWORK = "بلوط‌خاموش در جلسه", "سپیدارلرزان و نه بلوط", "هر شب صنوبرنامه بخوانید"
SUMMARY, REASON, GLASS = "چکیدهٔ ارغوان‌پنهان", "سببِ یاسمن‌دور", "حکمِ زنبق‌سیاه"
HOLD = "نامهٔ دادگاهِ ارکیده‌سنگ"
LEAVING, HANDED = "رفتنِ لادن‌زرد", "سپردهٔ شقایق‌نهان"  # why a client is handed over, and with which words
SEALED = (ABOUT, NAMELESS, CHILD, NOTE, CORRECTION, HOMEWORK, SUMMARY, REASON, GLASS, HOLD, LEAVING, HANDED)
WORDS = (*SEALED, PHONE, CALLER)


def shapes(word):
    """A word as a table, a log, an address or a page could hold it."""
    plain = word.removeprefix("+98")
    found = {plain, json.dumps(plain)[1:-1], quote(plain), html.escape(plain), plain.encode().hex(), repr(plain)[1:-1]}
    if plain.isdigit():
        found.add(plain.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))
    # base64 at each of the three places a word can begin at, without the letters its neighbors share
    for before in range(3):
        told = base64.b64encode(b"x" * before + plain.encode()).decode().rstrip("=")
        found.add(told[4 if before else 0 : -3])
    return {one.encode() for one in found}


def leaks(text, words=WORDS):
    """Those of the words that can be read in it."""
    return [word for word in words if any(shape in text for shape in shapes(word))]


def as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def dump(leaving_out=()):
    """Every value of every table, and what each session says when it is opened."""
    names = [name for name in connection.introspection.table_names() if name not in leaving_out]
    found = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found += [as_bytes(value) for row in cursor.fetchall() for value in row]
    found += [json.dumps(session.get_decoded(), ensure_ascii=False).encode() for session in Session.objects.all()]
    return b"\n".join(found)


def backup(folder):
    """Made as docs/operations.md says."""
    if connection.vendor == "postgresql":
        address = re.sub(r"/[^/]*$", f"/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
        return subprocess.run(["pg_dump", "--inserts", address], capture_output=True, check=True).stdout
    path = folder / "backup.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path.read_bytes()


def references(person):
    """How many rows of each model lead to a person, by key or by what they are found by."""
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}": relation.related_model._base_manager.filter(
            **{relation.field.name: person}
        ).count()
        for relation in Person._meta.related_objects
        if relation.related_model is not Session
    }


def post_on(client, answer, said):
    """Send a screen's form, and go to where it leads."""
    sent = client.post(answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], said)
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    return client.get(sent.url)


def details_screen(client, town, *, booked_for="oneself"):
    answer = client.get(reverse("counseling:book", args=[town.city.pk]))
    answer = post_on(client, answer, {"topic": town.topic.pk, "booked_for": booked_for})
    answer = post_on(client, answer, {"mode": "phone"})
    answer = post_on(client, answer, {"counselor": ""})
    slot = re.search(r'name="slot" value="([^"]+)"', answer.content.decode())[1]
    return post_on(client, answer, {"slot": slot})


class Planted:
    """A booking with a name, one without, and all that staff write about them."""

    def __init__(self):
        self.town = Town()
        self.person = self.town.person
        Person.objects.filter(pk=self.person.pk).update(**ACCOUNT)
        self.person.refresh_from_db()
        self.browser, self.stranger = Client(), Client()
        self.browser.force_login(self.person, BACKEND)
        self.browser.get(reverse("counseling:city", args=[self.town.city.pk]))
        self.before = references(self.person)
        self.session_before = dict(self.browser.session)

    def book(self):
        screen = details_screen(self.browser, self.town, booked_for="child")
        said = {"named": "yes", "others": CHILD, "about": ABOUT, "danger": "no", "agree": "on"}
        assert post_on(self.browser, screen, said).status_code == 200
        return Case.objects.get(owner_mac=vault.of_person(self.person))

    def book_without_a_name(self):
        screen = details_screen(self.stranger, self.town)
        said = {"phone": PHONE.replace("+98", "0"), "about": NAMELESS, "danger": "no", "agree": "on"}
        screen = post_on(self.stranger, screen, said)
        code = next(iter(self.stranger.session["counseling_codes"].values()))
        assert post_on(self.stranger, screen, {"code": code}).status_code == 200
        return Case.objects.get(client_mac=vault.of_phone(PHONE))

    def ask_to_be_called(self):
        """In the file they have, and by somebody who gives nothing but a number; the first is called."""
        page = reverse("counseling:call", args=[self.town.city.pk])
        said = {"topic": self.town.topic.pk, "from_hour": "8", "until_hour": "20", "danger": "no"}
        assert self.browser.post(page, said | {"named": "yes"}).status_code == 302
        other = Client()
        shown = other.post(page, said | {"phone": CALLER.replace("+98", "0")})
        code = next(iter(other.session["counseling_codes"].values()))
        sent = other.post(f"{page}code/", {"said": shown.context["said"], "code": code})
        assert other.get(sent.url).status_code == 200

    def call(self):
        """The counselor takes the first of them, sees the number once, and reaches them."""
        desk = as_somebody(self.town.counselor.person)
        assert desk.post(reverse("counseling:take_call")).status_code == 302
        shown = desk.post(reverse("counseling:call_number")).content.decode()
        assert ACCOUNT["phone"].removeprefix("+98") in shown
        assert desk.post(reverse("counseling:call_reached")).status_code == 302

    def write(self, case):
        """What staff write, on their pages."""
        counselor, to = as_somebody(self.town.counselor.person), self.town.another_counselor()
        manager = as_somebody(staff(Role.COUNSELING_MANAGER, self.town.city))
        until = {"until_day": "20", "until_month": "9", "until_year": "1405"}
        shown = {"to": to.pk, "what": ["summary", "notes"], "reason": REASON, "summary": SUMMARY} | until
        sent = [
            counselor.post(reverse("counseling:write_note", args=[case.code]), {"text": NOTE}),
            counselor.post(
                reverse("counseling:correct_note", args=[case.code, case.notes.get().pk]), {"text": CORRECTION}
            ),
            counselor.post(reverse("counseling:give_homework", args=[case.code]), {"text": HOMEWORK}),
            counselor.post(reverse("counseling:sharing", args=[case.code]), shown),
            manager.post(reverse("counseling:glass"), {"code": case.code, "reason": GLASS}),
            manager.post(reverse("counseling:holds"), {"code": case.code, "reason": HOLD}),
        ]
        assert [answer.status_code for answer in sent] == [302] * 6
        read = as_somebody(to.person).get(reverse("counseling:file", args=[case.code])).content
        assert leaks(read, [NOTE, CORRECTION, SUMMARY, REASON]) == [NOTE, CORRECTION, SUMMARY, REASON]
        handed = {"to": to.pk, "reason": LEAVING, "summary": HANDED, "sure": "on"}
        assert counselor.post(reverse("counseling:hand_over", args=[case.code]), handed).status_code == 302
        read = as_somebody(to.person).get(reverse("counseling:file", args=[case.code])).content
        assert leaks(read, [LEAVING, HANDED]) == [LEAVING, HANDED]

    def take_along(self, browser, case):
        """All that is kept, on a page and as a file."""
        page = reverse("counseling:copy", args=[case.key])
        assert NOTE in browser.get(page).content.decode()
        kept = browser.get(page, {"as": "json"}).json()
        assert [note["text"] for note in kept["notes"]] == [NOTE, CORRECTION]


@pytest.fixture
def logged():
    """What the house writes into its log while a test runs, in both its forms and at its most talkative in production."""
    stream = io.StringIO()
    handlers = []
    for form in (logs.Json(), logs.Masked("{levelname} {name}: {message}", style="{")):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(form)
        handlers.append(handler)
    loggers = [logging.getLogger(name) for name in ("meydan", "django")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel("INFO")
        for handler in handlers:
            logger.addHandler(handler)
    yield lambda: stream.getvalue().encode()
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
        for handler in handlers:
            logger.removeHandler(handler)


@pytest.fixture
def planted(settings, tmp_path):
    settings.SMS_PROVIDER, settings.SMS_DIR, settings.SAMPLE = "file", tmp_path, True
    with time_machine.travel(NOW, tick=False):
        yield Planted()


def test_what_is_looked_for_would_be_found(planted):
    for shape in (ABOUT, json.dumps({"a": ABOUT}), quote(ABOUT), f"b'{ABOUT.encode().hex()}'"):
        assert leaks(shape.encode()) == [ABOUT]
    for before in ("", "a", "ab", "abc"):
        assert leaks(base64.b64encode(f"{before}{ABOUT} و".encode())) == [ABOUT]
    assert leaks("۹۱۲۷۷۷۰۰۲۲".encode()) == [PHONE]
    Person.objects.filter(pk=planted.person.pk).update(name=ABOUT)
    assert leaks(dump()) == [ABOUT]


def test_whoever_has_the_whole_database_reads_nothing_of_a_client(planted, tmp_path, logged):
    named, nameless = planted.book(), planted.book_without_a_name()
    planted.ask_to_be_called()
    planted.call()
    for browser, case in ((planted.browser, named), (planted.stranger, nameless)):
        planted.write(case)
        planted.take_along(browser, case)
    for message in Message.objects.all():
        tasks.deliver.call(message.pk)
    assert Appointment.objects.count() == 2
    assert vault.unseal(named, named.appointments.get(), "sealed_intake")["about"] == ABOUT  # it was planted indeed
    assert vault.unseal(named, named, "sealed_who")["others"] == CHILD

    assert leaks(dump()) == []
    assert leaks(dump(leaving_out={"people_person"}), ACCOUNT.values()) == []
    assert leaks(backup(tmp_path)) == []
    assert leaks(logged(), [*WORDS, *ACCOUNT.values()]) == []
    assert b"counseling" not in json.dumps(dict(planted.browser.session)).encode()


def test_neither_journal_nor_outbox_says_who_or_what(planted):
    planted.book()
    planted.book_without_a_name()
    lines = Line.objects.filter(verb__startswith="counseling.")
    assert set(lines.values_list("actor", flat=True)) == {None}
    rows = [*lines.values(), *Message.objects.values()]
    assert leaks(repr(rows).encode(), [*WORDS, *ACCOUNT.values(), "مشاور", str(planted.town.topic)]) == []
    assert {(row.person, row.phone) for row in Message.objects.all()} == {(None, "")}


def test_no_row_tells_that_a_person_is_a_client(planted):
    said = dump(leaving_out={"django_session"})
    before = [said.count(shape) for shape in _of(planted.person)]
    planted.book()
    assert references(planted.person) == planted.before
    assert dict(planted.browser.session) == planted.session_before
    said = dump(leaving_out={"django_session"})
    assert [said.count(shape) for shape in _of(planted.person)] == before


def _of(person):
    """What a person could be recognized by."""
    return [str(person.key).encode(), person.key.hex.encode(), person.phone.encode(), person.name.encode()]


def test_an_error_page_and_its_log_say_nothing_of_what_was_typed(planted, logged):
    planted.browser.raise_request_exception = False
    screen = details_screen(planted.browser, planted.town, booked_for="child")
    address = screen.request["PATH_INFO"] + "?" + screen.request["QUERY_STRING"]
    said = {"named": "yes", "others": CHILD, "about": ABOUT, "danger": "no", "agree": "on"}

    def broken(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO") and "counseling_case" in sql:
            raise OperationalError(f"disk image is malformed: {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        answer = planted.browser.post(address, said)
    assert answer.status_code == 500
    assert Case.objects.count() == 0
    assert leaks(answer.content + repr(answer.headers).encode()) == []
    assert b"OperationalError" in logged()
    assert leaks(logged(), [*WORDS, *ACCOUNT.values()]) == []
    assert leaks(dump()) == []


def test_no_page_of_a_client_stays_in_a_browser(planted):
    case = planted.book()
    code = case.appointments.get().code
    addresses = [
        reverse("counseling:mine"),
        reverse("counseling:mine_case", args=[case.key]),
        *(reverse(f"counseling:{name}", args=[case.key, code]) for name in ("move", "cancel", "earlier", "calendar")),
    ]
    answers = [planted.browser.get(address) for address in addresses]
    kept = {answer.request["PATH_INFO"]: answer.headers.get("Cache-Control") for answer in answers}
    assert kept == dict.fromkeys(addresses, "no-store")  # also where it is too late to move, which is refused


def test_what_a_browser_remembers_of_a_clients_pages_says_no_code_of_the_file(planted):
    case = planted.book()
    page = planted.browser.get(reverse("counseling:mine_case", args=[case.key])).content.decode()
    kept = re.findall(r'(?:href|action)="([^"]*)"|<title>(.*?)</title>', page)
    assert len(kept) > 5
    assert [one for one in kept if case.code in "".join(one) or case.shown_code in "".join(one)] == []


def test_a_calendar_entry_says_an_hour_and_nothing_of_counseling(planted):
    case = planted.book()
    entry = planted.browser.get(reverse("counseling:calendar", args=[case.key, case.appointments.get().code])).content
    unfolded = entry.replace(b"\r\n ", b"")
    told = ["مشاور", "counsel", str(planted.town.topic), str(planted.town.counselor), *ACCOUNT.values()]
    assert leaks(unfolded, [*WORDS, *told]) == []


def test_who_has_no_key_opens_nothing(planted, settings):
    case = planted.book()
    settings.IDENTITY_KEY = "f" * len(house.IDENTITY_KEY)
    with pytest.raises(vault.Unreadable):
        vault.unseal(Case.objects.get(pk=case.pk), case, "sealed_who")
