import datetime as dt
import re
import time

import pyotp
import pytest
import time_machine
from django.test import Client

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.signin.models import RecoveryCode, SecondFactor
from meydan.signin.session import BACKEND
from tests.factories.people import PersonFactory, staff
from tests.factories.signin import SECRET, RecoveryCodeFactory, SecondFactorFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 8, 0, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def shown(secret=SECRET, shift=0):
    return pyotp.TOTP(secret).at(time.time() + shift)


def known(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


@pytest.fixture
def officer():
    return staff(Role.ADMINISTRATOR)


@pytest.fixture
def client(officer):
    SecondFactorFactory(person=officer)
    return known(officer)


def enter(client, code):
    return client.post("/signin/factor/?next=/desk/people/", {"code": code})


class TestPassing:
    def test_a_role_opens_nothing_before_the_second_factor(self, client):
        assert client.get("/desk/people/").url == "/signin/factor/?next=%2Fdesk%2Fpeople%2F"
        assert enter(client, shown()).url == "/desk/people/"
        assert client.get("/desk/people/").status_code == 200

    @pytest.mark.parametrize(("shift", "status"), [(-60, 422), (-30, 302), (0, 302), (30, 302), (60, 422)])
    def test_clocks_may_differ_by_one_step(self, client, shift, status):
        assert enter(client, shown(shift=shift)).status_code == status

    def test_a_code_works_once(self, client, officer):
        code = shown()
        assert enter(client, code).status_code == 302
        other = known(officer)
        assert enter(other, code).status_code == 422
        assert FACTOR_PASSED not in other.session

    def test_after_a_newer_code_an_older_one_is_worth_nothing(self, client, officer):
        assert enter(client, shown(shift=30)).status_code == 302
        assert enter(known(officer), shown()).status_code == 422

    def test_it_is_asked_again_after_twelve_hours(self, client, clock):
        enter(client, shown())
        clock.shift(dt.timedelta(hours=12) - dt.timedelta(seconds=1))
        assert client.get("/desk/people/").status_code == 200
        clock.shift(1)
        assert client.get("/desk/people/").url.startswith("/signin/factor/")

    def test_passing_gives_the_session_a_new_key(self, client):
        before = client.session.session_key
        enter(client, shown())
        assert client.session.session_key != before

    def test_five_tries_in_a_quarter_of_an_hour(self, client, clock):
        answers = [enter(client, "000000") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [422] * 6
        assert "۱۵ دقیقه دیگر" in answers[5].content.decode()
        assert enter(client, shown()).status_code == 422
        clock.shift(15 * 60)
        assert enter(client, shown()).status_code == 302

    def test_a_citizen_has_no_second_factor_to_pass(self):
        assert known(PersonFactory()).get("/signin/factor/?next=/me/").url == "/me/"

    def test_codes_are_read_in_persian_digits(self, client):
        assert enter(client, shown().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))).status_code == 302

    def test_a_secret_sealed_under_another_key_says_so(self, client, settings):
        settings.IDENTITY_KEY = "another key"
        answer = enter(client, shown())
        assert answer.status_code == 422
        assert "با کلید دیگری" in answer.content.decode()


class TestRecoveryCodes:
    def test_each_works_once(self, client, officer):
        RecoveryCodeFactory(person=officer, code="123412341234")
        assert enter(client, "1234 1234 1234").status_code == 302
        assert enter(known(officer), "123412341234").status_code == 422

    def test_somebody_elses_opens_nothing(self, client):
        RecoveryCodeFactory(code="123412341234")
        assert enter(client, "123412341234").status_code == 422

    def test_whoever_came_in_without_an_app_is_led_to_set_one_up(self, officer):
        client = known(officer)
        session = client.session
        session[FACTOR_PASSED] = int(time.time())  # as "enter as …" does in sample mode
        session.save()
        assert client.get("/signin/factor/recovery-codes/").url.startswith("/signin/factor/set-up/")
        assert client.get("/signin/factor/set-up/").status_code == 200

    def test_new_ones_make_the_old_ones_useless(self, client, officer):
        RecoveryCodeFactory(person=officer, code="123412341234")
        assert client.get("/signin/factor/recovery-codes/").url.startswith("/signin/factor/")
        enter(client, shown())
        page = client.post("/signin/factor/recovery-codes/").content.decode()
        assert len(re.findall(r"<li[^>]*>[۰-۹]{4} [۰-۹]{4} [۰-۹]{4}</li>", page)) == 10
        assert RecoveryCode.objects.filter(person=officer).count() == 10
        assert enter(known(officer), "123412341234").status_code == 422


class TestSettingUp:
    def set_up(self, client):
        page = client.get("/signin/factor/set-up/?next=/desk/people/").content.decode()
        sealed = re.search(r'name="sealed" value="([0-9a-f]+)"', page)[1]
        secret = re.search(r">((?:[A-Z2-7]{4} ?){8})<", page)[1].replace(" ", "")
        return sealed, secret

    def test_whoever_has_none_is_led_there(self, officer):
        client = known(officer)
        assert client.get("/signin/factor/?next=/desk/people/").url == "/signin/factor/set-up/?next=%2Fdesk%2Fpeople%2F"

    def test_the_app_shows_that_it_knows_the_secret_and_ten_codes_are_shown_once(self, officer):
        client = known(officer)
        sealed, secret = self.set_up(client)
        page = client.post("/signin/factor/set-up/?next=/desk/people/", {"sealed": sealed, "code": shown(secret)})
        codes = re.findall(r"<li[^>]*>([۰-۹]{4} [۰-۹]{4} [۰-۹]{4})</li>", page.content.decode())
        assert len(set(codes)) == 10
        assert client.get("/desk/people/").status_code == 200
        factor = SecondFactor.objects.get(person=officer)
        assert secret.encode() not in bytes(factor.sealed_secret)
        assert enter(known(officer), shown(secret)).status_code == 422  # that step is used up
        assert enter(known(officer), codes[0]).status_code == 302

    def test_a_wrong_code_keeps_the_secret_on_the_page(self, officer):
        client = known(officer)
        sealed, secret = self.set_up(client)
        answer = client.post("/signin/factor/set-up/", {"sealed": sealed, "code": "000000"})
        assert answer.status_code == 422
        assert secret[:4] + " " + secret[4:8] in answer.content.decode()
        assert SecondFactor.objects.count() == 0

    @pytest.mark.parametrize("forged", ["", "zz", "00", "00" * 60])
    def test_a_made_up_secret_is_not_taken(self, officer, forged):
        code = shown()
        assert known(officer).post("/signin/factor/set-up/", {"sealed": forged, "code": code}).status_code == 422

    def test_a_secret_sealed_for_somebody_else_is_not_taken(self, officer):
        sealed, secret = self.set_up(known(staff(Role.MANAGER)))
        answer = known(officer).post("/signin/factor/set-up/", {"sealed": sealed, "code": shown(secret)})
        assert answer.status_code == 422

    def test_it_is_set_up_once(self, client):
        assert client.get("/signin/factor/set-up/").url.startswith("/signin/factor/")

    def test_the_page_holds_a_picture_without_inline_style(self, officer):
        page = known(officer).get("/signin/factor/set-up/").content.decode()
        assert "<svg" in page
        assert "style=" not in page
        assert "otpauth://totp/" in page
