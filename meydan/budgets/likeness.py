"""What was proposed already in a round that is like what somebody is writing."""

from django.db.models import Count

from meydan.budgets.models import Mention, Round
from meydan.engines import likeness
from meydan.engines.likeness import Like


def ranked(round: Round, text: str, most: int) -> list[Like]:
    """Ids of the round's ideas, published or not, the most alike first."""
    words = likeness.asked(text)
    if not words:
        return []
    rows = Mention.objects.filter(round=round, word__in=words).order_by()
    counted = dict(rows.values_list("word").annotate(Count("pk")))
    rare = rows.filter(word__in=likeness.rarest(counted)).values_list("word", "idea")
    return likeness.ranked(words, counted, rare, total=round.ideas.count(), most=most)
