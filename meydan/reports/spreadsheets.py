"""The report as files: one plain table for machines (CSV), a workbook for people (XLSX)."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import tables, wording
from meydan.participation.models import Participation
from meydan.reports import evening as evenings
from meydan.reports import measures, naming, neighborhoods, rounds
from meydan.reports.evening import OF_ORDERS, OF_QUESTIONS, Evening
from meydan.reports.measures import (
    AT_VENUES,
    BALLOTS,
    CAMPAIGN_VISITS,
    MEN,
    OF_PROGRAMS,
    PERSONS,
    PROGRAMS,
    ROUNDS,
    SESSIONS,
    VENUES,
    VIEWS,
    VISITS,
    WOMEN,
    Behind,
    Measure,
)
from meydan.reports.report import Report, Table, definitions

if TYPE_CHECKING:
    import xlsxwriter

COLUMNS: Final = (
    *(PROGRAMS, SESSIONS, VENUES, VISITS, WOMEN, MEN, PERSONS, AT_VENUES, VIEWS),
    *evenings.COLUMNS,
)
PERSIAN_NUMBER: Final = "[$-3000429]#,##0"
MOST_ROWS: Final = 100_000  # of the sheet of rows; a sheet holds 1,048,576, and memory less

Cell = str | int | None


def csv_text(report: Report, evening: Evening) -> str:
    """UTF-8 with a mark at its beginning, without which spreadsheets misread Persian. Numbers in Latin digits."""
    return tables.csv_text(_lines(report, evening))


def rows_csv(measure: Measure, behind: Behind) -> str:
    """The rows behind a number, the first of them if they are very many. Nobody's name, and no number for a person."""
    return tables.csv_text(_rows(measure, behind))


def _lines(report: Report, evening: Evening) -> Iterator[list[Cell]]:
    """One line a part and a period: of the report's own days, of those before, and of a year ago."""
    yield [_("Area"), _("From"), _("To"), _("Part"), _("Of"), *(str(one.label) for one in COLUMNS)]
    for place, period in enumerate((report.period, report.compared, report.a_year_ago)):
        about = [str(report.area), *(wording.day(day, "iso") for day in period)]
        firsts = {report.tables[0].key, report.venue_tables[0].key, report.views_table.key, *evening.firsts}
        for table in (*report.tables, *report.venue_tables, report.views_table, *evening.tables):
            whole = table.key in firsts
            for line in (*([table.whole] if whole else []), *table.lines):
                values: dict[Measure, int] = {
                    one.measure: (one.value, one.before, one.year_ago)[place]
                    for one in line.numbers
                    if not place or one.measure in table.compared
                }
                part = str(table.head) if line.key else ""
                if any(values.values()):
                    yield [*about, part, line.label, *(values.get(one) for one in COLUMNS)]


def _rows(measure: Measure, behind: Behind) -> Iterator[Sequence[Cell]]:
    if measure in evenings.COLUMNS:
        yield from _evening_rows(measure, behind)
    elif measure not in OF_PROGRAMS:
        yield [*_row_heads()]
        for row in behind.rows[:MOST_ROWS].iterator(chunk_size=2000):
            yield [wording.day(row.day, "iso"), *_ledger_row(row)[1:]]
    elif measure is SESSIONS:
        yield [_("Session of"), _("Day"), _("Where")]
        for session in behind.rows:
            at = session.occasion
            yield [session.program.title, wording.day(at.day, "iso"), str(at.venue or at.area)]
    elif measure is VENUES:
        yield [_("Venue"), _("Area"), str(SESSIONS.label)]
        for venue in behind.rows:
            yield [str(venue), str(venue.area), venue.held]
    else:
        yield [_("Program"), _("Kind"), _("Where"), _("First day"), _("Last day"), str(SESSIONS.label)]
        for one in behind.rows:
            days = (wording.day(one.first, "iso"), wording.day(one.last, "iso"))
            yield [one.title, one.get_kind_display(), str(one.venue or one.area), *days, one.held]


