"""`meydan live`: the process that keeps thousands of pages open. It reads the settings and one table, and loads no
room.

`meydan serve` starts it; one is enough for a machine (docs/decisions/0014).
"""

import asyncio
import logging.config
import os
import resource
import signal
import socket
import sys
import time

import uvicorn
from django.apps import apps
from django.conf import settings

from meydan.live.admission import Places
from meydan.live.channel import Channel
from meydan.live.hub import Hub
from meydan.live.source import Source

BACKLOG = 4096  # all come at once after a restart
SPARE = 200  # open files kept for the database, logs, and pages that are being refused
AGAIN = 5.0  # seconds before a taken port is tried again
SEND_BUFFER = 64 << 10  # bytes the kernel keeps for one listener
GIVEN_UP = 30_000  # milliseconds after which the kernel drops a listener who takes nothing

log = logging.getLogger("meydan.live")


class Server(uvicorn.Server):
    """Tells listeners to come back before it waits for them to go."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self.hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.hub.close()
        await super().shutdown(sockets)

    def stop(self) -> None:
        self.should_exit = True


def more_files() -> int:
    """Raise the limit of open files as far as it may be, and say what it is."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return 1 << 20 if hard == resource.RLIM_INFINITY else hard


def bound(host: str, port: int) -> socket.socket:
    """The listening socket; whoever is connected inherits its limits."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    if sys.platform == "linux":
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVEN_UP)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


async def _serve(listening: socket.socket, places: Places) -> int:
    hub = Hub(Source())
    config = uvicorn.Config(
        Channel(hub, places),
        lifespan="off",
        ws="none",
        backlog=BACKLOG,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=8,
    )
    server = Server(config, hub)
    looking = asyncio.create_task(hub.run())
    looking.add_done_callback(lambda _ended: server.stop())  # nobody would be told anything any more
    await server.serve([listening])
    failed = looking.done()
    looking.cancel()
    hub.source.close()
    if failed:
        log.error("the look at the database failed", exc_info=looking.exception())
    return 1 if failed else 0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")
    apps.populate([])  # the house stands, without its rooms
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("uvicorn.error").setLevel("CRITICAL")  # cut lines and odd requests; our own faults we log
    stopped = False

    def stop(_signal: int, _frame: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)  # uvicorn raises once more what it was told, after it ended in good order
    signal.signal(signal.SIGINT, stop)
    places = Places(min(settings.LIVE_LISTENERS, more_files() - SPARE), settings.LIVE_LISTENERS_FROM_ADDRESS)
    told = False
    while not stopped:
        try:
            listening = bound(os.environ.get("HOST") or "127.0.0.1", settings.LIVE_PORT)
        except OSError as error:
            if not told:
                log.warning("no stream at port %d: %s. Pages ask again and again.", settings.LIVE_PORT, error.strerror)
            told = True
            time.sleep(AGAIN)
        else:
            return asyncio.run(_serve(listening, places))
    return 0
