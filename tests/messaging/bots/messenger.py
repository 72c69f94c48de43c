"""A messenger on this machine whose interface has Telegram's shape, with what networks do."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

TOKEN = "4201337:AAF-mEyDaN_0123456789abcdefghijklmn"
SECRET = "s3cret-of-the-webhook_0123456789abcdef"
OGG = b"OggS\x00\x02" + b"\x00" * 200


class Messenger(ThreadingHTTPServer):
    """Set `refuse` (an error code), `raw`, `http` or `hang_up` to have it misbehave; `waiting` holds updates to fetch."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.calls: list[tuple[str, dict]] = []
        self.files: dict[str, bytes] = {}
        self.waiting: list[dict] = []
        self.asked_files: list[str] = []
        self.lock = threading.Lock()
        self.refuse, self.http, self.raw, self.hang_up, self.seconds = 0, 0, b"", False, 0.0
        self.path_of_files = "voice/file_{}.oga"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def sent(self) -> list[dict]:
        return [given for method, given in self.calls if method == "sendMessage"]

    def texts(self) -> list[str]:
        return [given["text"] for given in self.sent()]


class Handler(BaseHTTPRequestHandler):
    server: Messenger

    def do_POST(self) -> None:
        messenger = self.server
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        _empty, key, method = self.path.split("/", 2)
        with messenger.lock:
            messenger.calls.append((method, given))
        time.sleep(messenger.seconds)
        if messenger.hang_up:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif messenger.raw or messenger.http:
            self.say(messenger.http or 200, messenger.raw)
        elif key != f"bot{TOKEN}":
            self.error(401)
        elif messenger.refuse:
            self.error(messenger.refuse)
        else:
            self.answer(method, given)

    def answer(self, method: str, given: dict) -> None:
        messenger = self.server
        match method:
            case "sendMessage":
                result = {"message_id": 700 + len(messenger.sent()), "chat": {"id": given["chat_id"]}}
            case "getFile" if given["file_id"] in messenger.files:
                size = len(messenger.files[given["file_id"]])
                path = messenger.path_of_files.format(given["file_id"])
                result = {"file_id": given["file_id"], "file_size": size, "file_path": path}
            case "getFile":
                return self.error(400)
            case "getUpdates":
                messenger.waiting = [one for one in messenger.waiting if one["update_id"] >= given.get("offset", 0)]
                result = messenger.waiting[: given.get("limit", 100)]
            case "getMe":
                result = {"id": 4201337, "is_bot": True, "username": "qom_bot"}
            case _:
                result = True
        return self.say(200, json.dumps({"ok": True, "result": result}).encode())

    def do_GET(self) -> None:
        messenger = self.server
        messenger.asked_files.append(self.path)
        before, after = messenger.path_of_files.split("{}")
        name = self.path.removeprefix(f"/file/bot{TOKEN}/{before}").removesuffix(after)
        content = messenger.files.get(name)
        if messenger.http or content is None:
            self.say(messenger.http or 404, b"")
        else:
            self.say(200, content)

    def error(self, code: int) -> None:
        self.say(code, json.dumps({"ok": False, "error_code": code, "description": "…"}).encode())

    def say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def messenger(settings) -> Iterator[Messenger]:
    server = Messenger()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.BOT_URL, settings.BOT_TOKEN, settings.BOT_WEBHOOK_SECRET = server.address, TOKEN, SECRET
    yield server
    server.shutdown()
    server.server_close()


def update(number: int, *, sender: int = 91, chat: int | None = None, kind: str = "private", **message) -> dict:
    """What the messenger brings when somebody writes."""
    return {
        "update_id": number,
        "message": {
            "message_id": number * 10,
            "from": {"id": sender, "is_bot": False, "first_name": "زهرا"},
            "chat": {"id": chat or sender, "type": kind},
            "date": 1606500000,
            **message,
        },
    }


def card(number: str, owner: int = 91) -> dict:
    return {"phone_number": number, "first_name": "زهرا", "user_id": owner}
