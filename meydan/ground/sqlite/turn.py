"""The turn to write. SQLite has one writer at a time, and its own waiting is not fair: under load one writer waited
8 seconds (docs/decisions/0004). Here writers queue: threads of a process at a lock, processes at `flock` on
`<database>.queue`, which the kernel opens by itself when a process dies.
"""

import fcntl
import os
import threading

_turns: dict[str, "Turn"] = {}
_making = threading.Lock()


class Turn:
    """One process's place in the queue for one database file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._holder = 0  # the thread that writes now; 0 is nobody
        self._file = -1

    def take(self, timeout: float) -> bool:
        """Wait for the turn. False after `timeout` seconds, or at once when this thread already writes elsewhere.

        Only the first thread of a process waits at the file, and without a limit: who holds it is alive and writing.
        """
        me = threading.get_ident()
        if self._holder == me or not self._lock.acquire(timeout=timeout):
            return False
        try:
            if self._file < 0:
                self._file = os.open(f"{self._path}.queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._lock.release()
            raise
        self._holder = me
        return True

    def give(self) -> None:
        self._holder = 0
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._lock.release()


def turn_for(path: str) -> Turn:
    with _making:
        return _turns.setdefault(os.path.realpath(path), Turn(os.path.realpath(path)))


def _forget() -> None:
    """A forked child shares its parent's open files, and with them the parent's `flock`: it opens its own."""
    global _making  # noqa: PLW0603 - the parent may have held it at the fork
    _making = threading.Lock()
    _turns.clear()


os.register_at_fork(after_in_child=_forget)
