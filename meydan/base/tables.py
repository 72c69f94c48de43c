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


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell
