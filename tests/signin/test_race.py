"""One-time codes against many hands at once, over real connections on either database."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.signin import codes
from meydan.signin.codes import try_code
from meydan.signin.models import CodeRequest
from tests.factories.signin import CODE, CodeRequestFactory
from tests.signin.visiting import PHONE, ask, browser
from tests.sizes import many
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def spy(monkeypatch):
    """Counts the comparisons, which stay what they are."""
    evaluated, compare = [], codes.hmac.compare_digest
    monkeypatch.setattr(codes.hmac, "compare_digest", lambda *pair: evaluated.append(1) or compare(*pair))
    return evaluated


@pytest.mark.slow
def test_guesses_at_once_evaluate_at_most_five(monkeypatch):
    count = many(150, whole=999)
    evaluated = spy(monkeypatch)
    request = CodeRequestFactory()
    wrong = [f"{number:06}" for number in range(1000) if f"{number:06}" != CODE]

    def guess(number):
        return browser(f"198.51.{number % 250}.{number // 250}").post(
            f"/signin/code/{request.key}/", {"code": wrong[number]}
        )

    answers = at_once(count, guess)
    assert {answer.status_code for answer in answers} == {422}
    assert len(evaluated) == 5
    request.refresh_from_db()
    assert request.tries == 5
    assert browser().post(f"/signin/code/{request.key}/", {"code": CODE}).status_code == 422
    assert Person.objects.count() == 0


def test_the_right_code_sent_by_many_at_once_opens_once():
    request = CodeRequestFactory()
    answers = at_once(40, lambda _n: browser().post(f"/signin/code/{request.key}/", {"code": CODE}).status_code)
    assert sorted(answers) == [302] + [422] * 39
    assert Person.objects.count() == 1


def test_two_codes_answered_at_once_make_one_person():
    requests = [CodeRequestFactory(phone=PHONE) for _ in range(8)]
    answers = at_once(8, lambda n: browser().post(f"/signin/code/{requests[n].key}/", {"code": CODE}).status_code)
    assert answers == [302] * 8
    assert Person.objects.count() == 1


@pytest.mark.slow
def test_guesses_from_many_addresses_evaluate_a_hundred_a_day(monkeypatch):
    """Somebody with a network of machines asks for codes to one number for a day, and guesses as fast as they are let.

    Twenty codes of five tries each are evaluated: one chance in ten thousand, however many guesses are sent.
    """
    count = many(2_000, whole=10_000)
    evaluated = spy(monkeypatch)
    with time_machine.travel("2026-11-22 00:00:00+00:00", tick=False) as clock:
        asked = []
        for round_ in range(24 * 6):
            asked.append(ask(browser(f"10.{round_}.1.1")).status_code)
            clock.shift(600)
        keys = list(CodeRequest.objects.values_list("key", flat=True))
        assert (asked.count(302), asked.count(429), len(keys)) == (20, 124, 20)
        CodeRequest.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))  # the kindest case for the guesser
        sent = set(re.findall("[0-9]{6}", " ".join(Message.objects.values_list("text", flat=True))))
        wrong = [guess for guess in (f"{number:06}" for number in range(11_000)) if guess not in sent]

        def guess(machine):
            for number in range(machine, count, 40):
                with pytest.raises(Refusal):
                    try_code(keys[number % 20], wrong[number])
            return "never in"

        assert at_once(40, guess) == ["never in"] * 40
    assert len(evaluated) == 100


def test_a_burst_of_requests_for_one_number_sends_one_code():
    answers = at_once(60, lambda number: ask(browser(f"192.0.2.{number}")))
    assert sorted(answer.status_code for answer in answers) == [302] + [429] * 59
    assert CodeRequest.objects.count() == 1
    waits = {int(answer["Retry-After"]) for answer in answers if answer.status_code == 429}
    assert min(waits) > 0
    assert max(waits) <= 60


def test_a_burst_from_one_address_sends_twenty_codes():
    answers = at_once(60, lambda number: ask(browser(), f"+98970{number:07}").status_code)
    assert sorted(answers) == [302] * 20 + [429] * 40
    assert CodeRequest.objects.count() == 20
