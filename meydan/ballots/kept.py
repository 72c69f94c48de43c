"""Files that a count has kept, as answers."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from meydan.ballots.models import Result


def of_pot(row: Result) -> HttpResponseBase:
    """The ballots of a pot, as they were counted."""
    return answer(row.file, f"{row.pot.order}.pb", "text/plain; charset=utf-8")


def answer(file: FieldFile, name: str, kind: str) -> HttpResponseBase:
    if not file:
        raise Http404
    try:
        return FileResponse(file.open("rb"), filename=name, as_attachment=True, content_type=kind)
    except FileNotFoundError:
        raise Http404 from None
