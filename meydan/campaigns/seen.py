"""What somebody saw when they began to change it: of two who change one page at once, none writes over the other."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns.models import Concern, Place, Slot, Space, Stage, Supply

if TYPE_CHECKING:
    from django.db.models import QuerySet

Rows = list[dict[str, Any]]
FACTS: Final = (
    "area",
    "title",
    "occasion",
    "theme",
    "about",
    "first_day",
    "last_day",
    "expected_visitors",
    "declare_until",
)
HISTORY: Final = (
    "area", "number", "title", "occasion", "theme", "about", "first_day", "last_day", "known", "visitors", "source",
)  # fmt: skip


def concerns(stage: Stage) -> Rows:
    rows = Concern.objects.filter(stage=stage).order_by("-weight", "pk")
    return _told(rows, "pk", "name", "weight", "audiences", "in_every_place")


def supplies(stage: Stage) -> Rows:
    return _told(Supply.objects.filter(stage=stage).order_by("pk"), "pk", "name", "count")


def spaces(place: Place) -> Rows:
    return _told(Space.objects.filter(place=place).order_by("pk"), "pk", "name", "capacity", "sessions", "stalls")


def slots(stage: Stage) -> Rows:
    rows = Slot.objects.filter(stage=stage).order_by("order", "pk")
    return _told(rows, "pk", "minutes", "clock", "prayer", "prayer_offset")


def facts(stage: Stage) -> Rows:
    return _told(Stage.objects.filter(pk=stage.pk), *FACTS)


def history(stage: Stage) -> Rows:
    return _told(Stage.objects.filter(pk=stage.pk), *HISTORY)


def mark(rows: Rows) -> str:
    return hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()[:16]


def must_be(seen: str | None, rows: Rows) -> None:
    """`seen`: the mark of what stood there; None where nobody looked at a page. Asked with the stage locked."""
    if seen is None or seen == mark(rows):
        return
    sentence = _(
        "Somebody else changed this page meanwhile. Compare it with theirs, and send yours again if it should stand."
    )
    names = "، ".join(f"«{row['name']}»" for row in rows if row.get("name"))
    now = _("Now there is: %(names)s") % {"names": names} if names else ""
    raise Refusal(f"{sentence} {now}".strip())


def _told(rows: "QuerySet[Any]", *names: str) -> Rows:
    return [dict(row) for row in rows.values(*names)]
