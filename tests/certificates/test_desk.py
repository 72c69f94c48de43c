import pytest

from meydan.base.roles import Role
from meydan.certificates.models import Certificate
from tests.architecture.test_doors import as_somebody
from tests.factories.certificates import CertificateFactory, IssueFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_of_ones_own_area(count, django_assert_num_queries):
    officer = staff(Role.PROGRAM_OFFICER)
    CertificateFactory(name="بیگانه")
    for _number in range(count):
        CertificateFactory(issue__area=officer.holdings[0].area)
    client = as_somebody(officer)
    with django_assert_num_queries(5):
        answer = client.get("/desk/certificates/").content.decode()
    assert (answer.count('scope="row"'), "بیگانه" in answer) == (count, False)


@pytest.mark.parametrize("asked", ["احمدی", "خوش‌نویسی", "7k3m9-2xq4b"])
def test_it_is_searched_by_name_course_and_code(asked):
    officer = staff(Role.PROGRAM_OFFICER)
    area = officer.holdings[0].area
    CertificateFactory(issue__area=area, code="7K3M92XQ4B", name="زهرا احمدی")
    CertificateFactory(issue__area=area, issue__title="سفال", name="نگار")
    answer = as_somebody(officer).get("/desk/certificates/", {"q": asked}).content.decode()
    assert ("زهرا احمدی" in answer, "نگار" in answer) == (True, False)


def test_an_officer_revokes_with_a_reason():
    officer = staff(Role.PROGRAM_OFFICER)
    certificate = CertificateFactory(issue__area=officer.holdings[0].area)
    client = as_somebody(officer)
    path = f"/desk/certificates/{certificate.pk}/revoke/"
    assert client.post(path, {"reason": " \u200c "}).status_code == 422
    assert client.post(path, {"reason": "نام نادرست بود"}).status_code == 302
    certificate.refresh_from_db()
    assert (certificate.revoked_reason, certificate.revoked_by) == ("نام نادرست بود", officer)
    assert client.post(path, {"reason": "باز هم"}).status_code == 422


def test_another_areas_certificates_are_not_there():
    client = as_somebody(staff(Role.PROGRAM_OFFICER))
    certificate = CertificateFactory()
    assert client.get(f"/desk/certificates/{certificate.pk}/revoke/").status_code == 404
    assert client.get(f"/desk/certificates/issues/{certificate.issue.pk}/").status_code == 404
    assert Certificate.objects.get().is_valid


def test_how_far_the_telling_is_asked_again_until_it_ended():
    officer = staff(Role.PROGRAM_OFFICER)
    issue = IssueFactory(area=officer.holdings[0].area)
    CertificateFactory(issue=issue)
    answer = as_somebody(officer).get(f"/desk/certificates/issues/{issue.pk}/", headers={"HX-Request": "true"})
    assert ("every 2s" in answer.content.decode(), "<html" in answer.content.decode()) == (True, False)
