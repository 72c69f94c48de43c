"""A client's file: read by whoever the rules let in now, and only what they may of it; written by its counselor."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.base.roles import Role
from meydan.counseling import actions, doors, draft, files, reading, times, vault
from meydan.counseling.desk.reach import counselor_at
from meydan.counseling.forms.desk import HomeworkForm, NoteForm
from meydan.counseling.models import Case, Counselor, Homework, Note, Opened
from meydan.counseling.queries import calls, sharing
from meydan.counseling.queries import day as queries
from meydan.counseling.rules import desk as rules
from meydan.counseling.rules import files as access
from meydan.ground.once import once
from meydan.people.request import Request

SHOWN = frozenset({Opened.Part.WHO, Opened.Part.INTAKE, Opened.Part.NOTES, Opened.Part.HOMEWORK})


@doors.staff(Role.COUNSELOR)
def clients(request: Request) -> HttpResponse:
    """Own files by code, and those a colleague shows for a while. Nothing is opened by looking here."""
    counselor, now = counselor_at(request), timezone.now()
    context = {
        "cases": paged(request, queries.clients(counselor)),
        "grants": queries.grants_held(counselor, now),
        "supervises": sharing.supervised(counselor).exists(),
    }
    return page(request, "counseling/desk_clients.html", context)


@doors.staff(Role.COUNSELOR, Role.COUNSELING_MANAGER, Role.MANAGER)
def file(request: Request, code: str) -> HttpResponse:
    case = get_object_or_404(queries.cases(), code=code)
    counselor = queries.counselor_of(request.user)
    found = access.access(request.user, counselor, case, timezone.now())
    if found is None:
        over = sharing.over(case, counselor) if counselor is not None else None
        if over is None:
            raise Http404
        return page(request, "counseling/desk_grant_over.html", {"grant": over}, status=404)
    grant = found.grant or (sharing.handed(case, counselor) if counselor is not None else None)
    shown = found.parts & (SHOWN if grant is None else SHOWN | {Opened.Part.SUMMARY})
    opened = files.opened(by=request.user, case=case, parts=shown)
    opened.grant = grant
    sessions = list(queries.history(case))
    notes, tasks = list(queries.notes(case)), list(queries.homework(case))
    sheet = reading.read(opened, sessions, notes, queries.corrections(case), tasks)
    context = {
        "case": case,
        "access": found,
        "sheet": sheet,
        "sessions": sessions,
        "is_open": vault.opens(case),
        "may_write": counselor is not None and rules.may_write(counselor, case),
        "shared": [Opened.Part(what).label for what in found.grant.what] if found.grant else [],
        "me": counselor,
        "form": Form(),
        "spoke": counselor is not None and request.GET.get("spoke") == "1",
    }
    if context["spoke"] and counselor is not None:
        context["waiting"] = calls.ready(counselor, times.policy(counselor.area), timezone.now()).count()
    return page(request, "counseling/desk_file.html", context)


@doors.staff(Role.COUNSELOR)
@once
def write_note(request: Request, code: str) -> HttpResponse:
    """`?session=CODE`: of which session."""
    counselor, case = _own(request, code)
    session = queries.of_code(counselor, request.GET.get("session", ""))
    if session is not None and session.case_id != case.pk:
        raise Http404
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.write_note(by=request.user, case=case, appointment=session, **form.values)
            toast(request, _("The note is kept."))
            return redirect("counseling:file", case.code)
    return page(
        request,
        "counseling/desk_note.html",
        {"case": case, "session": session, "form": form, "seal": draft.tab_key(request.user)},
    )


@doors.staff(Role.COUNSELOR)
@once
def correct_note(request: Request, code: str, pk: int) -> HttpResponse:
    _counselor, case = _own(request, code)
    wrong = get_object_or_404(Note.objects.select_related("case", "appointment"), pk=pk, case=case)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.correct_note(by=request.user, wrong=wrong, **form.values)
            toast(request, _("The correction stands beside the note."))
            return redirect("counseling:file", case.code)
    return page(
        request,
        "counseling/desk_note.html",
        {"case": case, "wrong": wrong, "form": form, "seal": draft.tab_key(request.user)},
    )


@doors.staff(Role.COUNSELOR)
@once
def give_homework(request: Request, code: str) -> HttpResponse:
    _counselor, case = _own(request, code)
    form = HomeworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.give_homework(by=request.user, case=case, **form.values)
            toast(request, _("The client sees the task on their own page."))
            return redirect("counseling:file", case.code)
    return page(
        request, "counseling/desk_homework.html", {"case": case, "form": form, "seal": draft.tab_key(request.user)}
    )


@doors.staff(Role.COUNSELOR)
@require_POST
@once
def take_back_homework(request: Request, code: str, pk: int) -> HttpResponse:
    _counselor, case = _own(request, code)
    row = get_object_or_404(Homework.objects.select_related("case"), pk=pk, case=case)
    actions.take_back_homework(by=request.user, homework=row)
    toast(request, _("The task was taken back."))
    return redirect("counseling:file", case.code)


def _own(request: Request, code: str) -> tuple[Counselor, Case]:
    """A file that is written by this counselor; any other is not there. A lost key is told of before they type."""
    counselor = counselor_at(request)
    case = get_object_or_404(queries.cases(), code=code)
    if not rules.may_write(counselor, case):
        raise Http404
    if request.method == "GET" and not vault.opens(case):
        raise vault.Unreadable
    return counselor, case
