import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from meydan.ground import unsent

pytestmark = pytest.mark.django_db

KEY = "tests.unsent"


@pytest.fixture(autouse=True)
def _cleared():
    yield
    for name in there():
        default_storage.delete(f"{unsent.FOLDER}/{name}")


def visit():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def photo(name="photo.webp", body=b"a") -> ContentFile:
    return ContentFile(body, name)


def there() -> list[str]:
    return default_storage.listdir(unsent.FOLDER)[1]


def test_words_and_files_wait_until_they_are_sent():
    request = visit()
    unsent.keep(request, KEY, 7, {"title": "چراغ"}, {"photo": photo()})
    said, files = unsent.kept(request, KEY, 7)
    assert (said, files["photo"].read()) == ({"title": "چراغ"}, b"a")
    unsent.forget(request, KEY, 7)
    assert (unsent.kept(request, KEY, 7), there()) == (({}, {}), [])


def test_words_kept_again_keep_the_file_that_waits():
    request = visit()
    unsent.keep(request, KEY, 7, {}, {"photo": photo()})
    unsent.keep(request, KEY, 7, {"title": "چراغ"}, {})
    said, files = unsent.kept(request, KEY, 7)
    assert (said, list(files)) == ({"title": "چراغ"}, ["photo"])


def test_another_file_takes_the_place_of_the_one_that_waits():
    request = visit()
    for body in (b"a", b"b"):
        unsent.keep(request, KEY, 7, {}, {"photo": photo(body=body)})
    assert (unsent.kept(request, KEY, 7)[1]["photo"].read(), len(there())) == (b"b", 1)


def test_what_is_for_something_else_takes_the_place_of_all():
    request = visit()
    unsent.keep(request, KEY, 7, {"title": "چراغ"}, {"photo": photo()})
    unsent.keep(request, KEY, 8, {"title": "نیمکت"}, {})
    assert (unsent.kept(request, KEY, 7), unsent.kept(request, KEY, 8)) == (({}, {}), ({"title": "نیمکت"}, {}))
    assert there() == []


def test_a_file_is_dropped_alone():
    request = visit()
    unsent.keep(request, KEY, 7, {"title": "چراغ"}, {"photo": photo()})
    unsent.drop_file(request, KEY, "photo")
    assert (unsent.kept(request, KEY, 7), there()) == (({"title": "چراغ"}, {}), [])
