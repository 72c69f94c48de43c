from django.urls import URLPattern, path

from meydan.questions.views import editions, voices

app_name = "questions"
urlpatterns: list[URLPattern] = [
    # asking, editions and what became of a question
    path("questions/<int:pk>/", editions.edition, name="edition"),
    # recorded voices
    path("questions/voices/<int:pk>/", voices.voice, name="voice"),
    path("desk/questions/voices/<int:pk>/consent/", voices.consent, name="consent"),
]
