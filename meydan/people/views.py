"""A person's own pages: profile, family, consents, my data."""

import datetime as dt
import json
import re
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meydan.base import doors, wording
from meydan.base.forms import Form
from meydan.base.pages import attachment, page, toast
from meydan.ground.counters import allow
from meydan.ground.once import once
from meydan.people import actions, forms, personal, queries
from meydan.people.models import Consent, Person
from meydan.people.request import Request
from meydan.people.session import next_page, sign_in_again, signed_in_recently

NATIONAL_IDS_A_DAY = 5  # so that nobody finds out here whose ID is registered


@doors.signed_in
@once
def profile(request: Request) -> HttpResponse:
    form = forms.ProfileForm(request.POST or None, initial=_as_it_stands(request.user))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.update_profile(by=request.user, person=request.user, **form.values)
            toast(request, _("Your profile is saved."))
            return redirect("people:profile")
    return _profile(request, form=form)


@doors.signed_in
@once
def name(request: Request) -> HttpResponse:
    """A newcomer's first page; it can be passed over."""
    person = request.user
    on = next_page(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    form = forms.NameForm(request.POST or None, initial={"name": person.name, "neighborhood": person.neighborhood_id})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.update_profile(
                by=person,
                person=person,
                birth_year=person.birth_year,
                sex=person.sex,
                interests=person.interests,
                language=person.language,
                **form.values,
            )
            return redirect(on)
    return page(request, "people/name.html", {"form": form, "on": on})


@doors.signed_in
@require_POST
def national_id(request: Request) -> HttpResponse:
    form = forms.NationalIdForm(request.POST)
    if form.is_valid():
        allowed = allow(f"national id:{request.user.pk}", limit=NATIONAL_IDS_A_DAY, window=dt.timedelta(days=1))
        if not allowed.ok:
            form.add_error("national_id", _("You have tried several numbers today. Try again tomorrow."))
            return _profile(request, id_form=form)
        with form.refusals():
            given = form.values["national_id"] or ""
            actions.set_national_id(by=request.user, person=request.user, national_id=given)
            toast(request, _("Your national ID is registered.") if given else _("Your national ID is removed."))
            return redirect("people:profile")
    return _profile(request, id_form=form)


def _profile(
    request: Request, form: forms.ProfileForm | None = None, id_form: forms.NationalIdForm | None = None
) -> HttpResponse:
    """Two forms on one page: the one that was sent, and the other as it stands."""
    context = {
        "form": form or forms.ProfileForm(initial=_as_it_stands(request.user)),
        "id_form": id_form or forms.NationalIdForm(),
        "person": request.user,
    }
    return page(request, "people/profile.html", context)


def _as_it_stands(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "birth_year": person.birth_year,
        "sex": person.sex,
        "neighborhood": person.neighborhood_id,
        "interests": person.interests,
        "language": person.language,
    }


@doors.signed_in
@once
def consents(request: Request) -> HttpResponse:
    person = request.user
    answers = queries.consents_in_force(person)
    form = forms.ConsentForm(request.POST if request.method == "POST" else None, person_answers=answers)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            for purpose in Consent.Purpose:
                given = form.values[purpose.value]
                if given or purpose in answers:  # what was never answered and stays empty is no answer
                    actions.record_consent(by=person, person=person, purpose=purpose, given=given)
            toast(request, _("Your answers are saved."))
            return redirect("people:consents")
    history = person.consents.order_by("-at", "-pk")
    return page(request, "people/consents.html", {"form": form, "history": history})


@doors.signed_in
@require_safe
def family(request: Request) -> HttpResponse:
    return page(request, "people/family.html", {"members": list(queries.family(request.user))})


@doors.signed_in
@once
def add_family_member(request: Request) -> HttpResponse:
    form = forms.FamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            member = actions.add_family_member(by=request.user, **form.values)
            toast(request, _("%(name)s is in your family now.") % {"name": member.name})
            return redirect("people:family")
    return page(request, "people/family_member.html", {"form": form})


@doors.signed_in
@once
def edit_family_member(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(queries.family(request.user), pk=pk)
    now_is = {"name": member.name, "birth_year": member.birth_year, "sex": member.sex}
    form = forms.FamilyForm(request.POST or None, initial=now_is)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.edit_family_member(by=request.user, member=member, **form.values)
            toast(request, _("The changes are saved."))
            return redirect("people:family")
    return page(request, "people/family_member.html", {"form": form, "member": member})


@doors.signed_in
@once
def remove_family_member(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(queries.family(request.user), pk=pk)
    form = Form(request.POST or None)
    if request.method == "POST":
        actions.remove_family_member(by=request.user, member=member)
        toast(request, _("The family member is removed."))
        return redirect("people:family")
    return page(request, "people/remove_family_member.html", {"form": form, "member": member})


class Cell(NamedTuple):
    column: str
    value: str


class Table(NamedTuple):
    """One section of my data, as it is shown: a list of names and values, or several rows under columns."""

    title: str
    columns: list[str]
    rows: list[list[Cell]]


@doors.signed_in
@require_safe
def my_data(request: Request) -> HttpResponse:
    tables = [_table(title, known) for title, known in personal.gathered(request.user).values()]
    return page(request, "people/my_data.html", {"tables": tables})


@doors.signed_in
@require_safe
def download(request: Request) -> HttpResponse:
    known = {
        "site": settings.SITE_NAME,
        "at": timezone.localtime(),
        "person": request.user.key,
        **{name: {"title": title, "known": known} for name, (title, known) in personal.gathered(request.user).items()},
    }
    body = json.dumps(known, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
    filename = _("my data") + f" {wording.day(timezone.localdate(), 'iso')}.json"
    return attachment(filename, "application/json; charset=utf-8", body)


@doors.signed_in
@once
def erase(request: Request) -> HttpResponse:
    """Asked twice: a word to be typed, and a phone that was shown to be theirs some minutes ago."""
    form = forms.EraseForm(request.POST or None)
    if not signed_in_recently(request):
        context = {"again": sign_in_again(reverse("people:erase"))}
        return page(request, "people/erase.html", context, status=422 if request.method == "POST" else 200)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            actions.erase(by=request.user, person=request.user)
            logout(request)
            toast(request, _("Your data is erased. Goodbye."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    return page(request, "people/erase.html", {"form": form, "family": queries.family(request.user).count()})


def _table(title: str, known: personal.Personal) -> Table:
    if isinstance(known, dict):
        return Table(title, [], [[Cell(name, _shown(value)) for name, value in known.items()]])
    columns = list(dict.fromkeys(name for row in known for name in row))
    return Table(title, columns, [[Cell(name, _shown(row.get(name))) for name in columns] for row in known])


def _shown(value: personal.Value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return wording.moment(value)
    if isinstance(value, dt.date):
        return wording.day(value)
    if isinstance(value, str) and re.fullmatch(r"\+989[0-9]{9}", value):
        return wording.phone(value)  # whole in the file; on a screen somebody may look over the shoulder
    return "—" if value in (None, "") else wording.digits(value)
