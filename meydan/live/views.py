"""What a page asks every few seconds while its stream is away."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from meydan.base import doors
from meydan.live import names
from meydan.live.models import Topic


@doors.open
@require_safe
def poll(request: HttpRequest, topic: str) -> HttpResponse:
    """The newest snapshot, or 304 when the page has it already; then the snapshot itself is not read."""
    asked = Topic.objects.filter(name=topic) if names.is_topic(topic) else Topic.objects.none()
    version = asked.values_list("version", flat=True).first()
    if version is None:
        raise Http404
    language = names.language_of(request.GET.get("language", ""))
    etag = f'"{version}-{language}"'
    known = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    answer: HttpResponse
    if etag in known:
        answer = HttpResponseNotModified()
    else:
        found = asked.get()
        etag = f'"{found.version}-{language}"'
        answer = JsonResponse({"version": found.version, "parts": names.parts_in(found.state, language)})
    answer["ETag"] = etag
    patch_cache_control(answer, no_cache=True)
    return answer
