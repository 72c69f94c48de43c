"""What agencies are told."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar.agenda import month_name
from meydan.campaigns.models import Invited, Stage
from meydan.engines import jalali


def named(stage: Stage) -> str:
    """«محلهٔ سلامت، مرحلهٔ ۷ · خاکفرج»"""
    known = {"campaign": stage.campaign, "number": wording.number(stage.number), "area": stage.area}
    return _("%(campaign)s, stage %(number)s · %(area)s") % known


def when(stage: Stage) -> str:
    """As exactly as it is known: «دی ۱۳۹۶», «۱۳۹۷», or its first and last day."""
    if stage.known == Stage.Known.YEAR:
        return wording.digits(jalali.to_jalali(stage.first_day).year)
    if stage.known == Stage.Known.MONTH:
        return month_name(stage.first_day)
    return _("%(first)s to %(last)s") % {"first": wording.day(stage.first_day), "last": wording.day(stage.last_day)}


def invitation(invited: Invited) -> str:
    stage = invited.stage
    known = {
        "organization": invited.organization,
        "stage": named(stage),
        "first": wording.day(stage.first_day),
        "last": wording.day(stage.last_day),
        "link": settings.SITE_ADDRESS.rstrip("/") + reverse("campaigns:brings", args=[stage.pk]),
    }
    return (
        _(
            "%(organization)s is invited to “%(stage)s”, from %(first)s to %(last)s. "
            "Say with this number what you bring: %(link)s"
        )
        % known
    )
