"""The coverage of a round as files: one plain table for machines (CSV), a workbook for people (XLSX)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from meydan.ballots.models import Channel
from meydan.base import tables
from meydan.budgets.coverage import SHELVES, Line, coverage
from meydan.budgets.models import Round

Cell = str | int


def csv_text(round: Round) -> str:
    return tables.csv_text([heads(), *rows(coverage(round))])


def xlsx(round: Round, *, rtl: bool) -> bytes:
    return tables.xlsx([heads(), *rows(coverage(round))], title=_("Coverage"), rtl=rtl)


def heads() -> list[str]:
    return [
        _("Neighborhood"),
        _("Credit in Rial"),
        _("Ambassadors"),
        *(str(label) for label in shelf_names().values()),
        _("Supporters"),
        *(str(channel.label) for channel in Channel),
        _("Chosen"),
        _("Credit of what was chosen, in Rial"),
        _("Done"),
    ]


def rows(lines: Sequence[Line]) -> Iterator[list[Cell]]:
    for line in lines:
        yield [
            str(line.area),
            line.credit,
            line.ambassadors,
            *(line.ideas[name] for name in SHELVES),
            line.supporters,
            *(line.voters[channel.value] for channel in Channel),
            line.chosen,
            line.spent,
            line.done,
        ]


def shelf_names() -> dict[str, str]:
    return {
        "waiting": _("Wait for a moderator"),
        "published": _("Wait for a unit"),
        "feasible": _("Feasible"),
        "not_feasible": _("Ended before the ballot"),
        "joined": _("Joined with another"),
    }
