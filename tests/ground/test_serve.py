import http.client
import re
import signal
import socket

import pytest

from meydan.ground import health
from tests.together import process


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_command_serves_says_where_and_ends_in_good_order(tmp_path):
    assert not health.migrations_missing()
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    house = process(["-m", "meydan", "serve"], PORT=str(port), DATA_DIR=str(tmp_path), PYTHONUNBUFFERED="1")
    try:
        said = house.stdout.readline() + house.stdout.readline()
        assert re.findall(r"http://\S+", said) == [f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/signin/"]
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asked.request("GET", "/readyz")
        answer = asked.getresponse()
        assert answer.status == 200
        assert len(answer.headers["X-Request-Id"]) == 32
        second = process(["-m", "meydan", "serve"], PORT=str(port), DATA_DIR=str(tmp_path))
        assert (second.wait(60), "already answers" in second.communicate()[1]) == (1, True)
        house.send_signal(signal.SIGINT)
        assert house.wait(60) == 0, house.stderr.read()
    finally:
        house.kill()
        house.communicate()
    with socket.socket() as again:  # nobody holds the port any more
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))
