"""Addresses of this room."""

from django.urls import URLPattern

app_name = "campaigns"
urlpatterns: list[URLPattern] = [
    # stages: opening, concerns, places, slots, history
    # promises: invitations and what agencies bring, deliveries
    # planning: the timetable
    # public: the stage's page, print, display
    # evaluation
]
