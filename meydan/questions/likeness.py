"""What was said already in an edition that is like what somebody is writing."""

from django.db.models import Count

from meydan.engines import likeness
from meydan.engines.likeness import Like
from meydan.questions.models import Edition, Mention


def ranked(edition: Edition, text: str, most: int) -> list[Like]:
    """Ids of the edition's questions, published or not, the most alike first."""
    words = likeness.asked(text)
    said = Mention.objects.filter(edition=edition, word__in=words)
    seen = dict(said.values_list("word").annotate(Count("pk")).order_by())
    pairs = said.filter(word__in=likeness.rarest(seen)).values_list("word", "question").order_by()
    return likeness.ranked(words, seen, pairs, total=edition.questions.count(), most=most)
