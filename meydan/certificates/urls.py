from django.urls import path

from meydan.certificates import desk, views

app_name = "certificates"
urlpatterns = [
    path("certificates/", views.verify, name="verify"),
    path("certificates/mine/", views.mine, name="mine"),
    path("certificates/<slug:code>/", views.certificate, name="certificate"),
    path("certificates/<slug:code>/paper.pdf", views.open_paper, name="paper"),
    path("certificates/<slug:code>/<slug:key>/", views.certificate, name="keyed"),
    path("desk/certificates/", desk.certificates, name="desk_list"),
    path("desk/certificates/issues/<int:pk>/", desk.progress, name="progress"),
    path("desk/certificates/<int:pk>/revoke/", desk.revoke, name="revoke"),
]
