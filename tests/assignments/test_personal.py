import pytest

from meydan.assignments import actions
from meydan.people import actions as people
from meydan.people import personal

pytestmark = pytest.mark.django_db


def test_what_is_kept_of_somebody_is_gathered_and_forgotten(town):
    order = town.done()
    actions.answer(by=town.asker, assignment=order, answer="no", comment="هنوز تاریک است")
    _title, rows = personal.gathered(town.asker)["assignments"]
    assert [row for row in rows if "هنوز تاریک است" in row.values()] == rows != []
    people.erase(by=town.asker, person=town.asker)
    assert personal.gathered(town.asker)["assignments"][1] == []
    assert (order.concerned.count(), order.steps.filter(text="هنوز تاریک است").count()) == (1, 0)


def test_what_a_head_did_is_theirs_to_read(town):
    town.done()
    _title, rows = personal.gathered(town.head)["assignment_steps"]
    assert [row for row in rows if "چراغ‌ها عوض شد" in row.values()] == rows != []
