from django.urls import path

from meydan.journal import desk

app_name = "journal"

urlpatterns = [
    path("desk/journal/", desk.lines, name="lines"),
    path("desk/journal/verifying/", desk.verifying, name="verifying"),
    path("desk/journal/verify/", desk.verify, name="verify"),
]
