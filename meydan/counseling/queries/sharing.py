"""To whom a file is shown, who opened it, and the questions to break the glass."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from meydan.counseling.models import Case, Counselor, Glass, Grant, Opened
from meydan.places.models import Area
from meydan.places.queries import within


def colleagues(counselor: Counselor) -> QuerySet[Counselor]:
    """To whom this counselor may show a file, by name."""
    near = Q(area=counselor.area_id) | Q(pk=counselor.supervisor_id)
    rows = Counselor.objects.serving().select_related("person").filter(near)
    return rows.exclude(pk=counselor.pk).order_by("person__name", "pk")


def grants(case: Case) -> QuerySet[Grant]:
    """The latest first, what is over too."""
    rows = Grant.objects.filter(case=case).select_related("given_by__person", "to__person")
    return rows.defer("sealed_reason", "sealed_summary").order_by("-given_at", "-pk")


def over(case: Case, counselor: Counselor) -> Grant | None:
    """The last one by which the file was shown to this counselor; asked where none lasts any more."""
    return grants(case).filter(to=counselor, takes_over=False).first()


def handed(case: Case, counselor: Counselor) -> Grant | None:
    """How the file came to this counselor from a colleague, with the colleague's words."""
    return Grant.objects.filter(case=case, to=counselor, takes_over=True).order_by("-given_at").first()


def openings(case: Case) -> QuerySet[Opened]:
    """The latest first."""
    return Opened.objects.filter(case=case).select_related("by").order_by("-at", "-pk")


def supervised(counselor: Counselor) -> QuerySet[Case]:
    """Files of those this counselor supervises: by code alone."""
    rows = Case.objects.filter(counselor__supervisor=counselor, erased_at=None)
    return rows.select_related("counselor__person").order_by("-opened_at", "-pk")


def glasses(reach: Iterable[Area], since: dt.datetime) -> QuerySet[Glass]:
    """Asked since then within these areas, the latest first."""
    rows = Glass.objects.filter(asked_at__gte=since, case__erased_at=None)
    rows = rows.select_related(
        "case__area", "case__counselor", "case__data_key", "asked_by", "agreed_by", "refused_by"
    ).defer("case__area__border", "case__area__outline")
    return within(rows, reach, field="case__area").order_by("-asked_at", "-pk")
