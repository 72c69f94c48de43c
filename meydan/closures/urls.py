"""Addresses of this room."""

from django.urls import path

from meydan.closures import desk

app_name = "closures"
urlpatterns = [
    path("desk/closures/", desk.closures, name="list"),
    path("desk/closures/new/", desk.plan, name="plan"),
    path("desk/closures/<int:pk>/", desk.closure, name="closure"),
    path("desk/closures/<int:pk>/change/", desk.change, name="change"),
    path("desk/closures/<int:pk>/links/", desk.links, name="links"),
    path("desk/closures/<int:pk>/begin/", desk.begin, name="begin"),
    path("desk/closures/<int:pk>/undo/", desk.undo, name="undo"),
    path("desk/closures/<int:pk>/discard/", desk.discard, name="discard"),
]
