"""Addresses of this room."""

from django.urls import URLPattern

app_name = "budgets"
urlpatterns: list[URLPattern] = [
    # rounds, their stages and money
    # ideas, supporting, comments, moderation
    # review, joining, projects
]
