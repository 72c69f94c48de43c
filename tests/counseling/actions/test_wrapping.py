"""Master keys change while everybody works, and no erased file gets its key back."""

import base64
import io

import pytest
from django.core.management import CommandError, call_command

from meydan.counseling import actions, vault
from meydan.counseling.models import CaseKey
from meydan.counseling.tasks import rewrap_files
from tests.factories.counseling import CaseFactory, NoteFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND = (f"{name}:{base64.b64encode(bytes([number]) * 32).decode()}" for name, number in (("a", 1), ("b", 2)))


def told():
    out = io.StringIO()
    call_command("counseling_keys", stdout=out)
    return out.getvalue().splitlines()


def test_all_files_come_under_the_newest_key_and_open_as_before(settings):
    settings.COUNSELING_KEYS = [FIRST]
    notes = [NoteFactory(text=f"شرح {number}") for number in range(3)]
    settings.COUNSELING_KEYS = [SECOND, FIRST]
    assert told()[:2] == ["b: 0 files, wraps new files", "a: 3 files, still needed"]
    assert actions.rewrap_some(by=None, most=2) == 2
    rewrap_files.call()
    assert told()[:2] == ["b: 3 files, wraps new files", "a: 0 files, may be taken away"]
    settings.COUNSELING_KEYS = [SECOND]
    for number, note in enumerate(notes):
        note.case.data_key.refresh_from_db()
        assert vault.unseal(note.case, note, "sealed_text") == f"شرح {number}"


def test_a_key_that_is_not_given_any_more_is_told(settings):
    settings.COUNSELING_KEYS = [FIRST]
    CaseFactory()
    settings.COUNSELING_KEYS = [SECOND]
    assert actions.rewrap_some(by=None) == 0
    with pytest.raises(CommandError):
        told()


def test_a_file_erased_meanwhile_does_not_get_its_key_back(settings, monkeypatch):
    settings.COUNSELING_KEYS = [FIRST]
    case = CaseFactory()
    settings.COUNSELING_KEYS = [SECOND, FIRST]
    wrap = vault.rewrap

    def slowly(key):
        CaseKey.objects.filter(case=case).delete()
        return wrap(key)

    monkeypatch.setattr(vault, "rewrap", slowly)
    assert actions.rewrap_some(by=None) == 0
    assert not CaseKey.objects.exists()


def test_one_key_that_was_spoilt_does_not_hold_up_the_others(settings):
    settings.COUNSELING_KEYS = [FIRST]
    spoilt, whole = CaseFactory(), CaseFactory()
    CaseKey.objects.filter(case=spoilt).update(wrapped=b"x" * 60)
    settings.COUNSELING_KEYS = [SECOND, FIRST]
    rewrap_files.call()
    assert dict(CaseKey.objects.values_list("case", "master")) == {spoilt.pk: "a", whole.pk: "b"}
