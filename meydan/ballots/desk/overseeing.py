"""An overseer's phone: make a secret, commit, read dice, reveal; and the lines of the log that chance chose to open."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meydan.ballots import actions, opening, queries, rules
from meydan.ballots.desk.counting import standing
from meydan.ballots.models import Overseer, Poll
from meydan.base import doors
from meydan.base.forms import Form
from meydan.base.pages import page, paged, toast
from meydan.draws.forms import CommitForm, DiceForm, RevealForm
from meydan.ground.once import once
from meydan.people.request import Request


def _overseer(request: Request, pk: int) -> Overseer:
    """Only one's own office; another's ceremony is not there."""
    poll = get_object_or_404(queries.overseen_by(request.user), pk=pk)
    found = Overseer.objects.select_related("person", "ceremony").get(ceremony__poll=poll, person=request.user)
    found.ceremony.poll = poll
    return found


@doors.role(*rules.OVERSEERS)
def overseen(request: Request) -> HttpResponse:
    context = {"polls": paged(request, queries.overseen_by(request.user))}
    return page(request, "ballots/overseeing/list.html", context)


@doors.role(*rules.OVERSEERS)
def oversee(request: Request, pk: int) -> HttpResponse:
    return _page(request, _overseer(request, pk))


def _page(request: Request, overseer: Overseer, form: RevealForm | None = None) -> HttpResponse:
    ceremony = overseer.ceremony
    context = standing(ceremony.poll) | {
        "overseer": overseer,
        "may_commit": rules.may_commit(ceremony),
        "has_read": bool(overseer.dice),
        "may_reveal": rules.may_reveal(overseer),
        "commit_form": CommitForm(),
        "form": form or RevealForm(),
    }
    return page(request, "ballots/overseeing/oversee.html", context)


@doors.role(*rules.OVERSEERS)
@require_POST
@once
def commit(request: Request, pk: int) -> HttpResponse:
    overseer = _overseer(request, pk)
    form = CommitForm(request.POST)
    commitment = form.cleaned_data.get("commitment", "") if form.is_valid() else ""
    instead_of = form.cleaned_data.get("instead_of", "")
    actions.commit(by=request.user, ceremony=overseer.ceremony, commitment=commitment, instead_of=instead_of)
    toast(request, _("You are bound to your secret. Keep it until the ceremony."))
    return redirect("ballots:oversee", pk)


@doors.role(*rules.OVERSEERS)
@require_POST
@once
def reveal(request: Request, pk: int) -> HttpResponse:
    overseer = _overseer(request, pk)
    form = RevealForm(request.POST)
    if form.is_valid():
        with form.refusals():
            actions.reveal(by=request.user, ceremony=overseer.ceremony, **form.values)
            toast(request, _("Your secret is revealed."))
            return redirect("ballots:oversee", pk)
    return _page(request, overseer, form)


@doors.role(*rules.DICE_READERS)
@once
def dice(request: Request, pk: int) -> HttpResponse:
    """For officers of the area, and for those who stand at this ceremony."""
    run = queries.polls_within(request.user.areas_for(*rules.OFFICERS))
    poll = run.filter(pk=pk, ceremony__isnull=False).first()
    poll = poll or get_object_or_404(queries.overseen_by(request.user), pk=pk)
    context = standing(poll)
    form = DiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            row = actions.read_dice(by=request.user, ceremony=context["ceremony"], values=form.values["values_read"])
            if row.dice:
                toast(request, _("Two people have read the same: the dice count."))
            return redirect("ballots:dice", pk)
    ceremony = context["ceremony"]
    readings = [one for one in [ceremony.officer_dice, *(row.dice for row in context["overseers"])] if one]
    own = next((row for row in context["overseers"] if row.person_id == request.user.pk), None)
    mine = own.dice if own is not None else ceremony.officer_dice_by_id == request.user.pk
    context |= {
        "form": form,
        "mine": mine,
        "differ": len(readings) if mine and len(readings) > 1 and not ceremony.dice else 0,
        "oversees": own is not None,
    }
    return page(request, "ballots/overseeing/dice.html", context)


def _opened(request: Request, pk: int) -> Poll:
    """For every oversight representative whose role reaches the poll's area."""
    within = queries.polls_within(request.user.areas_for(*rules.OVERSEERS))
    return get_object_or_404(within, pk=pk)


@doors.role(*rules.OVERSEERS)
def open_lines(request: Request, pk: int) -> HttpResponse:
    poll = _opened(request, pk)
    rows = paged(request, queries.openings(poll))
    opened = queries.opened(poll)
    context = {
        "poll": poll,
        "rows": rows,
        "lines": opening.lines(poll, list(rows)),
        "opened": opened,
        "fewer_than": opening.fewer_than(opened.looked) if not opened.wrong else None,
        "form": Form(),
    }
    return page(request, "ballots/overseeing/opening.html", context)


@doors.role(*rules.OVERSEERS)
@require_POST
@once
def keep_looks(request: Request, pk: int) -> HttpResponse:
    """All lines of one page of the list, each hashed again."""
    poll = _opened(request, pk)
    rows = paged(request, queries.openings(poll))
    looks = [(line.opening.index, line.is_right) for line in opening.lines(poll, list(rows))]
    kept = actions.keep_looks(by=request.user, poll=poll, looks=looks)
    wrong = sum(not right for _index, right in looks)
    if wrong:
        toast(request, _("There are lines that do not hold. They are marked below."), "danger")
    elif kept:
        toast(request, _("All lines of this page hold."))
    nextpage = rows.next_page_number() if rows.has_next() else rows.number
    return redirect(f"{reverse('ballots:open_lines', args=[pk])}?page={nextpage}")
