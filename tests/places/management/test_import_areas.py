import io
import json

import pytest
from django.core.management import CommandError, call_command

from meydan.places.models import Area

pytestmark = pytest.mark.django_db
GOOD = "kind,name,code,parent_code\ncountry,ایران,IR,\ncity,قدس,1,IR\n"


def run(command, path, **options):
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(command, str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        code = error.returncode
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(text, name="areas.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8-sig"))
        return path

    return write


def test_a_file_is_brought_in_and_told(file):
    assert run("import_areas", file(GOOD)) == (0, "added 2, changed 0, left as they are 0, not taken 0\n", "")
    assert Area.objects.count() == 2


def test_a_dry_run_writes_nothing(file):
    assert run("import_areas", file(GOOD), dry_run=True)[1] == "added 2, changed 0, left as they are 0, not taken 0\n"
    assert Area.objects.count() == 0


def test_bad_rows_are_named_by_line_and_end_with_1(file):
    code, out, err = run("import_areas", file(f"{GOOD}castle,بم,,\n"))
    assert (code, out, err.startswith("4: ")) == (1, "added 2, changed 0, left as they are 0, not taken 1\n", True)


@pytest.mark.parametrize("text", ["x", b"\xff\xfe\x00", ""])
def test_a_file_that_cannot_be_read_ends_with_2(file, text):
    assert run("import_areas", file(text))[0] == 2
    assert run("import_borders", file(text))[0] == 2


def test_a_missing_file_ends_with_2(tmp_path):
    assert run("import_areas", tmp_path / "nowhere.csv")[0] == 2


def test_borders_too(file):
    run("import_areas", file(GOOD))
    ring = [[51.1, 35.7], [51.2, 35.7], [51.2, 35.8], [51.1, 35.7]]
    feature = {"type": "Feature", "properties": {"code": "1"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = file(json.dumps({"type": "FeatureCollection", "features": [feature]}), "borders.geojson")
    assert run("import_borders", path)[:2] == (0, "added 1, changed 0, left as they are 0, not taken 0\n")
