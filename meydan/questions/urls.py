from django.urls import URLPattern, path

from meydan.questions.views import editions

app_name = "questions"
urlpatterns: list[URLPattern] = [
    # asking, editions and what became of a question
    path("questions/<int:pk>/", editions.edition, name="edition"),
]
