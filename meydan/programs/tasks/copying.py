"""Many programs copied to another quarter."""

import uuid

from django_tasks import task

from meydan.base.refusal import Refusal
from meydan.ground.queue import report_progress
from meydan.people.models import Person
from meydan.programs import actions, proposal, queries, rules


@task()
def copy_programs(by_id: int, copying: str, program_ids: list[int], year: int, season: int) -> None:
    """Each in a transaction of its own, and each once, however often this runs."""
    by = Person.objects.get(pk=by_id)
    programs = queries.in_reach(by.areas_for(*rules.PLANNERS)).in_bulk(program_ids)
    for number, pk in enumerate(program_ids, 1):
        if pk in programs:
            day = proposal.first_day_in(programs[pk], rules.Quarter(year, season))
            try:
                actions.copy(
                    by=by, program=programs[pk], first_day=day, copying=uuid.UUID(copying), leaves_taken_out=True
                )
            except Refusal:
                continue  # copied by an earlier run, or not to be copied: the page says which have no draft
            finally:
                report_progress(number, len(program_ids))
