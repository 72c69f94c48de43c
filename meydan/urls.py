"""Each room's addresses, in the order of the storeys."""

from django.urls import include, path

urlpatterns = [
    path("", include("meydan.front.urls")),
    path("", include("meydan.reports.urls")),
    path("", include("meydan.programs.urls")),
    path("", include("meydan.visits.urls")),
    path("", include("meydan.questions.urls")),
    path("", include("meydan.budgets.urls")),
    path("", include("meydan.counseling.urls")),
    path("", include("meydan.campaigns.urls")),
    path("", include("meydan.ballots.urls")),
    path("", include("meydan.assignments.urls")),
    path("", include("meydan.draws.urls")),
    path("", include("meydan.ambassadors.urls")),
    path("", include("meydan.closures.urls")),
    path("", include("meydan.certificates.urls")),
    path("", include("meydan.feedback.urls")),
    path("", include("meydan.attendance.urls")),
    path("", include("meydan.participation.urls")),
    path("", include("meydan.calendar.urls")),
    path("", include("meydan.signin.urls")),
    path("", include("meydan.meetings.urls")),
    path("", include("meydan.messaging.urls")),
    path("", include("meydan.people.urls")),
    path("", include("meydan.places.urls")),
    path("", include("meydan.journal.urls")),
    path("", include("meydan.live.urls")),
    path("", include("meydan.ground.urls")),
    path("", include("meydan.base.urls")),
]

handler403 = "meydan.base.views.forbidden"
handler404 = "meydan.base.views.not_found"
handler500 = "meydan.base.views.broken"
