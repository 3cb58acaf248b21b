"""Settings, from the environment; only what differs from Django's own, with the reason."""
import os
import re
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from archive import postgres
from archive.extraction.document import Limits

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", BASE_DIR / ".data")).resolve()
ORIGINALS = DATA / "originals"
# How much one file that is handed in may ask for: time, memory, pages, text, unpacked size.
EXTRACTION_LIMITS = Limits()


def secret_key() -> str:
    """From SECRET_KEY, else made once and kept in the data folder, readable by its owner only."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    return postgres.kept_secret(DATA / "secret-key")


def whole_number(name: str, default: int) -> int:
    """From the environment; refuses what is none."""
    written = os.environ.get(name) or str(default)
    if not (written.isascii() and written.isdigit()):
        raise ImproperlyConfigured(f"{name} is a whole number, not {written!r}.")
    return int(written)


DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
if "*" in ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* lets anyone speak in this site's name: list its names instead.")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "archive",
]
MIDDLEWARE = [
    # The policies come first, so that no answer goes without them, be it a static file's or a refused host's.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "archive.middleware.untracked",
    # Pages are a quarter of their size that way. What it is asked to hide (BREACH) is not there: readers' pages hold no
    # secret, the tokens of staff's forms differ each time, and it pads pages that have any by a length that nobody can foretell.
    "archive.middleware.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "archive.middleware.little_from_strangers",
    "archive.middleware.private_pages",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [BASE_DIR / "templates"],
    "OPTIONS": {
        "loaders": [("archive.prefilled.Loader", ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"])],
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ],
    },
}]

# DATABASE_URL, else the embedded server of the data folder (started by manage.py and wsgi.py, not here).
DATABASES = {"default": postgres.settings(DATA)}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
FORMAT_MODULE_PATH = "archive.formats"
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", DATA / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]

# A folder handed in without a script comes as one form.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
# Bytes that somebody may send who has not signed in: a notice of an error in full has a fifth of it.
STRANGERS_MOST = 64 * 1024

# Nothing from another host, nothing inline: report text comes from strangers.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# TLS=1 says that a proxy serves the site over TLS and tells so in X-Forwarded-Proto; the site itself listens on loopback only.
TLS = os.environ.get("TLS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = whole_number("HSTS_SECONDS", 365 * 24 * 3600) if TLS else 0
# The archive speaks for its own host: whether its neighbours under the domain are served over TLS it cannot know.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# How many proxies of ours a request passes: what it says of its way is believed so far and no further.
PROXIES = whole_number("PROXIES", 0)
# Requests to the API from one address.
API_RATE = os.environ.get("API_RATE", "600/min")
if not re.fullmatch(r"[1-9][0-9]*/(sec|min|hour|day)", API_RATE):
    raise ImproperlyConfigured(f"API_RATE is written like 600/min (sec, min, hour, day), not {API_RATE!r}.")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Counted for all processes together.
    "limits": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "limits", "OPTIONS": {"MAX_ENTRIES": 2000}},
}
CSRF_FAILURE_VIEW = "archive.views.errors.unasked"
APPEND_SLASH = True

# Identifiers in harvests are made of the site's lasting name: it must not change with the name by which one is asked.
OAI_DOMAIN = os.environ.get("OAI_DOMAIN") or ALLOWED_HOSTS[0].removeprefix(".")
OAI_ADMIN_EMAIL = os.environ.get("ADMIN_EMAIL") or f"webmaster@{OAI_DOMAIN}"
OAI_PAGE = 100

# Whom readers ask about rights, take-down and errors: an e-mail or web address, or words. Empty: the page says that none is named.
ARCHIVE_CONTACT = os.environ.get("ARCHIVE_CONTACT", "").strip()

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "archive.api.errors.in_words",
    # `format` would be a parameter of every address; there is only JSON.
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_THROTTLE_CLASSES": ["archive.api.throttles.PerAddress"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "政府报告文库",
    "DESCRIPTION": "只读。字段与地址的名称不变；偏移量以码位计，左闭右开。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "archive.api.examples.as_asked"],
    # The sidecar's files are served from here: the page may load nothing from another host.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Its validator badge would be fetched from swagger.io.
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None, "deepLinking": True},
    "ENUM_NAME_OVERRIDES": {
        "ReportKind": "archive.api.serializers.KINDS",
        "PlaceLevel": "archive.api.serializers.LEVELS",
        "ReportPart": "archive.api.serializers.PARTS",
        "ParagraphKind": "archive.api.serializers.BLOCK_KINDS",
        "EditKind": "archive.api.serializers.EDIT_KINDS",
    },
}

# With DEBUG off Django mails faults to admins and prints nothing; here they go to the console.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": "archive.logs.Brief"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["brief"]}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}
