"""Charts drawn on the server as SVG, each with its table under it; a number that has rows behind it links to them.

Widths are shares of the page and type keeps its size, so one drawing serves a phone and a wall. Time and bars run in
the direction of reading. Colors are CSS classes: they follow the theme and turn to patterns in print.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from meydan.base import wording

Amount = int | float | Decimal
Words = str | Promise

_ROW = 52  # px a horizontal bar takes with its label
_HEIGHT = 180  # px of the plot of columns and lines
_MOST_NUMBERED = 12  # columns that still have room for their numbers on a phone
_PHONE = 300  # px of a plot on a phone, where labels must still stand side by side
_LETTER = 6.5  # px a letter of theirs takes
_LONGEST_LABEL = 34


class Bar(NamedTuple):
    """One number and what it counts. `value=None` is a gap: nothing was counted, which is not zero; `gap` says what it
    was instead.
    """

    label: Words
    value: Amount | None
    link: str = ""
    gap: Words = ""


class Series(NamedTuple):
    """One line: the same labels in the same order as its neighbors."""

    name: Words
    points: Sequence[Bar]


def bars(rows: Sequence[Bar], title: Words, unit: Words = "") -> SafeString:
    """Horizontal bars, to compare things that have names."""
    most = _most(row.value for row in rows)
    drawn = []
    for place, row in enumerate(rows):
        width = _share(row.value, most)
        drawn.append(
            {
                **_said(row),
                "short": _shortened(str(row.label)),
                "width": f"{width}%",
                "x": f"{_x(width)}%",
                "text_y": place * _ROW + 18,
                "bar_y": place * _ROW + 27,
            }
        )
    start, end = ("100%", "0") if _rtl() else ("0", "100%")
    return _figure(
        "bars", title, unit, [Series(title, rows)], height=len(rows) * _ROW, rows=drawn, start=start, end=end
    )


def columns(rows: Sequence[Bar], title: Words, unit: Words = "") -> SafeString:
    """Columns over time; a gap stays a gap."""
    top, ticks = _scale(row.value for row in rows)
    slot = 100 / max(len(rows), 1)
    every = _every(rows)
    drawn = []
    for place, row in enumerate(rows):
        height = _share(row.value, top) * _HEIGHT / 100
        middle = slot * (place + 0.5)
        drawn.append(
            {
                **_said(row),
                "gap": row.value is None,
                "x": f"{_mirrored(middle) - slot * 0.36:.3f}%",
                "middle": f"{_mirrored(middle):.3f}%",
                "width": f"{slot * 0.72:.3f}%",
                "y": f"{_HEIGHT - height:.2f}",
                "number_y": f"{_HEIGHT - height - 6:.2f}",
                "height": f"{height:.2f}",
                "labeled": place % every == 0,
            }
        )
    numbered = len(rows) <= _MOST_NUMBERED
    return _figure(
        "columns", title, unit, [Series(title, rows)], rows=drawn, numbered=numbered, ticks=[] if numbered else ticks
    )


class Mark(NamedTuple):
    """A moment to be seen in a drawing over time: it stands before the point of this number."""

    place: int
    label: Words


def lines(series: Sequence[Series], title: Words, unit: Words = "", mark: Mark | None = None) -> SafeString:
    """Lines over time, to compare how things went; a line breaks at a gap."""
    top, ticks = _scale(point.value for one in series for point in one.points)
    drawn = []
    for number, one in enumerate(series, 1):
        step = 100 / max(len(one.points), 1)
        dots = [
            {
                **_said(point),
                "x": round(_mirrored(step * (place + 0.5)), 3),
                "y": round(100 - _share(point.value, top), 3),
                "cy": round(_HEIGHT * (1 - _share(point.value, top) / 100), 2),
                "gap": point.value is None,
            }
            for place, point in enumerate(one.points)
        ]
        path, pen_up = [], True
        for dot in dots:
            if not dot["gap"]:
                path.append(f"{'M' if pen_up else 'L'}{dot['x']} {dot['y']}")
            pen_up = bool(dot["gap"])
        drawn.append({"name": one.name, "number": number, "path": "".join(path), "dots": dots})
    labels = series[0].points if series else []
    every = _every(labels)
    marks = _labels(
        [(place, str(point.label)) for place, point in enumerate(labels) if place % every == 0], len(labels)
    )
    at = mark and {"label": mark.label, "x": f"{_mirrored(100 / max(len(labels), 1) * mark.place):.3f}%"}
    return _figure("lines", title, unit, series, lines=drawn, ticks=ticks, marks=marks, marked=at)


def _figure(kind: str, title: Words, unit: Words, series: Sequence[Series], **drawing: object) -> SafeString:
    labels = [point.label for point in series[0].points] if series else []
    table = [
        {"label": label, "cells": [_said(one.points[place]) for one in series if place < len(one.points)]}
        for place, label in enumerate(labels)
    ]
    context = {
        "kind": kind,
        "title": title,
        "unit": unit,
        "names": [one.name for one in series],
        "linked": any(point.link for one in series for point in one.points),
        "table": table,
        "plot": _HEIGHT,
        "start": "100%" if _rtl() else "0",
        "direction": "rtl" if _rtl() else "ltr",
        **drawing,
    }
    return render_to_string(f"base/charts/{kind}.html", context)


def _labels(places: Sequence[tuple[int, str]], count: int) -> list[dict[str, str]]:
    """Each under its point; near an edge it stands within the drawing, and what would then touch it is left out."""
    found: list[dict[str, str]] = []
    free_from = 0.0  # px, from where reading starts
    for place, words in places:
        middle, half = _PHONE / count * (place + 0.5), len(words) * _LETTER / 2
        begins = max(min(middle - half, _PHONE - 2 * half), 0)
        if found and begins < free_from:
            continue
        free_from = begins + 2 * half + 8
        if begins == 0 and middle < half:
            found.append({"label": words, "x": "100%" if _rtl() else "0", "anchor": "start"})
        elif begins < middle - half:
            found.append({"label": words, "x": "0" if _rtl() else "100%", "anchor": "end"})
        else:
            found.append({"label": words, "x": f"{_mirrored(100 / count * (place + 0.5)):.3f}%", "anchor": "middle"})
    return found


def _every(points: Sequence[Bar]) -> int:
    """Which labels are written so that none touches the next: every one, every second …"""
    longest = max((len(str(point.label)) for point in points), default=0)
    fitting = max(int(_PHONE / (longest * _LETTER + 8)), 1)
    return ceil(len(points) / fitting) or 1


def _said(row: Bar) -> dict[str, object]:
    value = "" if row.value is None else wording.number(row.value)
    return {"label": row.label, "link": row.link, "value": value, "why": row.gap}


def _rtl() -> bool:
    return wording.language() == "fa"


def _mirrored(x: float) -> float:
    return 100 - x if _rtl() else x


def _x(width: float) -> float:
    """Where a bar of this width begins that grows from the side reading starts at."""
    return round(100 - width, 3) if _rtl() else 0


def _most(values: Iterable[Amount | None]) -> float:
    return max((float(value) for value in values if value is not None), default=0)


def _share(value: Amount | None, most: float) -> float:
    return round(max(float(value or 0), 0) / most * 100, 3) if most > 0 else 0


def _scale(values: Iterable[Amount | None]) -> tuple[float, list[dict[str, object]]]:
    """A round top, and at most five lines across at round numbers."""
    most = _most(values)
    if most <= 0:
        return 0, []
    rough = most / 4
    power = 10 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    if step < 1 and most >= 1:
        step = 1
    count = ceil(most / step)
    top = step * count
    ticks: list[dict[str, object]] = [
        {"y": f"{_HEIGHT * (1 - place / count):.2f}", "value": wording.number(round(step * place, 6))}
        for place in range(count + 1)
    ]
    return top, ticks


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
