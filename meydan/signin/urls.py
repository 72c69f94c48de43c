from django.conf import settings
from django.urls import path

from meydan.signin import desk
from meydan.signin.views import codes, enter_as, factors

app_name = "signin"

urlpatterns = [
    path("signin/", codes.start, name="start"),
    path("signin/code/<uuid:key>/", codes.code, name="code"),
    path("signin/code/<uuid:key>/again/", codes.again, name="again"),
    path("signin/factor/", factors.factor, name="factor"),
    path("signin/factor/set-up/", factors.set_up, name="set_up"),
    path("signin/factor/recovery-codes/", factors.recovery, name="recovery"),
    path("signin/out/", codes.out, name="out"),
    path("desk/second-factors/", desk.factors, name="factors"),
    path("desk/second-factors/<int:pk>/reset/", desk.reset_factor, name="reset_factor"),
]

if settings.SAMPLE:
    urlpatterns.append(path("signin/enter-as/<int:pk>/", enter_as.enter_as, name="enter_as"))
