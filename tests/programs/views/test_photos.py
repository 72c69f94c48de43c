import pytest
from django.core.files.base import ContentFile
from django.test import Client

from meydan.base.roles import Role
from meydan.programs.models import Program
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import ProgramFactory

pytestmark = pytest.mark.django_db
Status = Program.Status


def a_program(status=Status.PUBLISHED):
    facts = {Status.CANCELLED: {"status_reason": "باران"}, Status.DRAFT: {"published_at": None}}.get(status, {})
    return ProgramFactory(status=status, photo=ContentFile(b"RIFF", name="photo.webp"), **facts)


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        # anybody, a citizen, an officer here, one of elsewhere
        (Status.PUBLISHED, [200, 200, 200, 200]),
        (Status.CANCELLED, [200, 200, 200, 200]),
        (Status.DRAFT, [404, 404, 200, 404]),
    ],
)
def test_who_sees_a_photo(status, seen):
    program = a_program(status)
    officers = staff(Role.PROGRAM_OFFICER, program.area), staff(Role.PROGRAM_OFFICER)
    clients = Client(), as_somebody(PersonFactory()), *map(as_somebody, officers)
    assert [client.get(f"/programs/{program.pk}/photo/").status_code for client in clients] == seen


def test_an_officer_who_passed_no_second_factor_sees_no_draft(client):
    program = a_program(Status.DRAFT)
    client.force_login(staff(Role.PROGRAM_OFFICER, program.area))
    assert client.get(f"/programs/{program.pk}/photo/").status_code == 404


@pytest.mark.parametrize(
    ("status", "kept"), [(Status.PUBLISHED, "public, max-age=86400"), (Status.DRAFT, "no-store, private")]
)
def test_it_is_an_image_that_caches_keep_once_it_is_published(status, kept):
    program = a_program(status)
    answer = as_somebody(staff(Role.PROGRAM_OFFICER, program.area)).get(f"/programs/{program.pk}/photo/")
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/webp", b"RIFF")
    assert sorted(answer["Cache-Control"].split(", ")) == sorted(kept.split(", "))


def test_without_a_photo_or_its_file_nothing_is_there(client):
    program = a_program()
    program.photo.storage.delete(program.photo.name)
    assert client.get(f"/programs/{program.pk}/photo/").status_code == 404
    assert client.get(f"/programs/{ProgramFactory().pk}/photo/").status_code == 404


def test_the_pages_of_a_program_show_it(client):
    program = a_program()
    assert f'src="/programs/{program.pk}/photo/?programs/' in client.get(f"/programs/{program.pk}/").text
    officer = as_somebody(staff(Role.PROGRAM_OFFICER, program.area))
    assert f'src="/programs/{program.pk}/photo/?programs/' in officer.get(f"/desk/programs/{program.pk}/").text
