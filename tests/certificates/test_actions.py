import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.certificates import actions
from meydan.certificates.actions import Award
from meydan.certificates.models import Certificate, Issue
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.people.models import Person
from tests.factories.certificates import CertificateFactory
from tests.factories.people import PersonFactory, staff
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return staff(Role.PROGRAM_OFFICER)


def issue(officer, *awards, **facts):
    said = {
        "door": "programs",
        "activity": 41,
        "title": "کارگاه سفال",
        "minutes": 720,
        "held": 8,
        "area": officer.holdings[0].area,
        "organization": "فرهنگسرای نور",
        "threshold": 70,
    } | facts
    return actions.issue(by=officer, awards=awards, **said)


def test_certificates_are_issued_and_their_holders_told_once(officer):
    child = PersonFactory(guardian=PersonFactory(), phone=None, name="نگار")
    made = issue(officer, Award(PersonFactory(name="زهرا احمدی"), 7), Award(child, 6))
    drain()
    assert list(made.certificates.order_by("pk").values_list("name", "attended")) == [("زهرا احمدی", 7), ("نگار", 6)]
    made.refresh_from_db()
    assert (made.told, made.told_at is None) == (2, False)
    told = Message.objects.filter(template="certificates.issued").order_by("pk")
    assert [(message.area_id, message.person.name) for message in told] == [
        (made.area_id, "زهرا احمدی"),
        (made.area_id, "نگار"),
    ]
    assert told[1].phone == child.guardian.phone


def test_telling_goes_on_where_it_stopped_and_tells_nobody_twice(officer):
    made = issue(officer, *(Award(PersonFactory(), 8) for _number in range(3)))
    rows = list(Certificate.objects.order_by("pk").select_related("issue", "person__guardian"))
    actions.tell(by=None, issue=made, certificates=rows[:2])
    actions.tell(by=None, issue=made, certificates=rows[:2])
    drain()
    made.refresh_from_db()
    assert (made.told, Message.objects.filter(template="certificates.issued").count()) == (3, 3)


def test_who_has_a_valid_one_gets_no_second(officer):
    somebody = PersonFactory()
    issue(officer, Award(somebody, 8))
    with pytest.raises(Refusal, match="از پیش گواهی دارند"):
        issue(officer, Award(somebody, 8))
    second = issue(officer, Award(somebody, 8), Award(PersonFactory(), 8))
    assert (second.certificates.count(), Issue.objects.count()) == (1, 2)


def test_the_database_keeps_one_valid_certificate_a_person():
    first = CertificateFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(issue=first.issue, person=first.person)


def test_a_revoked_one_can_be_issued_anew(officer):
    somebody = PersonFactory()
    first = issue(officer, Award(somebody, 8)).certificates.get()
    actions.revoke(by=officer, certificate=first, reason="نام نادرست بود")
    again = issue(officer, Award(somebody, 8)).certificates.get()
    assert (first.is_valid, again.is_valid, first.code == again.code) == (False, True, False)


@pytest.mark.parametrize(("award", "sentence"), [((5, "زهرا"), "جلسه‌های کافی"), ((8, ""), "نامی ننوشته است")])
def test_none_is_issued_to_who_did_not_come_or_has_no_name(officer, award, sentence):
    attended, name = award
    with pytest.raises(Refusal, match=sentence):
        issue(officer, Award(PersonFactory(), 8), Award(PersonFactory(name=name), attended))
    assert Certificate.objects.count() == 0


def test_only_officers_of_the_area_issue_and_revoke(officer):
    other = staff(Role.PROGRAM_OFFICER)
    with pytest.raises(Refusal, match="صدور گواهی در این محدوده با شما نیست"):
        issue(officer, Award(PersonFactory(), 8), area=other.holdings[0].area)
    with pytest.raises(Refusal, match="صدور گواهی در این محدوده با شما نیست"):
        actions.revoke(by=officer, certificate=CertificateFactory(), reason="نادرست")


def test_revoking_tells_the_holder_and_the_journal_without_the_reason(officer):
    certificate = issue(officer, Award(PersonFactory(), 8)).certificates.get()
    actions.revoke(by=officer, certificate=certificate, reason="در جلسه‌ها نبود")
    assert "در جلسه‌ها نبود" in Message.objects.get(template="certificates.revoked").text
    line = Line.objects.get(verb="certificates.revoke")
    assert (line.area_id, line.facts) == (certificate.issue.area_id, {})
    with pytest.raises(Refusal, match="پیش‌تر باطل شده"):
        actions.revoke(by=officer, certificate=certificate, reason="باز هم")


def test_an_erased_person_leaves_a_certificate_without_a_name():
    certificate = CertificateFactory(revoked_at=timezone.now(), revoked_reason="زهرا نبود")
    actions.forget(by=None, person=certificate.person)
    certificate.refresh_from_db()
    assert (certificate.name, certificate.revoked_reason) == ("", "—")


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_issue_each_person_one():
    officer = staff(Role.PROGRAM_OFFICER)
    people = [PersonFactory() for _number in range(20)]

    def both(_number):
        by = Person.objects.get(pk=officer.pk)
        return issue(by, *(Award(person, 8) for person in people))

    answers = at_once(4, both, threads=4)
    assert sorted(type(answer).__name__ for answer in answers) == ["Issue", "Refusal", "Refusal", "Refusal"]
    assert Certificate.objects.count() == 20
