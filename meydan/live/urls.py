from django.urls import path

from meydan.live import views

app_name = "live"

urlpatterns = [path("live/<str:topic>/", views.poll, name="poll")]
