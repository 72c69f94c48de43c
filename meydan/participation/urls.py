from django.urls import URLPattern, URLResolver, path

from meydan.participation import views

app_name = "participation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/participation/", views.mine, name="mine"),
]
