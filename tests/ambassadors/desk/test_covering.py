import pytest

from tests.architecture.test_doors import as_somebody

pytestmark = pytest.mark.django_db


def test_holes_and_odd_shares_are_seen(town):
    mary = town.accepted()
    town.sent(12, "ballot", town.liaison)
    shown = as_somebody(town.officer).get(f"/desk/ambassadors/calls/{town.call.pk}/coverage/").content.decode()
    assert ("دزاشیب، نیاوران" in shown, f"/desk/ambassadors/{mary.pk}/" in shown, "۱۲ از ۱۲ رأی" in shown) == (
        True,
    ) * 3


def test_coverage_is_a_table_for_spreadsheets(town):
    town.accepted()
    answer = as_somebody(town.manager).get(f"/desk/ambassadors/calls/{town.call.pk}/coverage.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (answer["Content-Type"], len(lines), lines[1].split(",")[:2]) == (
        "text/csv; charset=utf-8",
        4,
        ["اوین", "1"],
    )


def test_a_coverage_without_anything_is_a_page(town):
    client = as_somebody(town.officer)
    assert client.get(f"/desk/ambassadors/calls/{town.call.pk}/coverage/").status_code == 200
