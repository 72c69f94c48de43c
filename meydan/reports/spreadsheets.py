"""The report as files: one plain table for machines (CSV), a workbook for people (XLSX)."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.participation import figures as participation
from meydan.participation.models import Participation
from meydan.reports.measures import MEN, PERSONS, PROGRAMS, SESSIONS, VISITS, WOMEN
from meydan.reports.report import Report, Table, definitions

COLUMNS: Final = (PROGRAMS, SESSIONS, VISITS, WOMEN, MEN, PERSONS)
PERSIAN_NUMBER: Final = "[$-3000429]#,##0"
MOST_ROWS: Final = 100_000  # of the sheet of rows; a sheet holds 1,048,576, and memory less
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | None


def csv_text(report: Report) -> str:
    """UTF-8 with a mark at its beginning, without which spreadsheets misread Persian. Numbers in Latin digits."""
    text = io.StringIO()
    text.write("\ufeff")
    table = csv.writer(text, lineterminator="\r\n")
    for line in _lines(report):
        table.writerow([_harmless(cell) for cell in line])
    return text.getvalue()


def _lines(report: Report) -> Iterator[list[Cell]]:
    yield [_("Area"), _("From"), _("To"), _("Part"), _("Of"), *(str(one.label) for one in COLUMNS)]
    about = [str(report.area), *(wording.day(day, "iso") for day in report.period)]
    for number, table in enumerate(report.tables):
        for line in (*([table.whole] if number == 0 else []), *table.lines):
            values = {one.measure: one.value for one in line.numbers}
            part = str(table.head) if line.key else ""
            yield [*about, part, line.label, *(values.get(one) for one in COLUMNS)]


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula is kept a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def workbook(report: Report) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        writer = _Writer(book)
        writer.about(report)
        for table in (*report.tables, report.sexes):
            writer.table(table)
        writer.times(report)
        writer.rows(report)
    return file.getvalue()


class _Writer:
    """Sheets in the direction of the reader's language."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
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

    def about(self, report: Report) -> None:
        sheet = self.sheet(_("About the report"), [24, 80])
        facts: list[tuple[str, str]] = [
            (_("Area"), str(report.area)),
            (_("Period"), str(report.period)),
            (_("From"), wording.day(report.period.first)),
            (_("To"), wording.day(report.period.last)),
            (_("Compared with"), str(report.compared)),
            (_("Made on"), wording.moment(timezone.now())),
            *((str(one.label), str(one.meaning)) for one in definitions()),
        ]
        for number, (name, fact) in enumerate(facts):
            sheet.write_string(number, 0, name, self.head)
            sheet.write_string(number, 1, fact, self.words)
        start = len(facts) + 1
        self.row(sheet, start, [_("Figure"), str(report.period), str(report.compared)], self.head)
        for number, figure in enumerate(report.figures, start + 1):
            self.row(sheet, number, [str(figure.number.measure.label), figure.number.value, figure.before])

    def table(self, table: Table) -> None:
        sheet = self.sheet(table.title, [36, *([14] * len(table.measures))])
        self.row(sheet, 0, [str(table.head), *(str(one.label) for one in table.measures)], self.head)
        for number, line in enumerate((*table.lines, table.whole), 1):
            self.row(sheet, number, [line.label, *(one.value for one in line.numbers)])
        sheet.freeze_panes(1, 1)

    def times(self, report: Report) -> None:
        """Days in which nobody counted anything stand without a number."""
        sheet = self.sheet(_("By day"), [20, 14, 14, 14])
        self.row(sheet, 0, [_("Day"), str(VISITS.label), str(WOMEN.label), str(MEN.label)], self.head)
        for number, (day, times) in enumerate(report.days, 1):
            self.row(sheet, number, [wording.day(day, "short"), *(times[:3] if times else (None,) * 3)])

    def rows(self, report: Report) -> None:
        sheet = self.sheet(_("Rows"), [14, 36, 14, 30, 24, 10, 10, 10, 12, 14, 14])
        heads = [
            _("Day"), _("What"), _("Kind"), _("Venue"), _("Area"), str(VISITS.label), str(WOMEN.label), str(MEN.label),
            _("Age band"), _("Evidence"), _("Channel"),
        ]  # fmt: skip
        self.row(sheet, 0, heads, self.head)
        found = participation.rows_of(areas=[report.area], first=report.period.first, last=report.period.last)
        found = found.select_related("occasion", "venue", "area").order_by("day", "pk")
        number = 0
        for number, row in enumerate(found[:MOST_ROWS].iterator(), 1):
            self.row(sheet, number, _ledger_row(row))
        if number == MOST_ROWS:
            said = _("Only the first %(rows)s rows stand here. Choose fewer days to have them all.")
            sheet.write_string(number + 1, 0, said % {"rows": wording.number(MOST_ROWS)})
        sheet.freeze_panes(1, 0)


def _ledger_row(row: Participation) -> list[Cell]:
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
        row.get_evidence_display(),
        row.get_channel_display(),
    ]
