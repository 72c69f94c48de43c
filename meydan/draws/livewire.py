"""What every open page of a draw shows, published in the transaction of its cause."""

from functools import partial

from django.template.loader import render_to_string

from meydan.draws import stage
from meydan.draws.models import Draw
from meydan.live import topics


def topic(draw: Draw) -> str:
    return f"draws.{draw.pk}"


def tell(draw: Draw) -> None:
    """Last of all in an action; of two at once, the later one shows what the earlier one changed."""
    topics.publish(topic(draw), partial(topics.in_each_language, partial(_parts, draw)))


def _parts(draw: Draw) -> dict[str, str]:
    context = stage.context(Draw.objects.select_related("area").get(pk=draw.pk))
    return {
        "hall": render_to_string("draws/parts/hall.html", context),
        "stage": render_to_string("draws/parts/stage.html", context),
    }
