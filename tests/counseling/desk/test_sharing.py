import datetime as dt

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.counseling import actions
from meydan.counseling.models import Grant, Opened
from tests.counseling.house import NOW
from tests.factories.counseling import GlassFactory, GrantFactory, OpenedFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def address(house, name="sharing", *more):
    return reverse(f"counseling:{name}", args=[house.case.code, *more])


@pytest.fixture
def supervisor(house):
    house.counselor.supervisor = house.other
    house.counselor.save()
    return house.colleague


def test_a_file_is_shown_to_a_colleague_who_reads_it(house, signed_in):
    said = {
        "to": house.other.pk,
        "what": ["summary", "notes"],
        "until": "۱۴۰۵/۰۹/۲۰",
        "reason": "همفکری",
        "summary": "چکیده",
    }
    answer = signed_in(house.person).post(address(house), said)
    grant = Grant.objects.get()
    assert (answer["Location"], grant.to, set(grant.what)) == (address(house), house.other, {"summary", "notes"})
    assert "تا پایان ۲۰ آذر ۱۴۰۵" in signed_in(house.person).get(address(house)).text
    text = signed_in(house.colleague).get(address(house, "file")).text
    assert ("چکیده" in text, "همفکری" in text) == (True, True)


def test_what_was_typed_stays_where_the_form_is_refused(house, signed_in):
    answer = signed_in(house.person).post(address(house), {"to": house.other.pk, "what": ["notes"], "reason": "همفکری"})
    assert (answer.status_code, "همفکری" in answer.text, Grant.objects.count()) == (422, True, 0)


def test_handed_over_the_colleague_reads_the_summary_and_the_giver_finds_nothing(house, signed_in):
    said = {"to": house.other.pk, "reason": "جابه‌جایی من", "summary": "چکیدهٔ سپردن", "sure": "on"}
    answer = signed_in(house.person).post(address(house, "hand_over"), said)
    gone = signed_in(house.person).get(address(house, "file")).status_code
    text = signed_in(house.colleague).get(address(house, "file")).text
    assert (answer["Location"], gone, "چکیدهٔ سپردن" in text) == (reverse("counseling:clients"), 404, True)


def test_a_grant_is_ended_by_its_button(house, signed_in):
    grant = GrantFactory(case=house.case, to=house.other)
    desk = signed_in(house.person)
    page = desk.get(address(house)).text
    desk.post(address(house, "end_grant", grant.pk))
    grant.refresh_from_db()
    assert (address(house, "end_grant", grant.pk) in page, grant.ended_at) == (True, NOW)


def test_whoever_hands_over_reads_which_sessions_go_along_and_says_that_they_know(house, signed_in):
    desk = signed_in(house.person)
    page = desk.get(address(house, "hand_over"))
    answer = desk.post(address(house, "hand_over"), {"to": house.other.pk, "reason": "جابه‌جایی من"})
    assert (list(page.context["ahead"]), answer.status_code, "sure" in answer.context["form"].errors) == (
        [house.session],
        422,
        True,
    )


@pytest.mark.parametrize("name", ["sharing", "hand_over", "log"])
def test_a_colleague_finds_neither_page_even_with_a_grant(house, signed_in, name):
    GrantFactory(case=house.case, to=house.other)
    assert signed_in(house.colleague).get(address(house, name)).status_code == 404


def test_the_log_says_who_opened_what_and_when(house, signed_in):
    desk = signed_in(house.person)
    desk.get(address(house, "file"))
    answer = desk.get(address(house, "log"))
    assert [(line.by, line.capacity, line.at) for line in answer.context["lines"]] == [(house.person, "counselor", NOW)]
    assert ("زهرا" in answer.text, len(answer.context["lines"][0].parts)) == (False, 4)


def test_the_counselor_reads_why_managers_asked_and_the_supervisor_does_not(house, signed_in, supervisor):

    actions.ask_glass(by=staff(Role.COUNSELING_MANAGER, house.city), case=house.case, reason="خطر جانی")
    own, above = (signed_in(one).get(address(house, "log")).text for one in (house.person, supervisor))
    assert ("خطر جانی" in own, "خطر جانی" in above) == (True, False)


def test_a_supervisor_finds_the_logs_by_code_and_no_file(house, signed_in, supervisor):
    OpenedFactory(case=house.case, by=house.person)
    desk = signed_in(supervisor)
    listed = address(house, "log") in desk.get(reverse("counseling:supervised")).text
    codes = [desk.get(address(house, name)).status_code for name in ("log", "file", "sharing")]
    assert (listed, codes, Opened.objects.count()) == (True, [200, 404, 404], 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_asks_as_often_for_one_line_as_for_three(house, signed_in, rows, django_assert_num_queries):
    for row in range(rows):
        OpenedFactory(case=house.case, by=house.person, at=NOW - dt.timedelta(hours=row))
    GlassFactory(case=house.case)
    desk = signed_in(house.person)
    with django_assert_num_queries(13):
        desk.get(address(house, "log"))
