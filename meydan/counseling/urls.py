"""Addresses of this room."""

from django.urls import URLPattern, path

from meydan.counseling.desk import figures, hours, leave, policy, team, topics
from meydan.counseling.views import booking, mine

app_name = "counseling"
urlpatterns: list[URLPattern] = [
    # team: counselors, topics, hours (helper TEAM)
    path("desk/counseling/team/", team.team, name="team"),
    path("desk/counseling/team/add/", team.add, name="add_counselor"),
    path("desk/counseling/team/<int:pk>/", team.counselor, name="counselor"),
    path("desk/counseling/team/<int:pk>/change/", team.change, name="change_counselor"),
    path("desk/counseling/team/<int:pk>/hours/", hours.add, name="add_hours"),
    path("desk/counseling/team/<int:pk>/hours/copy/", hours.copy, name="copy_hours"),
    path("desk/counseling/hours/<int:pk>/", hours.change, name="change_hours"),
    path("desk/counseling/hours/<int:pk>/remove/", hours.remove, name="remove_hours"),
    path("desk/counseling/team/<int:pk>/leave/", leave.say, name="say_leave"),
    path("desk/counseling/leave/", leave.mine, name="my_leave"),
    path("desk/counseling/leave/<int:pk>/remove/", leave.remove, name="remove_leave"),
    path("desk/counseling/topics/", topics.topics, name="topics"),
    path("desk/counseling/topics/add/", topics.add, name="add_topic"),
    path("desk/counseling/topics/<int:pk>/", topics.change, name="change_topic"),
    path("desk/counseling/rooms/", hours.rooms, name="rooms"),
    path("desk/counseling/rooms/add/", hours.add_room, name="add_room"),
    path("desk/counseling/rooms/<int:pk>/", hours.change_room, name="change_room"),
    path("desk/counseling/seasons/", hours.seasons, name="seasons"),
    path("desk/counseling/seasons/add/", hours.add_season, name="add_season"),
    path("desk/counseling/seasons/<int:pk>/", hours.change_season, name="change_season"),
    path("desk/counseling/seasons/<int:pk>/remove/", hours.remove_season, name="remove_season"),
    path("desk/counseling/free/", hours.free_times, name="free_times"),
    path("desk/counseling/policy/", policy.policy, name="policy"),
    # booking: a citizen's screens and "my counseling"
    path("counseling/", booking.start, name="start"),
    path("counseling/<int:pk>/", booking.city, name="city"),
    path("counseling/<int:pk>/book/", booking.topic, name="book"),
    path("counseling/<int:pk>/book/how/", booking.mode, name="book_mode"),
    path("counseling/<int:pk>/book/whom/", booking.counselor, name="book_counselor"),
    path("counseling/<int:pk>/book/when/", booking.time, name="book_time"),
    path("counseling/<int:pk>/book/you/", booking.details, name="book_details"),
    path("counseling/<int:pk>/book/code/", booking.code, name="book_code"),
    path("counseling/back/", mine.come_back, name="come_back"),
    path("counseling/back/<uuid:key>/", mine.come_back_code, name="come_back_code"),
    path("counseling/leave/", mine.leave, name="leave"),
    path("counseling/mine/", mine.mine, name="mine"),
    path("counseling/mine/<str:code>/", mine.case, name="mine_case"),
    path("counseling/mine/<str:code>/<str:appointment>/move/", mine.move, name="move"),
    path("counseling/mine/<str:code>/<str:appointment>/cancel/", mine.cancel, name="cancel"),
    path("counseling/mine/<str:code>/<str:appointment>/earlier/", mine.earlier, name="earlier"),
    path("counseling/mine/<str:code>/<str:appointment>/earlier/<str:what>/", mine.answer, name="answer"),
    path("counseling/mine/<str:code>/<str:appointment>/calendar.ics", mine.calendar, name="calendar"),
    # desk: counselor's day, files, calls; the house's check-in (helper DESK)
    # confidence: grants, break-glass, log, keeping and erasing (helper VAULT)
    # figures
    path("desk/counseling/figures/", figures.overview, name="figures"),
    path("desk/counseling/figures.csv", figures.csv, name="figures_csv"),
    path("desk/counseling/figures.xlsx", figures.xlsx, name="figures_xlsx"),
]
