"""Addresses of this room."""

from django.urls import path

from meydan.draws import views
from meydan.draws.desk import officer, overseer, prizes

app_name = "draws"
urlpatterns = [
    path("draws/", views.draws, name="list"),
    path("draws/<int:pk>/", views.draw, name="draw"),
    path("draws/<int:pk>/hall/", views.hall, name="hall"),
    path("draws/<int:pk>/verify/", views.verify, name="verify"),
    path("draws/<int:pk>/tickets.txt", views.tickets, name="tickets"),
    path("draws/<int:pk>/transcript.json", views.transcript, name="transcript"),
    path("draws/<int:pk>/minutes.pdf", views.minutes_paper, name="minutes"),
    path("me/draws/", views.mine, name="mine"),
    path("desk/draws/", officer.draws, name="desk_list"),
    path("desk/draws/new/", officer.prepare, name="prepare"),
    path("desk/draws/overseen/", overseer.overseen, name="overseen"),
    path("desk/draws/<int:pk>/", officer.draw, name="desk_draw"),
    path("desk/draws/<int:pk>/change/", officer.change, name="change"),
    path("desk/draws/<int:pk>/overseers/", officer.appoint, name="appoint"),
    path("desk/draws/<int:pk>/overseers/<int:overseer>/dismiss/", officer.dismiss, name="dismiss"),
    path("desk/draws/<int:pk>/left-out/", officer.exclude, name="exclude"),
    path("desk/draws/<int:pk>/left-out/<int:excluded>/let-in/", officer.let_in, name="let_in"),
    path("desk/draws/<int:pk>/start/", officer.start_committing, name="start_committing"),
    path("desk/draws/<int:pk>/freeze/", officer.freeze, name="freeze"),
    path("desk/draws/<int:pk>/evening/", officer.start_revealing, name="start_revealing"),
    path("desk/draws/<int:pk>/next/", officer.show_next, name="show_next"),
    path("desk/draws/<int:pk>/all/", officer.show_all, name="show_all"),
    path("desk/draws/<int:pk>/void/", officer.void, name="void"),
    path("desk/draws/<int:pk>/discard/", officer.discard, name="discard"),
    path("desk/draws/<int:pk>/oversee/", overseer.oversee, name="oversee"),
    path("desk/draws/<int:pk>/commit/", overseer.commit, name="commit"),
    path("desk/draws/<int:pk>/reveal/", overseer.reveal, name="reveal"),
    path("desk/draws/<int:pk>/dice/", overseer.dice, name="dice"),
    path("desk/draws/places/<int:pk>/hand-over/", prizes.hand_over, name="hand_over"),
    path("desk/draws/places/<int:pk>/replace/", prizes.replace, name="replace"),
    path("desk/draws/places/<int:pk>/evidence/", prizes.evidence, name="evidence"),
]
