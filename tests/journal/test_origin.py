import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_tasks import task

from meydan.ground.logs import request_id
from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.journal.action import action, note
from meydan.journal.models import Head, Line
from meydan.journal.origin import Origin, current_origin, network


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:12:3456::9", "2001:db8:12::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("", "-"),
        ("unix:", "-"),
    ],
)
def test_an_address_is_shown_as_the_network_of_many(address, shown):
    assert network(address) == shown


def test_a_request_gives_its_network_and_its_id():
    seen = []

    def view(_request):
        seen.append(current_origin())
        return HttpResponse()

    mark = request_id.set("0123456789abcdef")
    Origin(view)(RequestFactory().get("/", REMOTE_ADDR="192.0.2.77"))
    request_id.reset(mark)
    assert seen == ["web 192.0.2.0/24 0123456789abcdef"]
    assert current_origin().startswith("command ")


def test_after_a_view_that_raised_nothing_of_it_is_left():
    def view(_request):
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        Origin(view)(RequestFactory().get("/"))
    assert current_origin().startswith("command ")


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        (["/srv/.venv/bin/meydan", "import_areas", "secret.csv"], "command import_areas"),
        (["/srv/meydan/__main__.py", "shell"], "command shell"),
        (["/usr/bin/pytest", "-q"], "command pytest"),
        (["meydan", "گزارش"], "command -"),
        ([""], "command -"),
    ],
)
def test_a_command_gives_its_name_and_not_what_was_typed_behind_it(monkeypatch, words, origin):
    monkeypatch.setattr("sys.argv", words)
    assert current_origin() == origin


@action
def touch(*, by):
    note("tests.touch", on=Head.objects.get())


@task()
def in_background() -> None:
    touch(by=None)


@pytest.mark.django_db
def test_a_task_gives_its_id():
    in_background.enqueue()
    drain()
    assert Line.objects.get().origin == f"task {Task.objects.get().pk}"


@pytest.mark.django_db
def test_a_real_request_leaves_its_id_in_the_line(client, settings):
    answer = client.get("/healthz", REMOTE_ADDR="198.51.100.9")
    assert len(answer.headers["X-Request-Id"]) == 32
    assert (
        settings.MIDDLEWARE.index("meydan.journal.origin.Origin")
        == settings.MIDDLEWARE.index("meydan.ground.middleware.Arrival") + 1
    )
