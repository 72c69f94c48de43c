"""A round of Tehran's region 1 with its 27 neighborhoods, in whatever stage is asked for.

make_round(by=None, area=region, officer=officer, title="من شهردارم؛ دور دوم", stage=Round.Stage.IDEAS)
"""

import datetime as dt
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from meydan.ambassadors import actions as ambassadors
from meydan.budgets import actions, schedule, template
from meydan.budgets.actions.publishing import DOOR
from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES
from meydan.budgets.rules.rounds import Stage
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area

TITLE: Final = "من شهردارم، منطقهٔ ۱"
ABOUT: Final = (
    "بخشی از بودجهٔ عمرانی محله‌ها را خود مردم خرج می‌کنند. هر کسی که در منطقه زندگی می‌کند ایده‌ای برای محله‌اش می‌نویسد؛"
    " کارشناسان امکان و هزینهٔ آن را می‌سنجند؛ همسایه‌ها رأی می‌دهند و آنچه برگزیده شد، پیش چشم همه ساخته می‌شود."
)
LEAST: Final = 18_000_000_000  # Rial
STEP: Final = 1_500_000_000
STEPS: Final = 11
WIDE: Final = 120_000_000_000
INTO: Final = {
    Stage.SOON: -6,
    Stage.IDEAS: 12,
    Stage.REVIEW: 10,
    Stage.BALLOT: 5,
    Stage.COUNT: 2,
    Stage.CARRYING_OUT: 75,
}


@action
def make_round(
    *,
    by: Person | None,
    area: Area,
    officer: Person,
    stage: Round.Stage,
    title: str = TITLE,
    about: str = ABOUT,
    wide: bool = True,
    **ballot: Any,
) -> Round:
    """Published, with money, fields and units, and an open call; today is some days into `stage`.

    `ballot` says otherwise how people vote: `speech`, `most`, `points`, `reach`, `rules`.
    """
    edges = _days(stage)
    row = actions.open_round(by=officer, area=area, title=title, ideas_from=edges[0], about=about, is_sample=True)
    for name, day in zip(EDGES, edges, strict=True):
        setattr(row, name, day)
    for name, value in ballot.items():
        setattr(row, name, value)
    row.state, row.published_at = Round.State.PUBLISHED, schedule.midnight(edges[0] - dt.timedelta(days=10))
    row.save()
    homes = template.neighborhoods(area)
    amounts: dict[int, int | None] = {home.pk: LEAST + number * 7 % STEPS * STEP for number, home in enumerate(homes)}
    actions.set_credits(by=officer, round=row, amounts=amounts | ({area.pk: WIDE} if wide else {}))
    row.call = ambassadors.open_call(
        by=by,
        door=DOOR,
        activity=row.pk,
        area=area,
        title=title,
        url=reverse("budgets:round", args=[row.pk]),
        ends_on=schedule.last_day_to_help(row),
        opened_at=row.published_at,
        is_sample=True,
    )
    row.save(update_fields=["call"])
    note("budgets.sample_round", on=row, area=area.pk, stage=stage.value)
    return row


def _days(stage: Round.Stage) -> list[dt.date]:
    """As usual, so that today is a while into the stage."""
    usual = template.days(timezone.localdate())
    begins = 0 if stage == Stage.SOON else list(Stage).index(stage) - 1
    back = usual[begins] - usual[0] + dt.timedelta(days=INTO[stage])
    return [day - back for day in usual]
