"""Stages side by side, for everybody: what nobody knows of an early one is a dash."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from meydan.base import charts, doors
from meydan.base.charts import Bar
from meydan.base.pages import page
from meydan.base.wording import number
from meydan.campaigns.models import Stage
from meydan.campaigns.queries import stages as queries
from meydan.campaigns.queries.comparing import Compared, compared
from meydan.campaigns.rules.public import is_running
from meydan.campaigns.telling import told_of
from meydan.campaigns.wording import when


class Row(NamedTuple):
    stage: Stage
    when: str
    sums: Compared | None  # of an early one nothing was counted here
    people: int | None
    cost: int | None
    is_running: bool

    @property
    def numbers(self) -> list[tuple[str, int | None]]:
        """Under their labels; None where nobody counted."""
        one = self.sums
        known = (one.places, one.agencies, one.promised, one.placed, one.held) if one else (None,) * 5
        return list(zip(labels(), (*known, self.people), strict=True))

    @property
    def label(self) -> str:
        known = {"number": number(self.stage.number), "area": self.stage.area}
        return _("Stage %(number)s · %(area)s") % known

    @property
    def bar_label(self) -> str:
        return _("%(stage)s, still running") % {"stage": self.label} if self.is_running else self.label


def labels() -> list[str]:
    return [
        pgettext("campaigns", "Places"),
        pgettext("campaigns", "Agencies"),
        _("Sessions promised"),
        _("Sessions placed"),
        pgettext("campaigns", "Sessions held"),
        pgettext("campaigns", "People who came"),
    ]


@doors.open
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = list(queries.told().order_by("campaign__title", "campaign", "-number"))
    sums = compared([row.pk for row in found])
    rows = [_row(row, sums[row.pk], today) for row in found]
    campaigns = [
        {"campaign": campaign, "rows": (of := list(each)), "pictures": _pictures(of[::-1])}
        for campaign, each in groupby(rows, key=lambda row: row.stage.campaign)
    ]
    return page(request, "campaigns/compare.html", {"campaigns": campaigns, "labels": labels()})


def _row(stage: Stage, sums: Compared, today: dt.date) -> Row:
    """Of people and money only when it is over."""
    if stage.is_history:
        return Row(stage, when(stage), None, stage.visitors, sums.cost, False)
    is_over = stage.last_day < today
    people, cost = (told_of(sums.came), sums.cost) if is_over else (None, None)
    return Row(stage, when(stage), sums, people, cost, is_running(stage, today))


def _pictures(rows: Sequence[Row]) -> list[SafeString]:
    """From the first stage to the last; what nobody knows is no bar, and one bar alone is no comparison."""
    people = [Bar(row.bar_label, row.people) for row in rows if row.people]
    held = [Bar(row.bar_label, row.sums.held) for row in rows if row.sums and row.sums.held]
    drawn = [(held, _("Sessions held by stage"), pgettext("campaigns", "sessions"))]
    drawn.append((people, _("People by stage"), _("people")))
    return [charts.bars(bars, title, unit) for bars, title, unit in drawn if len(bars) > 1]
