import pytest
from django.utils import timezone

from meydan.certificates import views
from meydan.signin.session import BACKEND
from tests.factories.certificates import CertificateFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    return CertificateFactory(code="7K3M92XQ4B", key="H8RTW2Q0", person__name="زهرا احمدی")


def said(answer):
    return answer.content.decode()


def test_anybody_verifies_by_the_code_and_sees_a_masked_name(client, certificate):
    answer = client.get("/certificates/", {"code": " ۷k۳m۹-۲xq۴b "}, follow=True)
    assert answer.redirect_chain == [("/certificates/7K3M92XQ4B/", 302)]
    assert ("این گواهی اصیل است" in said(answer), "زهرا ا…" in said(answer), "احمدی" in said(answer)) == (
        True,
        True,
        False,
    )


def test_whoever_scans_the_paper_sees_the_name_on_it(client, certificate):
    assert "زهرا احمدی" in said(client.get("/certificates/7K3M92XQ4B/H8RTW2Q0/"))
    assert "احمدی" not in said(client.get("/certificates/7K3M92XQ4B/H8RTW2Q1/"))
    assert client.get("/certificates/7k3m92xq4b/h8rtw2q0/").url == "/certificates/7K3M92XQ4B/h8rtw2q0/"


def test_a_revoked_one_says_since_when_and_why(client, certificate):
    certificate.revoked_at, certificate.revoked_reason = timezone.now(), "در جلسه‌ها نبود"
    certificate.save()
    answer = said(client.get("/certificates/7K3M92XQ4B/"))
    assert ("باطل شده است" in answer, "در جلسه‌ها نبود" in answer, "اصیل است" in answer) == (True, True, False)


def test_of_an_erased_holder_nothing_is_said(client, certificate):
    certificate.name = ""
    certificate.save()
    assert "داده‌های خود را پاک کرده است" in said(client.get("/certificates/7K3M92XQ4B/H8RTW2Q0/"))


@pytest.mark.parametrize("path", ["/certificates/0000000000/", "/certificates/x/", "/certificates/x/y/"])
def test_a_code_of_nothing_is_not_found_and_said_so(client, path):
    answer = client.get(path)
    assert (answer.status_code, "چنین گواهی‌ای نیست" in said(answer)) == (404, True)


def test_what_is_no_code_stays_in_the_box_with_a_sentence(client):
    answer = said(client.get("/certificates/", {"code": "سلام"}))
    assert ("این کد گواهی نیست" in answer, 'value="سلام"' in answer) == (True, True)


def test_after_many_wrong_codes_it_is_later_and_right_ones_cost_nothing(client, certificate, monkeypatch):
    monkeypatch.setattr(views, "WRONG_CODES", 3)
    answers = [client.get(f"/certificates/{code}/").status_code for code in ["7K3M92XQ4B"] * 5 + ["0000000000"] * 4]
    assert answers == [200] * 5 + [404] * 3 + [429]


def test_guessing_a_key_is_counted_too(client, certificate, monkeypatch):
    monkeypatch.setattr(views, "WRONG_CODES", 2)
    answers = [client.get(f"/certificates/7K3M92XQ4B/{key}/").status_code for key in ("A", "B", "H8RTW2Q0")]
    assert answers == [200, 200, 429]


def test_one_opens_ones_own_and_ones_familys_paper(client, certificate):
    client.force_login(certificate.person, BACKEND)
    answer = client.get("/certificates/7K3M92XQ4B/paper.pdf")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-cache")
    assert answer["Content-Disposition"] == 'inline; filename="certificate-7K3M92XQ4B.pdf"'
    again = client.get("/certificates/7K3M92XQ4B/paper.pdf", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.force_login(PersonFactory(), BACKEND)
    assert client.get("/certificates/7K3M92XQ4B/paper.pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_mine_lists_ones_own_and_ones_familys(client, certificate, count, django_assert_num_queries):
    child = PersonFactory(guardian=certificate.person, phone=None)
    for _number in range(count):
        CertificateFactory(person=child, name="نگار")
    CertificateFactory()
    client.force_login(certificate.person, BACKEND)
    with django_assert_num_queries(4):
        answer = client.get("/certificates/mine/")
    assert said(answer).count('class="card-title"') == count + 1


def test_mine_is_kind_when_there_is_none(client):
    client.force_login(PersonFactory(), BACKEND)
    assert "هنوز گواهی‌ای نیست" in said(client.get("/certificates/mine/"))
