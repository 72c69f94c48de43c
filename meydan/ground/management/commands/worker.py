"""`meydan worker`: one more pair of hands for the tasks. `meydan serve` starts one by itself."""

import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meydan.ground.queue.worker import Worker


class Command(BaseCommand):
    help = "Runs tasks until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--threads", type=int, default=int(os.environ.get("WORKER_THREADS") or 4))
        parser.add_argument("--queue", action="append", default=[], help="only this queue (may be given again)")

    def handle(self, *_args: Any, **options: Any) -> None:
        worker = Worker(options["threads"], tuple(options["queue"]))

        def stop(*_: object) -> None:
            for sent in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sent, signal.SIG_DFL)  # a second one ends it at once
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.work()
