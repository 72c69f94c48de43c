import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.signin.models import CodeRequest
from tests.factories.people import PersonFactory
from tests.factories.signin import CODE, CodeRequestFactory
from tests.signin.visiting import PHONE, another, ask, browser, sent_code

pytestmark = pytest.mark.django_db


class TestSigningIn:
    def test_a_newcomer_is_made_at_the_right_code_and_not_before(self):
        client = browser()
        page = ask(client)
        assert page.status_code == 302
        assert Person.objects.count() == 0
        client.post(page.url, {"code": another(sent_code())})
        assert Person.objects.count() == 0
        answer = client.post(page.url, {"code": sent_code()})
        assert (answer.status_code, answer.url) == (302, "/me/name/")
        person = Person.objects.get()
        assert (person.phone, client.session["_auth_user_id"]) == (PHONE, str(person.pk))

    def test_whoever_is_known_comes_in_and_goes_where_they_wanted(self):
        person = PersonFactory(phone=PHONE)
        client = browser()
        page = client.post("/signin/?next=/me/family/", {"phone": "۰۹۷۰ ۰۰۰ ۰۰۰۱"})
        answer = client.post(page.url, {"code": sent_code()})
        assert answer.url == "/me/family/"
        assert client.session["_auth_user_id"] == str(person.pk)

    def test_a_newcomer_is_asked_for_a_name_first_and_then_goes_on(self):
        client = browser()
        page = client.post("/signin/?next=/me/family/", {"phone": PHONE})
        answer = client.post(page.url, {"code": sent_code()})
        assert answer.url == "/me/name/?next=%2Fme%2Ffamily%2F"

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
    )
    def test_nobody_is_sent_to_another_site(self, elsewhere):
        PersonFactory(phone=PHONE)
        client = browser()
        page = client.post(f"/signin/?next={elsewhere}", {"phone": PHONE})
        assert client.post(page.url, {"code": sent_code()}).url == "/"

    @pytest.mark.parametrize(
        "write",
        [
            str,
            lambda code: code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
            lambda code: f" {code[:3]}-{code[3:]} ",
        ],
    )
    def test_the_code_is_read_in_any_digits(self, write):
        PersonFactory(phone=PHONE)
        client = browser()
        page = ask(client)
        assert client.post(page.url, {"code": write(sent_code())}).status_code == 302

    @pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\u200c", "٫" * 6, "1" * 5000])
    def test_what_is_no_code_is_refused_without_a_try(self, typed):
        request = CodeRequestFactory()
        assert browser().post(f"/signin/code/{request.key}/", {"code": typed}).status_code == 422
        request.refresh_from_db()
        assert request.tries == 0

    def test_the_session_gets_a_new_key(self):
        client = browser()
        session = client.session
        session["something"] = 1
        session.save()
        client.cookies["sessionid"] = before = session.session_key
        page = ask(client)
        client.post(page.url, {"code": sent_code()})
        assert client.session.session_key != before

    def test_a_code_works_once(self):
        PersonFactory(phone=PHONE)
        page = ask(browser())
        assert browser().post(page.url, {"code": sent_code()}).status_code == 302
        assert browser().post(page.url, {"code": sent_code()}).status_code == 422

    def test_a_code_works_for_two_minutes(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            requests = [CodeRequestFactory() for _ in range(2)]
            clock.shift(119)
            assert browser().post(f"/signin/code/{requests[0].key}/", {"code": CODE}).status_code == 302
            clock.shift(1)
            assert browser().post(f"/signin/code/{requests[1].key}/", {"code": CODE}).status_code == 422

    def test_five_tries_and_the_right_one_comes_too_late(self):
        request = CodeRequestFactory()
        client = browser()
        said = [client.post(f"/signin/code/{request.key}/", {"code": "000000"}).content.decode() for _ in range(5)]
        assert ["۴ بار دیگر" in page for page in said] == [True, False, False, False, False]
        assert client.post(f"/signin/code/{request.key}/", {"code": CODE}).status_code == 422
        assert Person.objects.count() == 0

    def test_a_form_sent_twice_sends_one_code(self):
        client = browser()
        answers = [ask(client, client_key="7b0e5d6e-4cf4-4a5f-9a19-0f3d1f4b1a11") for _ in range(2)]
        assert answers[0].url == answers[1].url
        assert CodeRequest.objects.count() == Message.objects.count() == 1

    def test_whoever_is_signed_in_is_not_asked_again_unless_wanted(self):
        client = browser()
        client.force_login(PersonFactory())
        assert client.get("/signin/?next=/me/").url == "/me/"
        assert client.get("/signin/?next=/me/&again=1").status_code == 200

    def test_a_closed_account_stays_closed(self):
        PersonFactory(phone=PHONE, is_active=False)
        client = browser()
        page = ask(client)
        assert client.post(page.url, {"code": sent_code()}).status_code == 422
        assert "_auth_user_id" not in client.session

    def test_signing_out_is_a_form(self):
        client = browser()
        client.force_login(PersonFactory())
        assert client.get("/signin/out/").status_code == 200
        assert "_auth_user_id" in client.session
        assert client.post("/signin/out/").status_code == 302
        assert "_auth_user_id" not in client.session

    def test_pages_are_kept_by_no_cache(self):
        assert "no-store" in browser().get("/signin/")["Cache-Control"]


class TestHoldingBack:
    def test_one_number_waits_a_minute_and_is_told_how_long(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            assert ask(browser()).status_code == 302
            clock.shift(2)
            held = ask(browser("198.51.100.7"))
            assert (held.status_code, held["Retry-After"]) == (429, "58")
            assert "۵۸ ثانیه دیگر" in held.content.decode()
            assert CodeRequest.objects.count() == 1
            clock.shift(58)
            assert ask(browser()).status_code == 302

    def test_one_number_gets_five_codes_an_hour_from_wherever_they_are_asked(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            answers = []
            for number in range(8):
                answers.append(ask(browser(f"192.0.2.{number}")).status_code)
                clock.shift(61)
            assert answers == [302] * 5 + [429] * 3
            assert "۵۲ دقیقه دیگر" in ask(browser("192.0.2.99")).content.decode()

    def test_one_address_gets_twenty_codes_an_hour(self):
        answers = [ask(browser(), f"+9897000001{number:02}").status_code for number in range(25)]
        assert answers == [302] * 20 + [429] * 5
        assert ask(browser("192.0.2.2"), "+989700000199").status_code == 302

    def test_a_home_of_ipv6_is_one_address(self, settings):
        settings.CODES_AN_HOUR_FROM_ADDRESS = 2
        homes = [
            "2001:db8:0:1::1",
            "2001:db8:0:1:ffff::2",
            "2001:db8:0:1::3",
            "2001:db8:0:2::1",
            "::ffff:192.0.2.1",
            "192.0.2.1",
            "192.0.2.1",
        ]
        answers = [ask(browser(home), f"+98970000020{number}").status_code for number, home in enumerate(homes)]
        assert answers == [302, 302, 429, 302, 302, 302, 429]

    def test_the_whole_house_has_a_limit(self, settings):
        settings.CODES_AN_HOUR = 3
        answers = [ask(browser(f"192.0.2.{number}"), f"+98970000030{number}").status_code for number in range(5)]
        assert answers == [302, 302, 302, 429, 429]

    def test_codes_that_were_answered_hold_nobody_back(self, settings):
        settings.CODES_AN_HOUR_FROM_ADDRESS = settings.CODES_AN_HOUR = 2
        for number in range(4):
            client = browser()
            page = ask(client, f"+98970000040{number}")
            assert client.post(page.url, {"code": sent_code()}).status_code == 302

    def test_who_asks_in_somebodys_name_does_not_keep_them_out(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            own = browser()
            page = ask(own)
            own.post(page.url, {"code": sent_code()})
            own.post("/signin/out/")
            clock.shift(61)
            for number in range(9):
                ask(browser(f"198.51.100.{number}"))
                clock.shift(61)
            assert ask(browser("198.51.100.99")).status_code == 429
            assert ask(own).status_code == 302
            assert ask(own).status_code == 429
            assert ask(own, "+989700000555").status_code == 302

    def test_who_drops_the_cookie_between_asking_and_answering_gets_nothing_back(self, settings):
        settings.CODES_AN_HOUR_FROM_ADDRESS = 2
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            own = browser()
            own.post(ask(own).url, {"code": sent_code()})
            own.post("/signin/out/")
            clock.shift(61)
            assert [ask(browser(), f"+98970000050{number}").status_code for number in range(3)] == [302, 302, 429]
            page = ask(own)
            assert browser().post(page.url, {"code": sent_code()}).status_code == 302
            assert ask(browser(), "+989700000504").status_code == 429

    def test_a_made_up_cookie_knows_nobody(self):
        client = browser()
        client.cookies["known_here"] = "WyJhIiwiYiJd:made:up"
        assert [ask(client).status_code, ask(client).status_code] == [302, 429]

    def test_a_new_code_is_sent_under_the_same_limits(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            client = browser()
            first = ask(client).url
            held = client.post(f"{first}again/")
            assert (held.status_code, CodeRequest.objects.count()) == (429, 1)
            assert "۶۰ ثانیه دیگر" in held.content.decode()
            clock.shift(60)
            second = client.post(f"{first}again/")
            assert second.status_code == 302
            assert second.url != first


class TestNothingTellsWhetherANumberIsKnown:
    def plain(self, response):
        """The page without what is new on every page: keys, tokens, the number itself."""
        text = response.content.decode()
        text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "KEY", text)
        text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", text)
        return re.sub(
            r"[۰-۹]{4}••••[۰-۹]{3}|0970[0-9]{7}|۰۹۷۰[۰-۹]{7}|ticket-code\" dir=\"ltr\">[۰-۹]{6}", "NUMBER", text
        )

    def walk(self, phone):
        """Ask, look, guess wrong five times, ask too soon: all that can be seen without the phone."""
        client = browser()
        seen = []
        for step in (
            lambda: ask(client, phone),
            lambda: client.get(self.page),
            *[lambda: client.post(self.page, {"code": "000000"})] * 6,
            lambda: client.post(f"{self.page}again/"),
            lambda: ask(client, phone),
        ):
            with CaptureQueriesContext(connection) as queries:
                response = step()
            self.page = re.sub(r"\?.*", "", response.headers.get("Location", "")) or self.page
            shown = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "KEY", response.headers.get("Location", ""))
            seen.append(
                (
                    response.status_code,
                    shown,
                    sorted(response.headers),
                    sorted(response.cookies),
                    len(queries),
                    self.plain(response),
                )
            )
        return seen

    def test_every_answer_is_the_same_and_costs_the_same(self):
        self.page = ""
        PersonFactory(phone="+989700000601", name="شیرین")
        PersonFactory(phone="+989700000603", is_active=False)
        browser().get("/signin/")  # warms what is loaded once
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False):
            known, unknown, closed = (self.walk(f"+98970000060{number}") for number in (1, 2, 3))
        assert known == unknown == closed

    def test_asking_does_not_look_at_people(self):
        with CaptureQueriesContext(connection) as queries:
            ask(browser())
        assert [query["sql"] for query in queries if "people_person" in query["sql"]] == []


def test_signing_in_takes_few_queries(django_assert_num_queries):
    PersonFactory(phone=PHONE)
    client = browser()
    client.get("/signin/")
    with django_assert_num_queries(3):  # who can be entered as, in sample mode, and which unit they head
        client.get("/signin/")
    with django_assert_num_queries(31):
        page = ask(client).url
    with django_assert_num_queries(2):
        client.get(page)
    code = sent_code()
    with django_assert_num_queries(28):
        client.post(page, {"code": code})


def test_the_code_stands_in_no_table_but_the_outbox_and_the_number_in_no_address():
    page = ask(browser())
    row = CodeRequest.objects.get()
    assert sent_code().encode() not in bytes(row.code_mac)
    assert "970" not in page.url.replace(str(row.key), "")
