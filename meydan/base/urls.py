from django.urls import path

from meydan.base import design, views

app_name = "base"

urlpatterns = [
    path("_design/", design.show, name="design"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
