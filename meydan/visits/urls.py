"""Addresses of this room."""

from django.urls import path

from meydan.visits import desk, files

app_name = "visits"
urlpatterns = [
    path("desk/visits/", desk.venues, name="list"),
    path("desk/visits/<int:pk>/", desk.venue, name="venue"),
    path("desk/visits/<int:pk>/closed/", desk.close, name="close"),
    path("desk/visits/<int:pk>/reopen/", desk.reopen, name="reopen"),
    path("desk/visits/<int:pk>/counter/", desk.take_counter, name="take_counter"),
    path("desk/visits/files/", files.files, name="files"),
    path("desk/visits/files/<int:pk>/", files.file, name="file"),
]
