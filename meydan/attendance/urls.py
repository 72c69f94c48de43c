"""Addresses of this room."""

from django.urls import path

from meydan.attendance import views
from meydan.attendance.desk import phone, roll, screen, today

app_name = "attendance"
urlpatterns = [
    path("attendance/<int:pk>/here/", views.here, name="here"),
    path("attendance/<int:pk>/here/<slug:code>/", views.scan, name="scan"),
    path("attendance/<int:pk>/digits/", views.typed_code, name="typed_code"),
    path("attendance/<int:pk>/join/", views.join, name="join"),
    path("desk/today/", today.today, name="today"),
    path("desk/roll-worker.js", phone.worker, name="worker"),
    path("desk/attendance/shell/", phone.shell, name="shell"),
    path("desk/attendance/along/", phone.along, name="along"),
    path("desk/attendance/token/", phone.token, name="token"),
    path("desk/attendance/<int:pk>/", roll.roll, name="roll"),
    path("desk/attendance/<int:pk>/walk-in/", roll.walk_in, name="walk_in"),
    path("desk/attendance/<int:pk>/ticket/", roll.ticket, name="ticket"),
    path("desk/attendance/<int:pk>/count/", roll.count, name="count"),
    path("desk/attendance/<int:pk>/close/", roll.close, name="close"),
    path("desk/attendance/<int:pk>/reopen/", roll.reopen, name="reopen"),
    path("desk/attendance/<int:pk>/settle/", roll.settle, name="settle"),
    path("desk/attendance/<int:pk>/unsettled/", roll.unsettled, name="unsettled"),
    path("desk/attendance/<int:pk>/screen/", screen.screen, name="screen"),
    path("desk/attendance/<int:pk>/state/", phone.state, name="state"),
    path("desk/attendance/<int:pk>/sync/", phone.sync, name="sync"),
]
