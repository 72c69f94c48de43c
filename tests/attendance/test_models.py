import pytest
from django.db import IntegrityError, transaction

from tests.factories.attendance import EntryFactory, HeadCountFactory, MarkFactory

pytestmark = pytest.mark.django_db


def refused(make, **values) -> bool:
    try:
        with transaction.atomic():
            make(**values)
    except IntegrityError:
        return True
    return False


def test_a_person_has_one_mark_at_an_occasion_and_walk_ins_are_apart():
    mark = MarkFactory()
    assert refused(MarkFactory, occasion=mark.occasion, person=mark.person)
    MarkFactory.create_batch(2, occasion=mark.occasion, person=None, name="رهگذر")


def test_a_refused_entry_says_why():
    assert refused(EntryFactory, outcome="refused")
    assert refused(EntryFactory, reason="closed")


def test_women_and_men_are_within_what_was_counted():
    assert refused(HeadCountFactory, total=3, women=2, men=2)
    assert refused(EntryFactory, total=3, women=2, men=2)
