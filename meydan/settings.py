"""Settings, all from environment variables with safe defaults; docs/operations.md has them in one table.

Nothing imports this module: what a room needs it reads from `django.conf.settings`.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from meydan.ground import logs

HOUSE = Path(__file__).resolve().parent


# ---- Where this runs


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _number(name: str, default: int) -> int:
    try:
        return int(os.environ.get(name, "") or default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None


DATA_DIR = Path(os.environ.get("DATA_DIR") or HOUSE.parent / "data").resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# "sample" shows itself (codes on the sign-in page, "enter as …"); "production" has neither.
MODE = os.environ.get("MEYDAN_MODE") or "sample"
if MODE not in {"sample", "production"}:
    raise ImproperlyConfigured("MEYDAN_MODE is «sample» or «production».")
SAMPLE = MODE == "sample"
PRODUCTION = not SAMPLE
DEBUG = False


def _key(name: str) -> str:
    """A secret from the environment; the sample city makes its own on first run and keeps it beside its data."""
    given = os.environ.get(name, "")
    if given:
        if PRODUCTION and (len(given) < 50 or len(set(given)) < 10):
            raise ImproperlyConfigured(f"{name} is too simple: take 50 random characters or more.")
        return given
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set {name}: in production it is never made up. See docs/operations.md.")
    kept = DATA_DIR / f"{name.lower()}.txt"
    if not kept.exists():
        draft = kept.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, kept)  # whole or not at all; whoever is second takes the first one's
        draft.unlink()
    return kept.read_text()


SECRET_KEY = _key("SECRET_KEY")
SECRET_KEY_FALLBACKS = _words("OLD_SECRET_KEYS")
IDENTITY_KEY = _key("IDENTITY_KEY")  # of MACs of national IDs and of sealed secrets: never in the database
# Further master keys of counseling files, newest first, each "name:base64 of 32 bytes" (docs/operations.md).
COUNSELING_KEYS = _words("COUNSELING_KEYS")

_HERE = "127.0.0.1,localhost,[::1]"
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", f"{_HERE},testserver" if SAMPLE else "")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names people type, separated by commas.")
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0)


# ---- Rooms, from the top storey down

INSTALLED_APPS = [
    "meydan.front",
    "meydan.reports",
    "meydan.programs",
    "meydan.visits",
    "meydan.questions",
    "meydan.budgets",
    "meydan.counseling",
    "meydan.campaigns",
    "meydan.ballots",
    "meydan.meetings",
    "meydan.assignments",
    "meydan.draws",
    "meydan.ambassadors",
    "meydan.closures",
    "meydan.certificates",
    "meydan.feedback",
    "meydan.attendance",
    "meydan.participation",
    "meydan.calendar",
    "meydan.signin",
    "meydan.messaging",
    "meydan.people",
    "meydan.places",
    "meydan.journal",
    "meydan.live",
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
    "meydan.ground.middleware.Arrival",
    "meydan.journal.origin.Origin",
    "django.middleware.security.SecurityMiddleware",
    "meydan.base.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "meydan.base.middleware.Language",
    "meydan.ground.middleware.TooLarge",
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
                "meydan.live.templatetags.live",
                "meydan.calendar.templatetags.calendar",
            ],
        },
    },
]
FORM_RENDERER = "meydan.base.forms.Renderer"
CSRF_FAILURE_VIEW = "meydan.base.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MESSAGE_TAGS = {40: "danger"}


# ---- Where things are kept (docs/decisions/0002, 0004, 0005)

DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR}/meydan.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Kept open: the last connection to close would move the whole log into the database.
    DATABASES["default"] |= {"ENGINE": "meydan.ground.sqlite", "CONN_MAX_AGE": None}
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "meydan.ground.queue.backend.LeaseBackend"}}

# Without Redis each process caches for itself, so nothing that must agree between processes may stand there.
CACHE_URL = os.environ.get("CACHE_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL.startswith(("redis://", "rediss://"))
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if CACHE_URL else 'db'}"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "meydan.base.static_files.Storage"},
}
WHITENOISE_USE_FINDERS = True

UPLOAD_LIMIT = _number("UPLOAD_LIMIT_MB", 12) << 20  # a whole request
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20  # its words
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a roll of some hundred people
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640


# ---- Live pages (docs/decisions/0014)

LIVE_PORT = _number("LIVE_PORT", _number("PORT", 8000) + 1)  # 0: no stream, pages ask every few seconds
LIVE_URL = os.environ.get("LIVE_URL", "") if LIVE_PORT else ""
if LIVE_URL and not LIVE_URL.startswith(("/", "https://", "http://")):
    raise ImproperlyConfigured("LIVE_URL is a path like /live-stream, or a whole address.")
LIVE_LISTENERS = _number("LIVE_LISTENERS", 10_000)
LIVE_LISTENERS_FROM_ADDRESS = _number("LIVE_LISTENERS_FROM_ADDRESS", 2_000)  # a hall, or a carrier, shares one
# What a page may connect to beside this house itself; {host} is the name it was asked by.
CONNECT_TO = ["/".join(LIVE_URL.split("/")[:3])] if LIVE_URL.startswith("http") else []
if LIVE_PORT and not LIVE_URL and SAMPLE:
    CONNECT_TO = [f"http://{{host}}:{LIVE_PORT}"]


# ---- Words and numbers

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Tehran"
USE_TZ = True
# Where people reach the house, for links in chats, which no request of theirs tells.
SITE_ADDRESS = (os.environ.get("SITE_ADDRESS") or f"http://127.0.0.1:{_number('PORT', 8000)}").rstrip("/")
SITE_NAME = os.environ.get("SITE_NAME") or "میدان"
MONEY_UNIT = os.environ.get("MONEY_UNIT") or "toman"  # or "rial": how amounts are typed and shown; kept in Rial
if MONEY_UNIT not in {"toman", "rial"}:
    raise ImproperlyConfigured("MONEY_UNIT is «toman» or «rial».")


# ---- People

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "signin:start"
LOGIN_REDIRECT_URL = "front:home"
AUTHENTICATION_BACKENDS = ["meydan.people.backend.ById"]

CODE_SECONDS = _number("CODE_SECONDS", 120)  # how long a sign-in code works
CODES_AN_HOUR_FROM_ADDRESS = _number("CODES_AN_HOUR_FROM_ADDRESS", 20)  # that nobody answered
CODES_AN_HOUR = _number("CODES_AN_HOUR", 3000)  # that nobody answered, in all
FACTOR_HOURS = _number("FACTOR_HOURS", 12)  # how long staff have passed the second factor

SMS_PROVIDER = os.environ.get("SMS_PROVIDER") or ("console" if SAMPLE else "")
if PRODUCTION and SMS_PROVIDER in {"", "console"}:
    raise ImproperlyConfigured("Set SMS_PROVIDER: in production messages go to phones, not to the console.")
SMS_API_KEY = os.environ.get("SMS_API_KEY", "")
SMS_SENDER = os.environ.get("SMS_SENDER", "")
SMS_URL = os.environ.get("SMS_URL", "")
SMS_DIR = Path(os.environ.get("SMS_DIR") or DATA_DIR / "sms")
SMS_CODE_TEMPLATE = os.environ.get("SMS_CODE_TEMPLATE", "")  # the provider's own template for codes, where it has such
SMS_INBOUND_TOKEN = os.environ.get("SMS_INBOUND_TOKEN", "")  # part of the address the gateway brings messages to
BOT_URL = os.environ.get("BOT_URL", "")  # of an interface of Telegram's shape; empty: there is no bot
BOT_TOKEN = os.environ.get("BOT_TOKEN", "")
BOT_WEBHOOK_SECRET = os.environ.get("BOT_WEBHOOK_SECRET", "")  # empty: updates are fetched by the worker
BOT_SENDS_SECRET = bool(_number("BOT_SENDS_SECRET", 1))  # whether the messenger sends it back in a header
INBOUND_A_MINUTE = _number("INBOUND_A_MINUTE", 1200)  # that one gateway or bot may bring
INBOUND_DAYS = _number("INBOUND_DAYS", 30)  # how long what came in is kept after it was settled
SMS_QUIET_HOURS = (_number("SMS_QUIET_FROM", 22), _number("SMS_QUIET_UNTIL", 8))  # on Tehran's clocks


# ---- What a browser is held to

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by machines beside this one
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for a domain's owner to ask for, not for us
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


# ---- Logs

LOG_FORMAT = os.environ.get("LOG_FORMAT") or ("plain" if SAMPLE else "json")
LOG_LEVEL = (os.environ.get("LOG_LEVEL") or ("WARNING" if SAMPLE else "INFO")).upper()
LOGGING = logs.configuration(LOG_FORMAT, LOG_LEVEL)
