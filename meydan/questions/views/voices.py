"""Recorded voices, for those who may hear them."""

from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.base.ranges import ranged
from meydan.people.models import Person
from meydan.people.request import Request
from meydan.questions import rules
from meydan.questions.models import Question, Voice

_AS_THEY_CAME = {"webm": "audio/webm", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav", "mp3": "audio/mpeg"}


@doors.open
@require_safe
def voice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was published is anybody's to hear; before, whoever said it, and staff who passed their second factor."""
    row = get_object_or_404(
        Voice.objects.select_related("question__edition__area").exclude(playable=""), question__id=pk
    )
    person = request.user if isinstance(request.user, Person) else None
    is_own = person is not None and person.pk == row.question.asker_id
    if not rules.may_hear(person if is_own or doors.factor_passed(request) else None, row.question):
        raise Http404
    answer = _played(request, row.playable)
    is_public = row.question.state == Question.State.PUBLISHED
    answer["Cache-Control"] = "private, max-age=600" if is_public else "private, no-store"
    return answer


@doors.role(*rules.MODERATORS)
@require_safe
def consent(request: Request, pk: int) -> HttpResponseBase:
    """What somebody said at a tribune to giving their phone."""
    row = get_object_or_404(
        Voice.objects.select_related("question__edition__area").exclude(consent=""), question__id=pk
    )
    if not rules.may_moderate(request.user, row.question.edition):
        raise Http404
    answer = _played(request, row.consent)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _played(request: HttpRequest, file: FieldFile) -> HttpResponseBase:
    kind = _AS_THEY_CAME.get((file.name or "").rpartition(".")[2], "application/octet-stream")
    try:
        return ranged(request, file.open("rb"), file.size, content_type=kind)
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
