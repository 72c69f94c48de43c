"""A page of figures as files: the same numbers, and the same ones hidden."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from meydan.base import tables

Lines = Sequence[Sequence[Any]]


def csv_text(lines: Lines) -> str:
    return tables.csv_text(lines)


def xlsx(lines: Lines, *, rtl: bool) -> bytes:
    import xlsxwriter  # only where a workbook is made

    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(str(_("Counseling"))[:31])
        if rtl:
            sheet.right_to_left()
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, row in enumerate(lines):
            sheet.write_row(place, 0, [tables.harmless(cell) for cell in row], None if place else bold)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 1, 28)
        sheet.set_column(2, 2, 16)
    return body.getvalue()
