import pytest

from meydan.base.refusal import Refusal
from meydan.engines.sms import segments
from meydan.signin import codes
from tests.factories.signin import CODE, CodeRequestFactory


def test_a_code_has_six_digits_and_every_one_can_come():
    made = {codes.new_code() for _ in range(2000)}
    assert {len(code) for code in made} == {6}
    assert {code[0] for code in made} == set("0123456789")


def test_the_message_fills_in_by_itself_where_that_costs_no_second_part():
    short = codes.text_of("012345", site="میدان", host="qods.ir")
    assert short.splitlines()[-1] == "@qods.ir #012345"
    assert segments(short).parts == 1


def test_a_long_address_is_left_out():
    long = codes.text_of("012345", site="میدان", host="meydan.municipality-of-qods.example.ir")
    assert "@" not in long
    assert "012345" in long
    assert segments(long).parts == 1


@pytest.mark.django_db
def test_the_same_code_under_another_request_is_another_mac():
    one, two = CodeRequestFactory(), CodeRequestFactory()
    assert one.code_mac != two.code_mac
    assert len(codes.mac_of(one.key, CODE)) == 32


@pytest.mark.django_db
def test_a_guess_counts_before_it_is_compared():
    request = CodeRequestFactory()
    with pytest.raises(Refusal):
        codes.try_code(request.key, "000000")
    assert codes.try_code(request.key, CODE).tries == 2
