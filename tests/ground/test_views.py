import pytest

from meydan.ground import health


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(health, "_last", (0.0, {}))


def test_healthz_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_says_ready_to_anybody(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_says_503_and_what_is_wrong(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_DISK", 1 << 60)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["disk"]) == (503, False)
