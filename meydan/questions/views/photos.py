"""Photos that came with a word, for those who may see them."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.people.models import Person
from meydan.questions import queries, rules


@doors.open
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As with a voice: what was published is anybody's; before, its asker's and the staff's who sort it."""
    question = get_object_or_404(queries.questions().exclude(photo=""), pk=pk)
    person = request.user if isinstance(request.user, Person) else None
    is_own = person is not None and person.pk == question.asker_id
    if not rules.may_hear(person if is_own or doors.factor_passed(request) else None, question):
        raise Http404
    try:
        answer = FileResponse(question.photo.open("rb"), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    answer["Cache-Control"] = "private, no-store"
    return answer
