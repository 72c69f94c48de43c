import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
TEHRAN = {
    "fajr": "05:24",
    "sunrise": "06:52",
    "dhuhr": "11:52",
    "sunset": "16:52",
    "maghrib": "17:12",
    "isha": "18:01",
    "midnight": "23:08",
}


def printed(capsys, *words):
    call_command(*words)
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize("words", [("2026-11-22",), ("--to-gregorian", "1405-09-01"), ("--to-gregorian", "۱۴۰۵/۹/۱")])
def test_a_day_is_converted_either_way(capsys, words):
    assert json.loads(printed(capsys, "jalali", *words, "--json")) == {
        "gregorian": "2026-11-22",
        "jalali": "1405-09-01",
        "weekday": "یکشنبه",
        "leap": False,
    }
    assert printed(capsys, "jalali", *words) == "یکشنبه ۱ آذر ۱۴۰۵ = Sunday, 22 November 2026 (2026-11-22)"


@pytest.mark.parametrize(
    "words",
    [
        ("--city", "Tehran", "--on", "2024-11-27"),
        ("--city", "تهران", "--jalali", "1403-09-07"),
        ("--lat", "35.6944", "--lon", "51.4215", "--on", "2024-11-27"),
    ],
)
def test_prayer_times_are_printed_for_a_city_or_a_point(capsys, words):
    assert json.loads(printed(capsys, "prayer_times", *words, "--json")) == TEHRAN


def test_without_json_there_is_a_line_in_each_language(capsys):
    persian, english = printed(capsys, "prayer_times", "--city", "tehran", "--on", "2024-11-27").splitlines()
    assert persian.startswith("تهران، ۷ آذر ۱۴۰۳: اذان صبح ۰۵:۲۴، طلوع آفتاب ۰۶:۵۲")
    assert english == "2024-11-27: " + ", ".join(f"{prayer} {clock}" for prayer, clock in TEHRAN.items())


@pytest.mark.parametrize(
    "words",
    [
        ("jalali",),
        ("jalali", "2026-02-30"),
        ("jalali", "1405-09-01"),
        ("jalali", "2026-11-22", "--to-gregorian", "1405-09-01"),
        ("jalali", "--to-gregorian", "1404-12-30"),
        ("jalali", "--to-gregorian", "2026-11-22"),
        ("prayer_times", "--city", "Tehran"),
        ("prayer_times", "--on", "2024-11-27"),
        ("prayer_times", "--city", "Atlantis", "--on", "2024-11-27"),
        ("prayer_times", "--city", "Tehran", "--lat", "35", "--on", "2024-11-27"),
        ("prayer_times", "--lat", "35", "--on", "2024-11-27"),
        ("prayer_times", "--lat", "abc", "--lon", "51", "--on", "2024-11-27"),
        ("prayer_times", "--lat", "95", "--lon", "51", "--on", "2024-11-27"),
        ("prayer_times", "--lat", "nan", "--lon", "51", "--on", "2024-11-27"),
        ("prayer_times", "--lat", "60", "--lon", "51", "--on", "2024-06-20"),
        ("prayer_times", "--city", "Tehran", "--on", "1403-09-07"),
        ("prayer_times", "--city", "Tehran", "--jalali", "1404-12-30"),
    ],
    ids=" ".join,
)
def test_what_was_asked_wrongly_is_refused_in_one_sentence(words):
    with pytest.raises(CommandError) as refused:
        call_command(*words)
    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("jalali", "2026-02-30"), ("prayer-times", "--city", "Atlantis", "--on", "2024-11-27"), ("prayer-times",)]
)
def test_the_shell_sees_one_line_on_stderr_and_exit_code_2(words):
    done = subprocess.run(
        [sys.executable, "-m", "meydan", *words], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "Traceback" not in done.stderr