def _evening_rows(measure: Measure, behind: Behind) -> Iterator[Sequence[Cell]]:
    """Without a word that somebody typed but the orders, which are public, and without anybody's name."""
    if measure in OF_QUESTIONS:
        yield [_("Day"), _("Kind"), _("Topic"), _("Neighborhood"), _("Way"), _("State")]
        for row in behind.rows[:MOST_ROWS].iterator(chunk_size=2000):
            said = (row.get_kind_display(), str(row.topic or ""), str(row.area))
            day = wording.day(wording.local_date(row.received_at), "iso")
            yield [day, *said, row.get_channel_display(), row.get_state_display()]
    elif measure in OF_ORDERS:
        yield [_("Order"), _("Unit"), _("Where"), _("Given"), _("Deadline"), _("State")]
        for row in behind.rows[:MOST_ROWS].iterator(chunk_size=2000):
            days = (wording.day(wording.local_date(row.given_at), "iso"), wording.day(row.due_on, "iso"))
            yield [row.what if row.is_public else "", str(row.unit), str(row.area), *days, row.get_state_display()]
    elif measure in rounds.ALL:
        yield from _round_rows(measure, behind)
    elif measure in neighborhoods.ALL:
        yield from _neighborhood_rows(measure, behind)
    else:
        yield [_("Draw"), _("Ticket"), _("Day")]
        for row in behind.rows[:MOST_ROWS].iterator(chunk_size=2000):
            day = wording.day(wording.local_date(row.draw.drawn_at), "iso")
            yield [row.draw.title, row.code, day]


def _round_rows(measure: Measure, behind: Behind) -> Iterator[Sequence[Cell]]:
    """Money in Rial. Of a ballot its channel and neighborhood, of an ambassador the network's kind: nobody."""
    found = behind.rows[:MOST_ROWS].iterator(chunk_size=2000)
    if measure in rounds.OF_IDEAS:
        yield [_("Day"), _("Field"), _("Neighborhood"), _("State"), _("Supporters")]
        for row in found:
            day = wording.day(wording.local_date(row.sent_at), "iso")
            yield [day, str(row.field), str(row.area), row.get_state_display(), row.supports]
    elif measure in rounds.OF_PROJECTS:
        yield [_("Project"), _("Unit"), _("Neighborhood"), _("State"), _("Credit in Rial"), _("Paid in Rial")]
        for row in found:
            yield [str(row), str(row.unit), str(row.area), row.get_state_display(), row.credit, row.paid]
    elif measure is ROUNDS:
        yield [_("Budgeting round"), _("Area"), _("From"), _("To")]
        for row in found:
            yield [row.title, str(row.area), wording.day(row.ideas_from, "iso"), wording.day(row.ends_on, "iso")]
    elif measure is BALLOTS:
        yield [_("Budgeting round"), _("Neighborhood"), _("Way")]
        for row in found:
            yield [row.poll.title, str(row.pot.area), row.get_channel_display()]
    else:
        yield [_("Budgeting round"), _("Network"), _("People in it, as they say")]
        for row in found:
            yield [row.call.title, row.get_network_display(), row.reach]


def _neighborhood_rows(measure: Measure, behind: Behind) -> Iterator[Sequence[Cell]]:
    """Who came to a campaign is a row of the ledger, of nobody."""
    found = behind.rows[:MOST_ROWS].iterator(chunk_size=2000)
    if measure is CAMPAIGN_VISITS:
        yield [*_row_heads()]
        yield from ([wording.day(row.day, "iso"), *_ledger_row(row)[1:]] for row in found)
    else:
        heads, cells = neighborhoods.FILES[measure]
        yield [str(head) for head in heads]
        yield from (cells(row) for row in found)


def workbook(report: Report, evening: Evening) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        writer = _Writer(book)
        writer.about(report, evening)
        for table in (*report.tables, report.sexes):
            writer.table(table, str(table.title))
        for table in (*report.venue_tables, report.views_table):
            if table.lines:
                writer.table(table, f"{table.measures[0].label}، {table.head}")
        for table in evening.tables:
            writer.table(table, f"{table.measures[0].label}، {table.head}")
        writer.times(report)
        writer.rows(report)
    return file.getvalue()


