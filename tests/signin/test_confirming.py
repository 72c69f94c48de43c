import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import RequestFactory

from meydan.base.refusal import Refusal
from meydan.engines.sms import segments
from meydan.journal.models import Line
from meydan.people.models import Person
from meydan.signin import confirming, limits
from tests.factories.people import PersonFactory
from tests.factories.signin import CODE, CodeRequestFactory
from tests.signin.visiting import PHONE, browser, sent_code

pytestmark = pytest.mark.django_db
WHAT = "ثبت ایده به نام شما"


def helper():
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    request.session = SessionStore()
    return request


def ask(request, phone=PHONE):
    with transaction.atomic():
        return confirming.ask(request, by=None, phone=phone, purpose="idea", what=WHAT)


def test_whoever_tells_the_code_is_known_from_then_on_and_signed_in_nowhere():
    request = helper()
    asked = ask(request)
    person = confirming.confirm(request, by=None, key=asked.key, purpose="idea", typed=sent_code())
    assert (person, person.phone) == (Person.objects.get(), PHONE)
    assert "_auth_user_id" not in request.session
    assert "signin.confirmed" in set(Line.objects.values_list("verb", flat=True))


def test_the_message_says_what_is_agreed_to_within_two_parts():
    from meydan.messaging.models import Message

    ask(helper())
    text = Message.objects.get().text
    assert WHAT in text
    assert segments(text).parts <= 2
    assert "@" not in text  # no browser fills it in by itself


def test_a_confirming_code_signs_nobody_in():
    PersonFactory(phone=PHONE)
    asked = ask(helper())
    assert browser().get(f"/signin/code/{asked.key}/").status_code == 404
    assert browser().post(f"/signin/code/{asked.key}/", {"code": sent_code()}).status_code == 404
    assert browser().post(f"/signin/code/{asked.key}/again/").status_code == 404


@pytest.mark.parametrize("purpose", ["", "vote"])
def test_a_code_for_something_else_confirms_nothing(purpose):
    asked = CodeRequestFactory(purpose=purpose)
    with pytest.raises(Refusal):
        confirming.confirm(helper(), by=None, key=asked.key, purpose="idea", typed=CODE)


def test_a_code_confirms_once():
    request, asked = helper(), CodeRequestFactory(purpose="idea")
    confirming.confirm(request, by=None, key=asked.key, purpose="idea", typed=CODE)
    with pytest.raises(Refusal):
        confirming.confirm(request, by=None, key=asked.key, purpose="idea", typed=CODE)


def test_five_guesses_and_no_more():
    asked = CodeRequestFactory(purpose="idea")
    for _guess in range(5):
        with pytest.raises(Refusal):
            confirming.confirm(helper(), by=None, key=asked.key, purpose="idea", typed="000000")
    with pytest.raises(Refusal):
        confirming.confirm(helper(), by=None, key=asked.key, purpose="idea", typed=CODE)


def test_a_number_is_not_asked_twice_within_a_minute():
    request = helper()
    ask(request)
    with pytest.raises(limits.Wait):
        ask(request)


def test_in_the_sample_city_the_code_stands_on_the_page(settings):
    settings.SAMPLE = True
    request = helper()
    asked = ask(request)
    assert confirming.shown(request, asked.key) == sent_code()
    settings.SAMPLE = False
    assert confirming.shown(request, asked.key) is None
