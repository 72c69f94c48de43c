"""Settings, all from environment variables with safe defaults; docs/operations.md has them in one table."""

import os
from pathlib import Path

import dj_database_url

HOUSE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("DATA_DIR", HOUSE.parent / "data"))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# "sample" shows itself (codes on the sign-in page, "enter as …"); "production" has neither.
MODE = os.environ.get("MEYDAN_MODE", "sample")
SAMPLE = MODE == "sample"
DEBUG = False

SECRET_KEY = os.environ.get("SECRET_KEY", "sample-only")
IDENTITY_KEY = os.environ.get("IDENTITY_KEY", "sample-only")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "meydan.front",
    "meydan.reports",
    "meydan.programs",
    "meydan.participation",
    "meydan.calendar",
    "meydan.signin",
    "meydan.messaging",
    "meydan.people",
    "meydan.places",
    "meydan.journal",
    "meydan.ground",
    "meydan.base",
    "django_tasks",
    "django_htmx",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "meydan.base.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "meydan.base.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "meydan.base.middleware.Refusals",
]

ROOT_URLCONF = "meydan.urls"
WSGI_APPLICATION = "meydan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meydan.base.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "meydan.base.templatetags.base",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", f"sqlite:///{DATA_DIR / 'meydan.sqlite3'}"))}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"] |= {"ENGINE": "meydan.ground.sqlite", "CONN_MAX_AGE": None}
TASKS = {"default": {"BACKEND": "meydan.ground.queue.backend.LeaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "signin:start"
LOGIN_REDIRECT_URL = "front:home"

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Tehran"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "meydan.base.static_files.Storage"},
}
WHITENOISE_USE_FINDERS = True

SITE_NAME = os.environ.get("SITE_NAME", "میدان")
MONEY_UNIT = os.environ.get("MONEY_UNIT", "toman")  # or "rial": how amounts are typed and shown; kept in Rial

FORM_RENDERER = "meydan.base.forms.Renderer"
CSRF_FAILURE_VIEW = "meydan.base.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MESSAGE_TAGS = {40: "danger"}
