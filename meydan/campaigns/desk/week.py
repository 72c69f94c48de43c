"""The whole week of a timetable on one page, on the screen and on paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base.pages import page
from meydan.calendar.timing import describe_timing
from meydan.campaigns import planner_board, planner_week, planner_words
from meydan.campaigns.desk import returning
from meydan.campaigns.desk.planning import about, linked, stage_read
from meydan.campaigns.problem import sheet
from meydan.campaigns.queries import planning as queries
from meydan.campaigns.rules.stages import READERS
from meydan.engines import planning
from meydan.people.request import Request

MOST_HOLES = 12  # named here; all of them stand in the coverage table


@doors.role(*READERS)
@require_safe
def week(request: Request, pk: int) -> HttpResponse:
    held = stage_read(request, pk)
    table = sheet(held)
    broken = planning.check(table.problem, table.placements)
    topics, bringers = planner_week.topics(table), planner_week.bringers(table)
    keys = {*(one.key for one in topics), *(one.key for one in bringers)}
    asked = request.GET.get("of", "")
    asked = asked if asked in keys else ""
    shown = request.GET.get("shown", "")
    holes = planner_week.holes(table)
    context = {
        **about(request, held, table),
        "figures": planner_board.figures(table, broken),
        "days": planner_week.days(table),
        "timings": [describe_timing(slot) for slot in planner_week.slots(table)],
        "blocks": planner_week.blocks(table, broken, asked),
        "topics": topics,
        "bringers": bringers,
        "asked": asked,
        "is_roomy": shown == "titles" or (shown != "marks" and planner_week.is_roomy(table)),
        "holes": holes[:MOST_HOLES],
        "more_holes": max(0, len(holes) - MOST_HOLES),
        "broken": [(planner_words.broken(table, one, table.placements), linked(held, table, one)) for one in broken],
        "waiting": [
            (one, planner_week.tone_of(table, one.promise.concern_id))
            for one in planner_board.waiting(table, queries.run_of(held), tells=False)
        ],
        "undo": returning.undo(request, table),
    }
    return page(request, "campaigns/desk/plan_week.html", context)
