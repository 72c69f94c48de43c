"""What every page server holds from its start, whatever it is asked: each megabyte stands there once a process."""

import subprocess
import sys

HEAVY = {"PIL", "av", "holidays", "icalendar", "numpy", "ortools", "pandas", "segno", "typst", "xlsxwriter"}


def test_what_only_some_pages_need_is_loaded_by_those_pages():
    loaded = "import sys, meydan.wsgi; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert "meydan" in ran.stdout.split()
    assert HEAVY & set(ran.stdout.split()) == set(), "import it inside the function that uses it (see base/qr.py)"
