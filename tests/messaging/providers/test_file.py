import json
import stat

from meydan.messaging.models import Message
from meydan.messaging.outcomes import Asked, Outcome, Result
from meydan.messaging.providers import console, file


def test_each_message_is_a_line_of_the_days_file_readable_by_the_house_only(settings, tmp_path, time_machine):
    time_machine.move_to("2026-11-22 08:30:00+00:00", tick=False)
    settings.SMS_DIR = tmp_path / "sms"
    assert file.send("+989000000001", "سلام", 7) == Outcome(Result.ACCEPTED, "2026-11-22.jsonl:7")
    file.send("+989000000002", "بدرود", 8)
    path = settings.SMS_DIR / "2026-11-22.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines[0] == {"reference": 7, "at": "2026-11-22T12:00:00+03:30", "phone": "+989000000001", "text": "سلام"}
    assert lines[1]["reference"] == 8
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_means_another_try(settings, tmp_path):
    settings.SMS_DIR = tmp_path / "file"
    settings.SMS_DIR.write_text("")
    assert file.send("+989000000001", "سلام", 7) == Outcome(Result.LATER, reason=Message.Reason.UNREACHABLE)


def test_neither_file_nor_console_has_receipts():
    assert [(one.RECEIPTS, one.status([Asked(1, "")])) for one in (file, console)] == [(False, {}), (False, {})]


def test_the_console_delivers_at_once():
    assert console.send("+989000000001", "سلام", 7) == Outcome(Result.DELIVERED, "console-7")
