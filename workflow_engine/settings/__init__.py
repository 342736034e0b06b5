"""Settings by environment; a first run makes its own secret and database.

What may be set: `DATABASE_URL`, `SECRET_KEY`, `DEBUG`, `ALLOWED_HOSTS`, `CSRF_TRUSTED_ORIGINS`,
`CHUAN_DATA` (the folder of the embedded database, the keys and the uploads), `HTTPS`, and the
figures below that no provision sets.
"""

import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from workflow_engine.settings.database import database

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
DATA_DIR = Path(env.str("CHUAN_DATA", str(BASE_DIR / "var")))


def _own_secret() -> str:
    """Return the secret key of this installation, made on the first run, for its owner only."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            pass
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", "") or _own_secret()
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "workflow_engine.desk",
    "workflow_engine.lawbook",
    "workflow_engine.lawdesk",
    "workflow_engine.pages",
    "workflow_engine.sample",
    "workflow_engine.clock",
    "workflow_engine.flows",
    "workflow_engine.dossiers",
    "workflow_engine.access",
    "workflow_engine.calendar",
    "workflow_engine.importing",
    "workflow_engine.registry",
    "processes",
    "compliance",
    "viewflow",
    "viewflow.workflow",
    "simple_history",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "workflow_engine.pages.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "workflow_engine.pages.typed.TypedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "workflow_engine.desk.middleware.RefusedAttemptsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "workflow_engine.urls"
WSGI_APPLICATION = "workflow_engine.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workflow_engine.desk.context.desk",
            ],
            "builtins": ["django_htmx.templatetags.django_htmx"],
        },
    },
]

DATABASES = {"default": database(env.str("DATABASE_URL", ""), DATA_DIR / "chuan.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The only place beside the URLs that names the procedures.
PROCEDURES = [
    "processes.appointment.on_site_2025.OnSiteAppointmentFlow2025",
    "processes.appointment.on_site_2026.OnSiteAppointmentFlow2026",
    "processes.appointment.elsewhere_2025.ElsewhereAppointmentFlow2025",
    "processes.appointment.elsewhere_2026.ElsewhereAppointmentFlow2026",
    "processes.moves.secondment_2025.SecondmentFlow2025",
    "processes.moves.secondment_2026.SecondmentFlow2026",
    "processes.moves.secondment_extension_2025.SecondmentExtensionFlow2025",
    "processes.moves.secondment_extension_2026.SecondmentExtensionFlow2026",
    "processes.moves.secondment_end_2025.SecondmentEndFlow2025",
    "processes.moves.secondment_end_2026.SecondmentEndFlow2026",
    "processes.moves.rotation_plan.RotationPlanFlow",
    "processes.moves.rotation_2025.RotationFlow2025",
    "processes.moves.rotation_2026.RotationFlow2026",
    "processes.terms.reappointment_2025.ReappointmentFlow2025",
    "processes.terms.reappointment_2026.ReappointmentFlow2026",
    "processes.terms.extension_2025.ExtensionFlow2025",
    "processes.terms.extension_2026.ExtensionFlow2026",
    "processes.integrity.asset_declaration.AssetDeclarationFlow",
]
# The agency's own time limit for supplying a missing fact; no provision sets one.
FACT_REQUEST_WORKING_DAYS = env.int("FACT_REQUEST_WORKING_DAYS", 5)
# How long before its last day a duty is shown as open; no provision sets it.
DUTY_LEAD_DAYS = env.int("DUTY_LEAD_DAYS", 30)
# After how long without a sign of life a worker of the clock is taken for gone for good.
CLOCK_GONE_SECONDS = env.int("CLOCK_GONE_SECONDS", 600)
# How far ahead a date is taken for no slip: the first conference of the day it is planned on, the
# date of effect of the first conference, of the planned date or of the day of signing.
EFFECT_WITHIN_MONTHS = env.int("EFFECT_WITHIN_MONTHS", 6)

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk:my-work"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "desk/errors/locked-out.html"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Each package that says something has its catalogue.
LOCALE_PATHS = sorted(BASE_DIR.glob("*/locale"))
FORMAT_MODULE_PATH = ["workflow_engine.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [("vendor", BASE_DIR / "build" / "vendor")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "papers"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}
HTTPS = env.bool("HTTPS", False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "workflow_engine.desk.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
