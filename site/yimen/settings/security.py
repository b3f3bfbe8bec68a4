"""Secrets, hosts, passwords, cookies, sessions, lockout, content security policy."""

from datetime import timedelta

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from yimen.settings.environment import DEMO_MARK, PRODUCTION, TESTING, env, required

SECRET_KEY = required("SECRET_KEY", demo=f"{DEMO_MARK}-secret-key-that-every-reader-of-this-file-knows")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = [
    host.strip()
    for host in required("ALLOWED_HOSTS", demo="localhost,127.0.0.1,[::1],testserver").split(",")
    if host.strip()
]
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "正式环境的 ALLOWED_HOSTS 不能是 *:请写出网站自己的域名。"
        " ALLOWED_HOSTS must not be * in production: name the hosts of this site."
    )
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# -- passwords and lockout --------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    # Hundreds of invented people log in; none of them is worth a second of argon2.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_ENABLED = not TESTING
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "yimen/locked_out.html"
AXES_VERBOSE = False
# The second factor of staff: an act of weight is confirmed by a code that holds for so many minutes.
OTP_TOTP_ISSUER = "一门"
YIMEN_STEP_UP_MINUTES = env.int("YIMEN_STEP_UP_MINUTES", default=5)

# -- cookies and sessions ---------------------------------------------------
LOGIN_URL = "wagtailadmin_login"
# One working day; staff are asked again after YIMEN_STAFF_IDLE_MINUTES without a click.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_NAME = "yimen_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "front.views.errors.csrf_refused"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the admin's own scripts read it
YIMEN_STAFF_IDLE_MINUTES = env.int("YIMEN_STAFF_IDLE_MINUTES", default=30)
# A decision may be taken back for so long, and is told nobody before; 0: it is out at once.
YIMEN_UNDO_MINUTES = env.int("YIMEN_UNDO_MINUTES", default=10)
# A list of more lines than this leaves the desk only after a second person has agreed.
YIMEN_EXPORT_ALONE = env.int("YIMEN_EXPORT_ALONE", default=200)
# Photos of a visit whose form nobody handed in are removed after so many days; 0: never.
YIMEN_VISIT_PHOTO_DAYS = env.int("YIMEN_VISIT_PHOTO_DAYS", default=30)

# -- transport --------------------------------------------------------------
# YIMEN_TLS=false is for a county network without certificates; `doctor --production` names it.
YIMEN_TLS = env.bool("YIMEN_TLS", default=PRODUCTION)
SECURE_SSL_REDIRECT = YIMEN_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = YIMEN_TLS
CSRF_COOKIE_SECURE = YIMEN_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if YIMEN_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = YIMEN_TLS
SECURE_HSTS_PRELOAD = YIMEN_TLS
if env.bool("YIMEN_BEHIND_PROXY", default=False):
    # Only true when the proxy overwrites this header; otherwise anyone could claim to be on https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
# The editors' preview shows our own pages in a frame of our own; nobody else may frame them.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# -- what a page may load ---------------------------------------------------
# Public pages: our own files only and nothing inline. The staff shell is widened in
# yimen.middleware.content_policy, by exactly what Wagtail needs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# -- how much a request may bring -------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # StreamField forms of the editors are long
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# A report of an error must not carry what people typed.
DEFAULT_EXCEPTION_REPORTER_FILTER = "yimen.error_reports.SilentReporterFilter"
