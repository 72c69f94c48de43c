"""Addresses of this room."""

from django.urls import URLPattern, path

from meydan.counseling.desk import hours, leave, policy, team, topics

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
    # booking: a citizen's screens and "my counseling" (helper BOOKING)
    # desk: counselor's day, files, calls; the house's check-in (helper DESK)
    # confidence: grants, break-glass, log, keeping and erasing (helper VAULT)
    # figures (helper FIGURES)
]
