"""Settings, read from the environment; docs/operations.md lists every variable."""

from pathlib import Path
from urllib.parse import quote

from csp.constants import NONE, SELF

from sikas import embedded, logs
from sikas.environment import Environment, broker_url
from sikas.pages.officers.look import UNFOLD  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# --- core ----------------------------------------------------------------------------------
PRODUCTION = bool(env.str("DATABASE_URL", default=""))  # else the demo, on servers of its own
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", default=None if PRODUCTION else embedded.secret_key)
LOCALHOST = ["localhost", "127.0.0.1", "[::1]"]
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # still read, never used
SEALING_KEYS = env.keys("SEALING_KEYS", None if PRODUCTION else embedded.sealing_keys)
BLIND_INDEX_KEYS = env.keys(
    "BLIND_INDEX_KEYS", None if PRODUCTION else embedded.blind_index_keys, names="ab"
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=env.NOTSET if PRODUCTION else LOCALHOST)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "sikas.pages",
    "integration",
    "integration.kemnaker.naco",
    "jobfair",
    "jobs",
    "training",
    "employers",
    "seekers",
    "sikas.ui",
    "sikas.accounts",
    "sikas.documents",
    "sikas.notifications",
    "sikas.workflow",
    "sikas.reference",
    "unfold.apps.BasicAppConfig",
    "sikas.admin_site.SikasAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "django_celery_beat",
]

MIDDLEWARE = [
    "sikas.health.HealthMiddleware",
    "sikas.middleware.RequestLogMiddleware",
    "sikas.microcache.MicroCacheMiddleware",  # outside of all whose headers it keeps
    "django.middleware.security.SecurityMiddleware",
    "sikas.headers.SecurityHeadersMiddleware",
    "jobfair.live.LiveFilesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sikas.headers.PersonalPagesMiddleware",
    "sikas.accounts.middleware.SignInMiddleware",
    "sikas.accounts.middleware.OfficerSecondFactorMiddleware",
    "sikas.accounts.impersonation.ImpersonationMiddleware",  # who looks as whom
    "pghistory.middleware.HistoryMiddleware",  # who changed a row, for the history
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sikas.pages.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "sikas.urls"
WSGI_APPLICATION = "sikas.wsgi.application"

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
                "sikas.ui.office.office",
            ]
        },
    }
]

# --- servers -------------------------------------------------------------------------------
# Longest query by kind of process; wsgi.py and `make run` set the kind, see docs/operations.md.
STATEMENT_SECONDS = {"web": 5, "worker": 120, "command": 0}
PROCESS_KIND = env.choice("PROCESS_KIND", STATEMENT_SECONDS, default="command")
DATABASES = {"default": env.postgres("DATABASE_URL", default=embedded.database_url())}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,  # seconds; a database that hangs would hold every thread for minutes
    "options": f"-c statement_timeout={STATEMENT_SECONDS[PROCESS_KIND]}s",
} | DATABASES["default"].get("OPTIONS", {})
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # looking changes nothing
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# It warns of a default time of day while the clock is within seconds of it.
SILENCED_SYSTEM_CHECKS = ["fields.W161"]

REDIS_URL = env.redis("REDIS_URL", default=None if PRODUCTION else embedded.redis_url(0))
CACHES = {
    "default": {
        "BACKEND": "sikas.cache.SikasCache",
        "LOCATION": env.redis("CACHE_URL", None if PRODUCTION else embedded.redis_url(1)),
    }
}
SESSION_ENGINE = "sikas.accounts.session_store"

CELERY_BROKER_URL = broker_url(REDIS_URL)  # the rest: sikas/celery.py

# --- logs ----------------------------------------------------------------------------------
LOGGING = logs.configuration(
    style=env.choice("LOG_FORMAT", logs.STYLES, default="json" if PRODUCTION else "text"),
    level=env.choice("LOG_LEVEL", logs.LEVELS, default="INFO"),
)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # opens /metrics; empty: there is none

# --- messages ------------------------------------------------------------------------------
SITE_URL = env.str("SITE_URL", default=env.NOTSET if PRODUCTION else "http://localhost:8000")
MESSAGES_DIR = embedded.DATA / "messages"  # where messages of a demo can be read
vars().update(
    env.email_url(default=env.NOTSET if PRODUCTION else f"filemail:///{quote(str(MESSAGES_DIR))}")
)
EMAIL_TIMEOUT = 10  # seconds
EMAIL_DOMAIN = env.str("EMAIL_DOMAIN", default="localhost")  # right side of Message-ID
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="SIKAS <sikas@localhost>")
SMS_BACKEND = env.str("SMS_BACKEND", default="sikas.notifications.gateways.ConsoleGateway")
SMS_WEBHOOK_URL = env.str("SMS_WEBHOOK_URL", default="")
SMS_WEBHOOK_TOKEN = env.str("SMS_WEBHOOK_TOKEN", default="")

# --- people --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["sikas.accounts.backends.ContactBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sikas.accounts.passwords.CommonHereValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
# Sign-up, codes, contacts and limits are our own (sikas/accounts); allauth signs in and out,
# asks again and keeps the second factor.
ACCOUNT_ADAPTER = "sikas.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "sikas.accounts.forms.ReauthenticateForm"}
SOCIALACCOUNT_ADAPTER = "sikas.accounts.adapter.SocialAccountAdapter"
MFA_ADAPTER = "sikas.accounts.adapter.MfaAdapter"
MFA_TOTP_ISSUER = "SIKAS"
MFA_TOTP_TOLERANCE = 1  # clocks of cheap phones go wrong
MFA_FORMS = {
    "activate_totp": "sikas.accounts.forms.ActivateTOTPForm",
    "authenticate": "sikas.accounts.forms.AuthenticateForm",
    "reauthenticate": "sikas.accounts.forms.ReauthenticateMfaForm",
}
SESSION_COOKIE_AGE = 30 * 24 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes of a form without its files

# --- the ministry --------------------------------------------------------------------------
MINISTRY = env.ministry(production=PRODUCTION)

# --- language and time ---------------------------------------------------------------------
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(embedded.DATA / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Private files: outside of all that is served. Behind nginx, the name of its internal location.
FILES_HOME = "/var/lib/sikas" if PRODUCTION else str(embedded.DATA)
FILES_DIR = Path(env.str("FILES_DIR", default=f"{FILES_HOME}/files"))
FILES_LOCATION = env.str("FILES_LOCATION", default="")
LIVE_DIR = Path(env.str("LIVE_DIR", default=f"{FILES_HOME}/langsung"))  # public: live numbers
FILE_UPLOAD_HANDLERS = [
    "sikas.documents.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20

WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # under its plain name no file is ever asked for

# --- security ------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=PRODUCTION)
TRUSTED_PROXIES = env.count("TRUSTED_PROXIES", default=0)  # how many write X-Forwarded-*
ARRIVAL_STAMPED = env.bool("ARRIVAL_STAMPED", default=False)  # X-Arrival-Time is the proxy's own
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_FAILURE_VIEW = "sikas.pages.views.errors.stale_form"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {  # sikas/headers.py widens it below /admin/
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
