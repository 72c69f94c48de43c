"""The officer's look at all neighborhoods of a round, with holes in sight."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from meydan.base import doors, wording
from meydan.base.pages import attachment, page
from meydan.budgets import coverage as queries
from meydan.budgets import coverage_files
from meydan.budgets.desk.rounds import reach
from meydan.budgets.queries.rounds import supporters, voters
from meydan.budgets.rules import rounds as rules
from meydan.people.request import Request


@doors.role(*rules.READERS)
def coverage(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.READERS)
    lines = queries.coverage(found)
    asked = request.GET.get("by", "")
    by = asked if asked in {"name", *queries.NUMBERS} else "holes"
    own = [line for line in lines if not line.is_wide]
    context = {
        "round": found,
        "lines": queries.ordered(lines, by),
        "by": by,
        "orders": _orders(),
        "shelves": coverage_files.shelf_names(),
        "channels": queries.by_channel(found),
        "with_holes": sum(bool(line.holes) for line in own),
        "neighborhoods": len(own),
        "ambassadors_missing": sum("ambassadors" in line.holes for line in own),
        "ideas": sum(line.all_ideas for line in lines),
        "supporters": supporters(found),
        "voters": voters(found),
        "chosen": sum(line.chosen for line in lines),
        "done": sum(line.done for line in lines),
    }
    return page(request, "budgets/desk/coverage.html", context)


@doors.role(*rules.READERS)
def coverage_csv(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.READERS)
    return attachment(f"{found.title}.csv", "text/csv; charset=utf-8", coverage_files.csv_text(found))


@doors.role(*rules.READERS)
def coverage_xlsx(request: Request, pk: int) -> HttpResponse:
    found = reach(request, pk, *rules.READERS)
    body = coverage_files.xlsx(found, rtl=wording.language() == "fa")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(f"{found.title}.xlsx", kind, body)


def _orders() -> list[tuple[str, str]]:
    return [
        ("holes", _("What is missing")),
        ("name", _("Name")),
        ("ambassadors", _("Fewest ambassadors")),
        ("ideas", _("Fewest ideas")),
        ("voters", _("Fewest voters")),
    ]