class _Writer:
    """Sheets in the direction of the reader's language."""

    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        self.book = book
        self.persian = wording.language() == "fa"
        self.number = book.add_format({"num_format": PERSIAN_NUMBER if self.persian else "#,##0"})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})

    def sheet(self, title: object, widths: list[int]) -> Any:
        sheet = self.book.add_worksheet(str(title)[:31])
        if self.persian:
            sheet.right_to_left()
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def row(self, sheet: Any, number: int, cells: Sequence[Cell], style: Any = None) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, self.number)
            elif cell:
                sheet.write_string(number, column, cell, style)

    def about(self, report: Report, evening: Evening) -> None:
        sheet = self.sheet(_("About the report"), [24, 80, 24, 24])
        facts: list[tuple[str, str]] = [
            (_("Area"), str(report.area)),
            (_("Period"), str(report.period)),
            (_("From"), wording.day(report.period.first)),
            (_("To"), wording.day(report.period.last)),
            *([(_("Kinds of programs"), kinds)] if (kinds := naming.kinds(report.kinds_asked)) else []),
            (_("The period before"), str(report.compared)),
            (_("A year ago"), str(report.a_year_ago)),
            (_("Made on"), wording.moment(timezone.now())),
            *((str(one.label), str(one.meaning)) for one in definitions()),
            *((str(one.label), str(one.meaning)) for one in evenings.definitions() if not evening.is_empty),
        ]
        for number, (name, fact) in enumerate(facts):
            sheet.write_string(number, 0, name, self.head)
            sheet.write_string(number, 1, fact, self.words)
        start, periods = len(facts) + 1, (report.period, report.compared, report.a_year_ago)
        self.row(sheet, start, [_("Figure"), *map(str, periods)], self.head)
        figures = [*(figure.number for figure in report.figures), report.at_venues]
        figures += [figure.number for figure in evening.figures]
        for number, one in enumerate(figures, start + 1):
            self.row(sheet, number, [str(one.measure.label), one.value, one.before, one.year_ago])

    def table(self, table: Table, title: str) -> None:
        heads: list[str] = [str(table.head)]
        for one in table.measures:
            heads.append(str(one.label))
            if one in table.compared:
                heads += [
                    _("%(number)s before") % {"number": one.label},
                    _("%(number)s a year ago") % {"number": one.label},
                ]
        sheet = self.sheet(title, [36, *([14] * (len(heads) - 1))])
        self.row(sheet, 0, heads, self.head)
        for row, line in enumerate((*table.lines, table.whole), 1):
            cells: list[Cell] = [line.label]
            for number in line.numbers:
                compared = [number.before, number.year_ago] if number.measure in table.compared else []
                cells += [number.value, *compared]
            self.row(sheet, row, cells)
        sheet.freeze_panes(1, 1)

    def times(self, report: Report) -> None:
        """Days in which nobody counted anything stand without a number."""
        sheet = self.sheet(_("By day"), [20, 14, 14, 14])
        self.row(sheet, 0, [_("Day"), str(VISITS.label), str(WOMEN.label), str(MEN.label)], self.head)
        for number, (day, times) in enumerate(report.days, 1):
            self.row(sheet, number, [wording.day(day, "short"), *(times[1:4] if times else (None,) * 3)])

    def rows(self, report: Report) -> None:
        sheet = self.sheet(_("Rows"), [14, 36, 14, 30, 24, 10, 10, 10, 12, 14, 14])
        self.row(sheet, 0, _row_heads(), self.head)
        found = measures.ledger_rows(VISITS, [report.area], report.period, {}, report.kinds_asked)
        found = found.select_related("occasion", "venue", "area").order_by("day", "pk")
        number = 0
        for number, row in enumerate(found[:MOST_ROWS].iterator(), 1):
            self.row(sheet, number, _ledger_row(row))
        if number == MOST_ROWS:
            said = _("Only the first %(rows)s rows stand here. Choose fewer days to have them all.")
            sheet.write_string(number + 1, 0, said % {"rows": wording.number(MOST_ROWS)})
        sheet.freeze_panes(1, 0)


def _row_heads() -> list[Cell]:
    return [
        _("Day"), _("What"), _("Kind"), _("Venue"), _("Area"), str(VISITS.label), str(WOMEN.label), str(MEN.label),
        _("Age band"), _("Evidence"), _("Channel"),
    ]  # fmt: skip


def _ledger_row(row: Participation) -> list[Cell]:
    """How somebody was counseled is told by that room's figures alone, which hide it where they were few."""
    how = [row.get_evidence_display(), row.get_channel_display()] if row.door != "counseling" else ["", ""]
    return [
        wording.day(row.day, "short"),
        row.occasion.title if row.occasion else "",
        row.kind_name,
        str(row.venue or ""),
        str(row.area),
        row.count,
        row.women,
        row.men,
        row.age_band_name,
        *how,
    ]
