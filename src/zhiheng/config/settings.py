"""Settings of one installation. Everything that differs between installations comes from the environment, read once, typed."""

from __future__ import annotations

import secrets
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

from zhiheng.config.environment import WrongEnvironment, env_flag, env_number, env_text, state_folder

PACKAGE = Path(__file__).resolve().parents[1]
STATE = state_folder()
DEMO = ZHIHENG_DEMO = env_flag("ZHIHENG_DEMO")
# The way that works when the network does not: shown beside every key that reports an emergency.
ZHIHENG_DUTY_TELEPHONE = env_text("ZHIHENG_DUTY_TELEPHONE", "8001")
ZHIHENG_VERSION = version("zhiheng")
DEBUG = env_flag("ZHIHENG_DEBUG")
# Owner mode is for migrations and founding only: the process connects as the role that owns the tables.
AS_OWNER = env_flag("ZHIHENG_AS_OWNER")


def _secret_key() -> str:
    """From the environment; a demo or a debug process may live with a key kept beside its data."""
    given = env_text("ZHIHENG_SECRET_KEY")
    if given:
        return given
    kept = STATE / "secret_key"
    if kept.exists():
        return kept.read_text().strip()
    made = secrets.token_urlsafe(48)
    if DEMO:
        STATE.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(made)
    return made


def _database(url: str) -> dict[str, object]:
    """A Django database entry from a postgresql:// URL; the host may be a socket folder, percent-encoded."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongEnvironment("DATABASE_URL must begin with postgresql://. Zhiheng keeps its records in PostgreSQL 18 or newer.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    netloc_host = parts.netloc.rpartition("@")[2].partition(":")[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or unquote(netloc_host),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}, "application_name": "zhiheng"},
    }


SECRET_KEY = _secret_key()
TRAIL_KEY = STATE / "keys" / "trail.key"
TRAIL_JOURNAL = STATE / "checkpoints.jsonl"
ALLOWED_HOSTS = env_text("ZHIHENG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env_text("ZHIHENG_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "zhiheng.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "zhiheng.engines.trail",
    "zhiheng.engines.ledger",
    "zhiheng.engines.procedure",
    "zhiheng.base.places",
    "zhiheng.base.accounts",
    "zhiheng.base.powers",
    "zhiheng.base.people",
    "zhiheng.base.filters",
    "zhiheng.base.drafts",
    "zhiheng.base.objections",
    "zhiheng.base.settings",
    "zhiheng.base.calendar",
    "zhiheng.base.bookings",
    "zhiheng.domains.sentence",
    "zhiheng.domains.sentence.sweep",
    "zhiheng.domains.custody.classing",
    "zhiheng.domains.custody.whereabouts",
    "zhiheng.domains.custody.daily",
    "zhiheng.domains.custody.reception",
    "zhiheng.domains.custody.departure",
    "zhiheng.domains.conduct.clauses",
    "zhiheng.domains.conduct.points",
    "zhiheng.domains.conduct.grading",
    "zhiheng.domains.conduct.treatment",
    "zhiheng.domains.conduct.discipline",
    "zhiheng.domains.conduct.seclusion",
    "zhiheng.domains.conduct.contraband",
    "zhiheng.config.wiring.Wiring",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhiheng.web.preferences.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "zhiheng.web.entrance.EntranceMiddleware",
    "zhiheng.web.official.OfficialMiddleware",
]

ROOT_URLCONF = "zhiheng.config.urls"
ASGI_APPLICATION = "zhiheng.config.asgi.application"
WSGI_APPLICATION = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhiheng.web.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": _database((env_text("ZHIHENG_OWNER_DATABASE_URL") if AS_OWNER else "") or env_text("DATABASE_URL", "postgresql:///zhiheng"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["zhiheng.base.accounts.sign_in.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "zhiheng.base.accounts.library.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "zhiheng.base.accounts.library.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
# In a checkout the assets may be built anew while the server runs; elsewhere they never change.
WHITENOISE_AUTOREFRESH = DEMO or DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
# A session ends after so long without use, and after so long in any case (base/accounts/sessions.py).
SESSION_IDLE_MINUTES = env_number("ZHIHENG_SESSION_IDLE_MINUTES", 30)
SESSION_LONGEST_HOURS = env_number("ZHIHENG_SESSION_LONGEST_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_LONGEST_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Failed sign-ins that are borne within the window: from one terminal or all strangers together; from one address.
SIGN_IN_TRIES = env_number("ZHIHENG_SIGN_IN_TRIES", 5)
SIGN_IN_TRIES_PER_ADDRESS = env_number("ZHIHENG_SIGN_IN_TRIES_PER_ADDRESS", 30)
SIGN_IN_WINDOW_MINUTES = env_number("ZHIHENG_SIGN_IN_WINDOW_MINUTES", 15)
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
# A demo speaks plain HTTP on the loopback address; everywhere else cookies travel on TLS only.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or DEBUG)
CSRF_FAILURE_VIEW = "zhiheng.web.errors.csrf_failure"

DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
