"""The database backend `meydan.ground.sqlite`. Names and signatures are Django's; the decisions are 0002 and 0004."""

import re
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation

from meydan.ground.sqlite.turn import Turn, turn_for

# What each connection says first. `synchronous=FULL`: an acknowledged write survives power loss. Nobody but the
# checkpointer (meydan.ground.sqlite.checkpoint) moves the log into the database, so `wal_autocheckpoint=0`.
FIRST_WORDS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA wal_autocheckpoint=0;PRAGMA mmap_size=0"
TIMEOUT = 20.0
BESIDE = ("-wal", "-shm", "-journal", ".queue")

_writes = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class DatabaseCreation(SQLiteCreation):
    """A test database is removed with the files beside it: an old log over a new database would corrupt it."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]
        if not keepdb:
            self._remove_beside(name)
        return name

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]
        self._remove_beside(test_database_name)

    def _remove_beside(self, name: str) -> None:
        if not self.is_in_memory_db(name):
            for ending in BESIDE:
                Path(f"{name}{ending}").unlink(missing_ok=True)


class Cursor(base.SQLiteCursorWrapper):
    """Writes outside a transaction queue as well."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        if not _writes.match(query):
            return super().execute(query, params)
        with self.wrapper.single_write():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.wrapper.single_write():
            return super().executemany(query, param_list)


class _SingleWrite:
    """Takes the turn for one statement, unless a transaction holds it already."""

    def __init__(self, wrapper: "DatabaseWrapper") -> None:
        self.wrapper = wrapper

    def __enter__(self) -> None:
        self.took = not self.wrapper.holds_turn and self.wrapper.take_turn()

    def __exit__(self, *raised: object) -> None:
        if self.took:
            self.wrapper.give_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    creation_class = DatabaseCreation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None

    def get_connection_params(self) -> dict[str, Any]:
        options = self.settings_dict["OPTIONS"]
        options.setdefault("timeout", TIMEOUT)
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("init_command", FIRST_WORDS)
        params: dict[str, Any] = super().get_connection_params()
        return params

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 - Django's signature
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    @property
    def holds_turn(self) -> bool:
        return self._turn is not None

    def single_write(self) -> _SingleWrite:
        return _SingleWrite(self)

    def take_turn(self) -> bool:
        """True when the turn was taken; False where there is no queue (a database in memory)."""
        if self.is_in_memory_db():
            return False
        turn = turn_for(str(self.settings_dict["NAME"]))
        if not turn.take(self.settings_dict["OPTIONS"].get("timeout", TIMEOUT)):
            # The same words SQLite has for it, so that callers need to know one error only.
            raise OperationalError("database is locked")
        self._turn = turn
        return True

    def give_turn(self) -> None:
        if self._turn is not None:
            turn, self._turn = self._turn, None
            turn.give()

    def _give_turn_after_transaction(self) -> None:
        if self.connection is None or not self.connection.in_transaction:
            self.give_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn_after_transaction()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn_after_transaction()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.give_turn()
