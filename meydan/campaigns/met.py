"""What a meeting of this room is about."""

from collections.abc import Collection

from django.urls import reverse

from meydan.campaigns import wording
from meydan.campaigns.queries import public, stages
from meydan.meetings import abouts


def _abouts(ids: Collection[int]) -> dict[int, abouts.About]:
    rows = stages.stages().filter(pk__in=ids)
    readable = set(public.readable().filter(pk__in=ids).values_list("pk", flat=True))
    return {
        row.pk: abouts.About(
            wording.named(row),
            reverse("campaigns:desk_stage", args=[row.pk]),
            reverse("campaigns:stage", args=[row.pk]) if row.pk in readable else "",
        )
        for row in rows
    }


abouts.register("campaigns", _abouts)
