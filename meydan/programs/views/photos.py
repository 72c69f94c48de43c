"""A program's photo. Files lie outside the web's reach, so that a draft's is seen only by whom the draft is seen by."""

from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.people.models import Person
from meydan.programs import rules
from meydan.programs.models import Program


@doors.open
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Each photo is kept under a new name, so an address with `?<name>` never shows an old one."""
    program = get_object_or_404(Program.objects.exclude(photo="").select_related("area"), pk=pk)
    is_draft = program.status == Program.Status.DRAFT
    person = request.user if isinstance(request.user, Person) and doors.factor_passed(request) else None
    if is_draft and not (person and rules.may_read(person, program)):
        raise Http404
    try:
        answer = FileResponse(program.photo.open("rb"), content_type="image/webp")
    except (FileNotFoundError, SuspiciousFileOperation):
        raise Http404 from None
    kept = {"private": True, "no_store": True} if is_draft else {"public": True, "max_age": 86400}
    patch_cache_control(answer, **kept)
    return answer
