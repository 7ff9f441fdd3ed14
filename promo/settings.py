"""All settings in one place; production is set by environment variables and refuses weak values (promo.checks)."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("PROMO_VAR", BASE_DIR / "var"))


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _made_once(path: Path) -> str:
    """A secret key made at the first start and kept readable by its owner only (reliability D-15)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


# production=false is the embedded edition: one folder, SQLite, no services needed.
PRODUCTION = _flag("PROMO_PRODUCTION")
DEBUG = _flag("PROMO_DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or _made_once(VAR_DIR / "secret_key")
ALLOWED_HOSTS = [
    host for host in os.environ.get("ALLOWED_HOSTS", "" if PRODUCTION else "*").split(",") if host
]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "axes",
    "promo",
    "units",
    "projects",
    "assessment",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "promo.web.middleware.BodyLimitMiddleware",
    "promo.web.middleware.HealthFirstMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "promo.web.middleware.PrivatePagesMiddleware",
    "units.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "promo.urls"
WSGI_APPLICATION = "promo.wsgi.application"
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
                "promo.web.context.product",
                "units.context.who",
            ],
            "builtins": ["promo.templatetags.promo_show", "promo.templatetags.promo_parts"],
        },
    }
]

# --- database: one URL; SQLite as reliability D-03 wants it -------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=300, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "promo.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # A page cache of 8 MB: with SQLite's own 2 MB a ledger of 20,000 rows takes a fifth longer.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
                    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; PRAGMA busy_timeout=20000;"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- who ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "units.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "units.password_rules.UnlikeThePerson",
        "OPTIONS": {"user_attributes": ("username", "name", "phone", "email")},
    },
    {"NAME": "units.password_rules.Uncommon"},
    {"NAME": "units.password_rules.NotOnlyDigits"},
]
LOGIN_URL = "units:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "units:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "promo.web.caller.address_of"
AXES_LOCKOUT_CALLABLE = "units.views.session.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "promo.web.errors.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = _flag("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("PROMO_STATIC", VAR_DIR / "static"))
MEDIA_ROOT = Path(os.environ.get("PROMO_MEDIA", VAR_DIR / "files"))
MEDIA_URL = "/never-served/"  # evidence leaves only through a view that asks who is looking
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o640

# --- background work (reliability D-06, D-07) ---------------------------------------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    _VISIBILITY = {"visibility_timeout": 3600, "unacked_restore_throttle": 1, "unacked_restore_interval": 10}
    CELERY_BROKER_TRANSPORT_OPTIONS = _VISIBILITY
    CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
    CELERY_VISIBILITY_TIMEOUT = 3600
else:
    CELERY_BROKER_URL = "filesystem://"
    _BROKER_DIR = VAR_DIR / "broker"
    for _name in ("queue", "processed", "control"):
        (_BROKER_DIR / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_BROKER_DIR / "queue"),
        "data_folder_out": str(_BROKER_DIR / "queue"),
        "processed_folder": str(_BROKER_DIR / "processed"),
        "control_folder": str(_BROKER_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.5,
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 1500
CELERY_TASK_SOFT_TIME_LIMIT = 1440
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# Kinds of work a person waits for -> the function that does it. promo knows the names only.
JOB_HANDLERS = {
    "make_export": "units.tasks.make_export",
    "read_ledger": "projects.tasks.read_ledger",
    "import_ledger": "projects.tasks.import_ledger",
    "verify_import": "projects.tasks.verify_import",
    "scan_duplicates": "projects.tasks.scan_duplicates",
    "score": "assessment.tasks.score",
    "verify_ranking": "assessment.tasks.verify_ranking",
    "draft_report": "assessment.tasks.draft_report",
    "draft_campaign_report": "assessment.tasks.draft_campaign_report",
    "look_for_findings": "assessment.tasks.look_for_findings",
}
# What the timetable looks after at each tick (promo.celery.tick): functions taking now=.
TICKS = [
    "assessment.tasks.keep_periods",
    "assessment.tasks.draft_due_reports",
    "assessment.tasks.draft_due_campaign_reports",
    "assessment.tasks.score_due_schemes",
    "assessment.tasks.close_due_rounds",
    "assessment.tasks.remind_of_late",
    "assessment.tasks.look_daily",
    "assessment.tasks.escalate_due_slips",
    "promo.mailing.send_due",
    "units.tasks.clear_exports",
]
# Papers that not everybody of the region may read yet: functions taking a person's access, giving ids of papers.
HELD_PAPERS = ["assessment.models.campaign_decisions.held_papers"]
# A workbook of more rows is made in the background and kept for so many days.
EXPORT_AT_ONCE = int(os.environ.get("PROMO_EXPORT_AT_ONCE", "2000"))
EXPORT_KEEP_DAYS = int(os.environ.get("PROMO_EXPORT_KEEP_DAYS", "7"))
JOB_STALE_SECONDS = int(os.environ.get("JOB_STALE_SECONDS", "20"))
JOB_ATTEMPTS_MAX = 3
PULSE_SECONDS = 5
GIVE_WAY_SECONDS = 0.15  # a little longer than SQLite's longest wait between two looks
PULSE_LATE_SECONDS = int(os.environ.get("PULSE_LATE_SECONDS", "40"))

# --- mail: without a host nothing is queued and nothing is sent ------------------------------------------------------
EMAIL_HOST = os.environ.get("PROMO_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PROMO_MAIL_PORT") or "25")
EMAIL_HOST_USER = os.environ.get("PROMO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PROMO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PROMO_MAIL_TLS", "").lower() == "starttls"
EMAIL_USE_SSL = os.environ.get("PROMO_MAIL_TLS", "").lower() == "ssl"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("PROMO_MAIL_FROM") or EMAIL_HOST_USER or "noreply@localhost"
SITE_ADDRESS = os.environ.get("PROMO_SITE_ADDRESS", "")  # what people type, for links in mails

FORTNIGHT_ANCHOR = os.environ.get("FORTNIGHT_ANCHOR", "2026-01-05")  # a Monday; 14 days from it, for ever
DEMONSTRATION = _flag("PROMO_DEMONSTRATION")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "promo": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "kombu.connection": {"level": "ERROR"},  # it misses a host name, which the file broker has not
    },
}
