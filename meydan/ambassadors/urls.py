"""Addresses of this room."""

from django.urls import path

from meydan.ambassadors.desk import covering, deciding
from meydan.ambassadors.views import applying, links, mine

app_name = "ambassadors"
urlpatterns = [
    path("a/<str:code>/", links.follow, name="follow"),
    path("a/<str:code>/on/", links.arrive, name="arrive"),
    path("ambassadors/calls/<int:pk>/", applying.call, name="call"),
    path("ambassadors/calls/<int:pk>/apply/", applying.apply, name="apply"),
    path("ambassadors/calls/<int:pk>/apply/where/", applying.where, name="where"),
    path("me/ambassador/", mine.mine, name="mine"),
    path("me/ambassador/<int:pk>/", mine.ambassador, name="ambassador"),
    path("me/ambassador/<int:pk>/log/", mine.log, name="log"),
    path("me/ambassador/<int:pk>/name/", mine.name, name="name"),
    path("me/ambassador/<int:pk>/step-back/", mine.step_back, name="step_back"),
    path("me/ambassador/<int:pk>/kit/", mine.kit, {"size": "a4"}, name="kit"),
    path("me/ambassador/<int:pk>/kit/handbill/", mine.kit, {"size": "a5"}, name="handbill"),
    path("me/ambassador/activities/<int:pk>/", mine.change, name="change"),
    path("me/ambassador/activities/<int:pk>/delete/", mine.delete, name="delete"),
    path("ambassadors/activities/<int:pk>/photo/", mine.photo, name="photo"),
    path("desk/ambassadors/", deciding.calls, name="desk_calls"),
    path("desk/ambassadors/calls/<int:pk>/", deciding.queue, name="desk_queue"),
    path("desk/ambassadors/calls/<int:pk>/coverage/", covering.coverage, name="desk_coverage"),
    path("desk/ambassadors/calls/<int:pk>/coverage.csv", covering.coverage_file, name="desk_coverage_file"),
    path("desk/ambassadors/<int:pk>/", deciding.ambassador, name="desk_ambassador"),
    path("desk/ambassadors/<int:pk>/accept/", deciding.accept, name="accept"),
    path("desk/ambassadors/<int:pk>/decline/", deciding.decline, name="decline"),
    path("desk/ambassadors/<int:pk>/end/", deciding.end, name="end"),
]
