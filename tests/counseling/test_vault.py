"""What is sealed opens in its place and by its key, and nowhere else."""

import base64

import pytest

from meydan.counseling import vault
from tests.factories.counseling import CaseFactory, NoteFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND = (f"{name}:{base64.b64encode(bytes([number]) * 32).decode()}" for name, number in (("a", 1), ("b", 2)))


def test_a_text_opens_in_its_own_row_and_field():
    note = NoteFactory(text="نگرانی شبانه")
    assert vault.unseal(note.case, note, "sealed_text") == "نگرانی شبانه"


def test_a_text_moved_into_another_row_opens_nowhere():
    note = NoteFactory()
    other = NoteFactory(case=note.case)
    other.sealed_text = note.sealed_text
    with pytest.raises(vault.Unreadable):
        vault.unseal(other.case, other, "sealed_text")


def test_a_file_whose_key_is_destroyed_opens_nowhere():
    case = CaseFactory(who={"name": "سارا"})
    case.data_key.delete()
    case.refresh_from_db()
    with pytest.raises(vault.Unreadable):
        vault.unseal(case, case, "sealed_who")


def test_a_key_wrapped_anew_opens_what_was_sealed_before(settings):
    settings.COUNSELING_KEYS = [FIRST]
    note = NoteFactory(text="شرح")
    settings.COUNSELING_KEYS = [SECOND, FIRST]
    assert vault.unseal(note.case, note, "sealed_text") == "شرح"
    assert vault.rewrap(note.case.data_key)
    assert not vault.rewrap(note.case.data_key)
    settings.COUNSELING_KEYS = [SECOND]
    assert vault.unseal(note.case, note, "sealed_text") == "شرح"


def test_a_master_key_that_is_not_given_any_more_opens_nothing(settings):
    settings.COUNSELING_KEYS = [FIRST]
    note = NoteFactory()
    settings.COUNSELING_KEYS = [SECOND]
    with pytest.raises(vault.Unreadable):
        vault.unseal(note.case, note, "sealed_text")


@pytest.mark.parametrize("word", ["a", "a:", "a:AAAA", ":AAAA", "identity:" + "A" * 43 + "=", "a:not base64"])
def test_a_master_key_that_is_none_stops_the_house(settings, word):
    settings.COUNSELING_KEYS = [word]
    with pytest.raises(vault.ImproperlyConfigured):
        vault.masters()
