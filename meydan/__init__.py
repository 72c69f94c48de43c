"""Meydan: the square where a city plans, gathers and answers.

Python's own SQLite is often one with the WAL-reset race; where the wheel with a fixed one is installed, it takes
its place before Django asks for it (docs/decisions/0002).
"""

import sys

try:
    import pysqlite3
except ImportError:  # no wheel for this platform: `meydan check` warns when the system's SQLite is too old
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
