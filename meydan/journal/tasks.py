"""Reads the whole journal, each night and when somebody asks for it."""

import logging

from django_tasks import task

from meydan.ground.queue import daily, report_progress
from meydan.journal.verifying import verify

log = logging.getLogger("meydan.journal")


@daily(3, 30)
@task(priority=-100)
def verify_journal() -> dict[str, str | int]:
    verdict = verify(progress=report_progress)
    if verdict.flaw:
        log.error("the journal is not whole: line %d %s", verdict.number, verdict.flaw)
    return {"lines": verdict.lines, "hash": verdict.hash.hex(), "flaw": verdict.flaw or "", "number": verdict.number}
