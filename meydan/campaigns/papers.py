"""The program on paper: an A3 to put up, of the whole week or of one place, and an A5 handbill; `sheet/program.typ`.

Its clock times are those frozen for print (`printed_at`); what was moved or added since stands as it is now, what was
cancelled is left out.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from meydan.base import paper, wording
from meydan.calendar.timing import describe_timing
from meydan.campaigns.models import Place, Placement, Sessions, Stage
from meydan.campaigns.queries.public import Standing
from meydan.campaigns.wording import named, when

LAYOUT: Final = Path(__file__).parent / "sheet" / "program.typ"


def facts(  # noqa: PLR0913 - what a paper is, by name
    stage: Stage, rows: Iterable[Placement], stands: Sequence[Standing], address: str, *, size: str, place: Place | None
) -> dict[str, Any]:
    """All that stands on it, in the language of whoever asks for it."""
    language = wording.language()
    standing = [row for row in rows if row.occasion and not row.occasion.is_cancelled]
    if place is not None:
        standing = [row for row in standing if row.occasion and row.occasion.venue_id == place.venue_id]
        stands = [one for one in stands if _stands_at(one, place)]
    marks = _marks(standing)
    return {
        "size": size,
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "house": settings.SITE_NAME,
        "title": paper.plain(named(stage)),
        "place": paper.plain(str(place)) if place else "",
        "when": when(stage),
        "about": paper.plain(wording.digits(" · ".join(part for part in (stage.occasion, stage.theme) if part))),
        "days": _days(standing, marks, with_place=place is None),
        "bringers_heading": _("Who brings it, by number"),
        "bringers": [[wording.number(mark), name] for name, mark in marks.items()],
        "sessions": len(standing),
        "stands_heading": _("Every evening"),
        "stands": [paper.plain(wording.digits(one.promise.title)) for one in stands],
        "empty": _("No session is announced here."),
        "scan": _("Changes and more: scan it with the camera of your phone"),
        "address": address.partition("://")[2].rstrip("/"),
        "qr": paper.qr(address),
        "free": _("Coming is free; no registration is needed."),
    }


def _stands_at(one: Standing, place: Place) -> bool:
    return any(there.pk == place.pk for there in one.places) if one.places else place.is_host


def _marks(rows: Iterable[Placement]) -> dict[str, int]:
    """A number for whoever brings something: of a full week the paper has no room for names beside each session."""
    return {name: number for number, name in enumerate(sorted({_by(row) for row in rows}), start=1)}


def _by(row: Placement) -> str:
    return paper.plain(str(row.promise.invited.organization))


def _days(rows: Sequence[Placement], marks: dict[str, int], *, with_place: bool) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda row: (_day(row), _moment(row), row.space.place.order, row.pk))
    return [
        {
            "day": wording.day(day, "weekday").rsplit(" ", 1)[0],
            "times": _times(list(those), marks, with_place=with_place),
        }
        for day, those in groupby(ordered, key=_day)
    ]


def _times(rows: Sequence[Placement], marks: dict[str, int], *, with_place: bool) -> list[dict[str, Any]]:
    """Those that begin at the same time stand together."""
    found = []
    for (clock, said), those in groupby(rows, key=_said):
        found.append({"clock": clock, "said": said, "sessions": [_session(row, marks, with_place) for row in those]})
    return found


def _session(row: Placement, marks: dict[str, int], with_place: bool) -> dict[str, str]:
    where = f"{row.space.place}، {row.space}" if with_place else str(row.space)
    whom = "" if row.sessions == Sessions.TOGETHER else str(Sessions(row.sessions).label)
    return {
        "title": paper.plain(wording.digits(row.promise.title)),
        "where": paper.plain(where),
        "by": _by(row),
        "mark": wording.number(marks[_by(row)]),
        "whom": whom,
    }


def _day(row: Placement) -> Any:
    return row.occasion.day if row.occasion else row.day


def _moment(row: Placement) -> Any:
    assert row.occasion is not None
    return row.printed_at or row.occasion.starts_at


def _said(row: Placement) -> tuple[str, str]:
    assert row.occasion is not None
    said = describe_timing(row.occasion) if row.occasion.prayer else ""
    return wording.clock(_moment(row)), str(said)
