"""Tables as files for spreadsheets: CSV that opens in Persian and runs nothing."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def csv_text(lines: Iterable[Sequence[Any]]) -> str:
    """UTF-8 with a mark at its beginning, without which spreadsheets misread Persian."""
    text = io.StringIO()
    text.write("\ufeff")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue()


def xlsx(lines: Sequence[Sequence[Any]], *, title: str, rtl: bool, named: int = 1) -> bytes:
    """A workbook of one sheet. The first line is its head, the first `named` columns say what a line is about.

    Numbers stay numbers; texts that a spreadsheet would run stay texts.
    """
    import xlsxwriter  # only where a workbook is made

    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title[:31])
        if rtl:
            sheet.right_to_left()
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, line in enumerate(lines):
            sheet.write_row(place, 0, [harmless(cell) for cell in line], None if place else bold)
        sheet.freeze_panes(1, named)
        sheet.set_column(0, named - 1, 26)
        sheet.set_column(named, max(len(lines[0]) - 1, named), 14)
    return body.getvalue()


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell
