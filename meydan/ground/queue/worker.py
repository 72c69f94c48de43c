"""The worker: leases tasks and runs them in some threads; beside that looks at timetables and moves SQLite's log."""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, close_old_connections, connection
from django.utils.module_loading import autodiscover_modules

from meydan.ground.models import Task
from meydan.ground.queue import lease
from meydan.ground.queue.run import run
from meydan.ground.queue.schedule import Clock
from meydan.ground.sqlite.checkpoint import checkpoint

log = logging.getLogger("meydan.tasks")

LOOK = 0.25  # seconds between looks at an empty queue
PATIENCE = 10.0  # seconds that running tasks get when the worker is told to stop


class Worker:
    def __init__(self, threads: int = 4, queues: tuple[str, ...] = ()) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.threads = threads
        self.queues = queues
        self.running = 0
        self._changed = threading.Condition()
        self._stop = threading.Event()

    def stop(self) -> None:
        self._stop.set()
        with self._changed:
            self._changed.notify_all()

    def work(self) -> None:
        """Work until `stop` is called from another thread or a signal's handler."""
        autodiscover_modules("tasks")
        helpers = [
            threading.Thread(target=self._again_and_again, args=(doing, pause), daemon=True)
            for doing, pause in (
                (lambda: lease.renew(self.name) if self.running else None, lease.BEAT.total_seconds()),
                (lease.recover, 1.0),
                (Clock().tick, 1.0),
                (checkpoint, 1.0),
            )
        ]
        for helper in helpers:
            helper.start()
        with ThreadPoolExecutor(self.threads, thread_name_prefix="task") as pool:
            try:
                while not self._stop.is_set():
                    if not self._lease_some(pool):
                        with self._changed:
                            self._changed.wait(LOOK)
            finally:
                self._end()

    def _lease_some(self, pool: ThreadPoolExecutor) -> int:
        free = self.threads - self.running
        if free <= 0:
            return 0
        try:
            leased = lease.lease(self.name, count=free, queues=self.queues)
        except DatabaseError as error:
            log.warning("the queue cannot be read: %s", type(error).__name__)
            connection.close()
            self._stop.wait(1)
            return 0
        with self._changed:
            self.running += len(leased)
        for task in leased:
            pool.submit(self._run, task)
        return len(leased)

    def _run(self, task: Task) -> None:
        try:
            run(task)
        except DatabaseError as error:  # its end could not be written: the lease ends and it runs again
            log.warning("task %s: its end could not be written: %s", task.path, type(error).__name__)
            connection.close()
        finally:
            close_old_connections()
            with self._changed:
                self.running -= 1
                self._changed.notify_all()

    def _again_and_again(self, doing: Callable[[], object], pause: float) -> None:
        while not self._stop.wait(pause):
            try:
                doing()
            except Exception as error:  # noqa: BLE001 - a worker without its heartbeat would be worse than any fault
                log.warning("the worker's housekeeping failed: %s", type(error).__name__)
                connection.close()
        connection.close()

    def _end(self) -> None:
        """Give running tasks some time, then hand back what is left and go: a thread cannot be stopped."""
        ends = time.monotonic() + PATIENCE
        with self._changed:
            while self.running and time.monotonic() < ends:
                lease.renew(self.name)
                self._changed.wait(1)
        if self.running:
            log.warning("%d tasks were still running; the next worker takes them", self.running)
            lease.give_back(self.name)
            os._exit(1)
