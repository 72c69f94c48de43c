"""Rounds as cards: whose stand first."""

import pytest
from django.utils import timezone

from meydan.budgets import cards
from meydan.budgets.models import Idea, Project
from meydan.budgets.queries import rounds as queries
from meydan.budgets.standing import standing
from tests.budgets.city import district
from tests.factories.budgets import ProjectFactory

pytestmark = pytest.mark.django_db


def test_ones_own_round_stands_first_and_then_those_one_can_take_part_in():
    today = timezone.localdate()
    far, near = district(1), district(1)
    far.round(title="در بررسی", in_review=True)
    far.round(title="ایده‌ها")
    own = near.round(title="خودم", in_review=True)
    titles = [row["round"].title for row in cards.running(today, near.homes[0])]
    assert titles[0] == own.title
    assert titles.index("ایده‌ها") < titles.index("در بررسی")


def test_the_home_page_leads_to_the_rounds_that_run(client):
    row = district(1).round(title="من شهردارم، دور یک")
    body = client.get("/").content.decode()
    assert f"/budgets/{row.pk}/" in body
    assert 'href="/budgets/"' in body


def test_a_project_that_was_stopped_later_was_chosen_all_the_same():
    town = district(1)
    row = town.round()
    idea = town.idea(row, state=Idea.State.NOT_CHOSEN, reason="رأی کافی نداشت.", cost=9_000_000)
    ProjectFactory(idea=idea, round=row, area=idea.area, state=Project.State.STOPPED)
    town.idea(row, state=Idea.State.NOT_CHOSEN, reason="رأی کافی نداشت.", cost=9_000_000)
    assert standing(row, None).chosen == 1
    assert queries.counted([row])[0].chosen == 1
