import io

import openpyxl
import pytest

from tests.architecture.test_doors import as_somebody
from tests.budgets.city import district
from tests.budgets.desk.test_rounds import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("by", ["", "name", "ambassadors", "ideas", "voters", "nonsense"])
def test_holes_are_in_sight_in_every_order(by):
    place = district()
    row = place.round()
    place.idea(row, 2)
    page = as_somebody(place.officer).get(at("coverage", row), {"by": by})
    assert (page.context["with_holes"], page.context["ambassadors_missing"], page.context["ideas"]) == (3, 3, 1)


def test_it_can_be_taken_along_as_csv_and_as_a_workbook():
    place = district()
    row = place.round()
    place.homes[0].name = "=cmd()"
    place.homes[0].save(update_fields=["name"])
    client = as_somebody(place.officer)
    lines = client.get(at("coverage_csv", row)).content.decode("utf-8-sig").splitlines()
    assert (len(lines), any(line.startswith("'=cmd()") for line in lines)) == (4, True)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(at("coverage_xlsx", row)).content)).active
    assert (sheet.max_row, sheet.cell(2, 2).value) == (4, 10_000_000_000)
