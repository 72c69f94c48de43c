"""What the page server runs. The secrets leave the environment once they are read: granian hands the environment to
every request, and `request.META` ends up in places a key must not."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from meydan.ground.supervisor import SUPERVISED, end_with_parent

if os.environ.get(SUPERVISED):
    end_with_parent(os.getsid(0))  # granian's main process leads the session

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")

application = get_wsgi_application()

for name in ("SECRET_KEY", "OLD_SECRET_KEYS", "IDENTITY_KEY", "DATABASE_URL", "CACHE_URL", "SMS_API_KEY"):
    os.environ.pop(name, None)

get_resolver().url_patterns  # noqa: B018 - loads every room now rather than at the first request
