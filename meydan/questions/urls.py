from django.urls import URLPattern, path

from meydan.questions.desk import console
from meydan.questions.views import editions, live, voices

app_name = "questions"
urlpatterns: list[URLPattern] = [
    # asking, editions and what became of a question
    path("questions/<int:pk>/", editions.edition, name="edition"),
    # recorded voices
    path("questions/voices/<int:pk>/", voices.voice, name="voice"),
    path("desk/questions/voices/<int:pk>/consent/", voices.consent, name="consent"),
    # the evening live
    path("questions/<int:pk>/live/", live.audience, name="live"),
    path("questions/<int:pk>/live/me-too/", live.me_too, name="me_too"),
    path("questions/<int:pk>/overlay/", live.overlay, name="overlay"),
    path("desk/questions/<int:pk>/console/", console.console, name="console"),
]
