"""Addresses of this room."""

from django.urls import URLPattern

app_name = "ballots"
urlpatterns: list[URLPattern] = [
    # polls, voting, receipts and the log
    # closing, the ceremony, the count and what came out
    # stations, the kiosk and paper
]
