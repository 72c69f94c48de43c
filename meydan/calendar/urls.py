from django.urls import URLPattern, URLResolver, path

from meydan.calendar.desk import preview

app_name = "calendar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/calendar/preview/", preview.preview, name="preview"),
]
