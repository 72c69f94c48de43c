import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meydan.ballots import actions, tasks
from meydan.ballots.models import Recount
from tests.factories.ballots import RecountFactory

pytestmark = pytest.mark.django_db
FILE = """META
key;value
description;Śródmieście
country;Poland
unit;Warszawa
instance;2023
num_projects;2
num_votes;3
budget;100
vote_type;approval
rule;greedy
date_begin;01.01.2023
date_end;02.01.2023
PROJECTS
project_id;cost;votes;name
1;60;2;کتابخانه
2;50;2;پارک
VOTES
voter_id;vote
1;1
2;1,2
3;2
"""


def sent(client, text=FILE, **choices):
    file = SimpleUploadedFile("a.pb", text.encode())
    return client.post("/ballots/recount/", {"file": file, **choices})


def test_anybody_counts_a_file_by_choices(client):
    answer = sent(client, rule="greedy", ties="cost,votes,file")
    row = Recount.objects.get()
    assert answer.headers["Location"] == f"/ballots/recount/{row.key}/"
    assert "در حال شمارش است" in client.get(answer.headers["Location"]).content.decode()
    tasks.recount.call(str(row.key))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "پارک" in page
    row.refresh_from_db()
    assert [one["id"] for one in row.outcome["projects"] if one["place"]] == ["2"]


@pytest.mark.parametrize(("text", "said"), [
    (FILE.replace("budget;100", "budget;many"), "budget"),
    (FILE.replace("2;1,2", "2;1,7"), "vote"),
    ("nothing", ""),
])  # fmt: skip
def test_what_is_wrong_with_a_file_is_said_with_line_and_field(client, text, said):
    answer = sent(client, text, rule="greedy")
    tasks.recount.call(str(Recount.objects.get().key))
    row = Recount.objects.get()
    assert row.state == "failed"
    assert said in row.failure
    assert row.failure.startswith("پرونده در سطر")
    assert "alert" in client.get(answer.headers["Location"]).content.decode()


def test_a_rulebook_that_is_none_and_no_file_are_refused(client):
    rulebook = SimpleUploadedFile("rulebook.json", b'{"rule": "greedy"}')
    assert sent(client, rulebook=rulebook).status_code == 422
    assert client.post("/ballots/recount/", {}).status_code == 422
    assert not Recount.objects.exists()


def test_many_at_once_wait_for_each_other(client):
    RecountFactory.create_batch(actions.counting.MOST_WAITING)
    assert sent(client).status_code == 422
