"""Where a write comes from: "web 192.0.2.0/24 <request id>", "task <id>" or "command <name>"."""

import ipaddress
import re
import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from meydan.ground.logs import request_id
from meydan.ground.queue.run import current_task_id

View = Callable[[HttpRequest], HttpResponse]

_web: ContextVar[str] = ContextVar("the network a request came from", default="")


def current_origin() -> str:
    """One line's origin: of the request, else of the task, else of the command that runs here."""
    if web := _web.get():
        return f"web {web} {request_id.get()}".strip()
    if task := current_task_id():
        return f"task {task}"
    return f"command {_command()}"


def network(address: str) -> str:
    """The network of an address, large enough to stand for many homes: /24, or /48 of IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network((ip.packed, 24 if ip.version == 4 else 48), strict=False))


def _command() -> str:
    program, *words = sys.argv or [""]
    name = Path(program).name
    if name in {"meydan", "__main__.py"} and words:
        name = words[0]
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name)[:40] or "-"


class Origin:
    """Middleware: whatever this request writes carries its network and its id. Stands below `ground`'s `Arrival`."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = _web.set(network(request.META.get("REMOTE_ADDR", "")))
        try:
            return self.get_response(request)
        finally:
            _web.reset(mark)
