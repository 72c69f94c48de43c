from meydan.ground.checks import old_sqlite

OURS = "meydan.ground.sqlite"


def test_an_sqlite_with_the_race_is_warned_of():
    assert [warning.id for warning in old_sqlite(OURS, (3, 40, 1))] == ["ground.W001"]
    assert "3.51.2" in old_sqlite(OURS, (3, 51, 2))[0].msg


def test_a_fixed_one_and_postgresql_are_not():
    assert old_sqlite(OURS, (3, 51, 3)) == []
    assert old_sqlite("django.db.backends.postgresql", (3, 40, 1)) == []
