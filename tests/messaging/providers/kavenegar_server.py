"""A gateway on this machine that answers as Kavenegar's documentation says, and as networks do."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

KEY = "4B6C2F3A5D7E8F9A0B1C2D3E4F5A6B7C8D9E0F1A"


class Kavenegar(ThreadingHTTPServer):
    """Set `answer` (a number of `return.status`), `http`, `raw` or `seconds` to have it misbehave."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.messages: dict[str, dict] = {}
        self.lock = threading.Lock()
        self.meanwhile: Callable[[], object] = lambda: None  # happens while the caller waits
        self.answer, self.entry_status, self.http, self.raw, self.seconds, self.hang_up = 200, 1, 0, b"", 0.0, False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def texts(self) -> list[str]:
        return [given["message"] for path, given in self.calls if path == "sms/send"]


class Handler(BaseHTTPRequestHandler):
    server: Kavenegar

    def do_POST(self) -> None:
        kavenegar = self.server
        length = int(self.headers["Content-Length"])
        given = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        _empty, version, key, method = self.path.removesuffix(".json").split("/", 3)
        assert version == "v1"
        with kavenegar.lock:
            kavenegar.calls.append((method, given))
        time.sleep(kavenegar.seconds)
        kavenegar.meanwhile()
        if kavenegar.hang_up:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        if kavenegar.raw or kavenegar.http:
            self.say(kavenegar.http or 200, kavenegar.raw)
        elif key != KEY:
            self.refuse(403)
        elif kavenegar.answer != 200:
            self.refuse(kavenegar.answer)
        else:
            self.say(
                200,
                json.dumps(
                    {"return": {"status": 200, "message": "تایید شد"}, "entries": self.take(method, given)}
                ).encode(),
            )

    def take(self, method: str, given: dict[str, str]) -> list[dict]:
        kavenegar = self.server
        with kavenegar.lock:
            if method in {"sms/send", "verify/lookup"}:
                local = given.get("localid", "")
                number = 8792343 + len(kavenegar.messages)
                entry = {
                    "messageid": number,
                    "message": given.get("message") or f"کد: {given['token']}",
                    "status": kavenegar.entry_status,
                    "statustext": "در صف ارسال",
                    "sender": given.get("sender", "10004346"),
                    "receptor": given["receptor"],
                    "date": 1356619709,
                    "cost": 120,
                    "localid": local,
                }
                kavenegar.messages[str(number)] = entry
                return [entry]
            name = {"sms/status": "messageid", "sms/statuslocalmessageid": "localid"}[method]
            answered = []
            for reference in given[name].split(","):
                known = [one for one in kavenegar.messages.values() if str(one[name]) == reference]
                status = known[0]["status"] if known else 100
                messageid = known[0]["messageid"] if known else (int(reference) if name == "messageid" else None)
                answered.append(
                    {"messageid": messageid, "status": status, "statustext": "…"}
                    | ({name: reference} if name == "localid" else {})
                )
            return answered

    def refuse(self, status: int) -> None:
        self.say(status, json.dumps({"return": {"status": status, "message": "…"}, "entries": None}).encode())

    def say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def kavenegar(settings) -> Iterator[Kavenegar]:
    server = Kavenegar()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.SMS_PROVIDER, settings.SMS_API_KEY, settings.SMS_SENDER = "kavenegar", KEY, "10004346"
    settings.SMS_URL = server.address
    yield server
    server.shutdown()
    server.server_close()


def nobody_listens() -> str:
    """An address on this machine where a connection is refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
