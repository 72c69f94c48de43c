"""What agencies are told of how they kept to what they promised."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.campaigns.queries.scoring import Card
from meydan.campaigns.wording import named


def evaluated(card: Card) -> str:
    known = {
        "stage": named(card.invited.stage),
        "organization": card.invited.organization,
        "kept": wording.number(card.kept),
        "due": wording.number(card.due),
        "link": settings.SITE_ADDRESS.rstrip("/") + reverse("campaigns:card", args=[card.invited.pk]),
    }
    if not card.due:
        return _("“%(stage)s” is evaluated. The card of %(organization)s: %(link)s") % known
    return _("“%(stage)s” is evaluated. %(organization)s kept %(kept)s of %(due)s; its card: %(link)s") % known
