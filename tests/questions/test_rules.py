import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.questions import rules
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory
from tests.factories.questions import EditionFactory, QuestionFactory

MAY = {
    Role.COMMUNICATIONS_OFFICER: (True, True, True, True, True),
    Role.MODERATOR: (False, True, False, False, False),
    Role.PRESENTER: (False, False, True, False, False),
    Role.SECRETARY: (False, False, False, True, False),
    Role.TRIBUNE_HOST: (False, False, False, False, True),
    Role.MAYOR: (False,) * 5,
    Role.PROGRAM_OFFICER: (False,) * 5,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "allowed"), MAY.items(), ids=[str(role) for role in MAY])
def test_who_opens_moderates_presents_answers_and_hosts(role, allowed):
    edition = EditionFactory()
    person, stranger = staff(role, edition.area), staff(role, CityFactory())

    def may(who):
        asked = (rules.may_moderate, rules.may_present, rules.may_answer, rules.may_host)
        return (rules.may_open(who, edition.area), *(rule(who, edition) for rule in asked))

    assert (may(person), may(stranger)) == (allowed, (False,) * 5)


@pytest.mark.django_db
def test_asking_begins_with_the_announcement():
    now = timezone.now()
    edition = EditionFactory(announced_at=now)
    assert [rules.may_ask(edition, now + dt.timedelta(minutes=minutes)) for minutes in (-1, 0, 1)] == [
        *(False, True, True),
    ]


@pytest.mark.django_db
def test_what_is_not_published_only_its_asker_reads():
    question = QuestionFactory(waiting=True)
    readers = (None, PersonFactory(), question.asker)
    assert [rules.may_read_words(reader, question) for reader in readers] == [False, False, True]
    assert rules.may_read_words(None, QuestionFactory()) is True
    assert rules.may_read_words(None, QuestionFactory(waiting=True, asker=None)) is True


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K7M2-93XA", "K7M293XA"),
        (" k7m2 ۹۳xa ", "K7M293XA"),
        ("KOIL93XA", "K01193XA"),
        ("97M293XA", ""),
        ("K7M293", ""),
        ("K7M293XU", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, read):
    assert rules.read_code(typed) == read
