from django.urls import URLPattern, URLResolver, path

from meydan.calendar.desk import halls, holidays, preview
from meydan.calendar.views import agenda, feeds, mine, subscribe

app_name = "calendar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", agenda.show, name="list"),
    path("calendar/venues/<int:pk>.ics", feeds.venue_feed, name="venue_feed"),
    path("calendar/areas/<int:pk>.ics", feeds.area_feed, name="area_feed"),
    path("calendar/kinds/<slug:kind>.ics", feeds.kind_feed, name="kind_feed"),
    path("calendar/mine/<str:token>.ics", feeds.my_feed, name="my_feed"),
    path("calendar/subscribe/<slug:what>/<slug:key>/", subscribe.subscribe, name="subscribe"),
    path("me/calendar/", mine.mine, name="mine"),
    path("me/calendar/open/", mine.open_feed, name="open_feed"),
    path("me/calendar/renew/", mine.renew_feed, name="renew_feed"),
    path("me/calendar/close/", mine.close_feed, name="close_feed"),
    path("desk/calendar/", halls.halls, name="halls"),
    path("desk/calendar/preview/", preview.preview, name="preview"),
    path("desk/calendar/holidays/", holidays.year, name="holidays"),
    path("desk/calendar/holidays/<int:pk>/forget/", holidays.forget, name="forget_holiday"),
]
