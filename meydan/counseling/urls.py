"""Addresses of this room."""

from django.urls import URLPattern

app_name = "counseling"
urlpatterns: list[URLPattern] = [
    # team: counselors, topics, hours (helper TEAM)
    # booking: a citizen's screens and "my counseling" (helper BOOKING)
    # desk: counselor's day, files, calls; the house's check-in (helper DESK)
    # confidence: grants, break-glass, log, keeping and erasing (helper VAULT)
    # figures (helper FIGURES)
]
