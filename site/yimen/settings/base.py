"""Apps, middleware, templates, language, time, static files."""

from django.core.exceptions import ImproperlyConfigured

from yimen.settings.environment import BASE_DIR, PRODUCTION, TESTING, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
# The synthetic county: ribbon 演示数据 on every page and the role picker at /demo/.
YIMEN_DEMO = env.bool("YIMEN_DEMO", default=False)
if PRODUCTION and YIMEN_DEMO:
    raise ImproperlyConfigured(
        "正式环境不能打开演示(YIMEN_DEMO):演示页不用密码就能进每个角色。请设为 false。"
        " YIMEN_DEMO must be false in production: the demo lets anybody take any role without a password."
    )

# From the top of the house to the bottom: templates and commands of the upper floor win.
INSTALLED_APPS = [
    "yimen",
    "front",
    "intake_bot",
    "notices",
    "casework",
    "policies",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django_otp",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # /api/ knows nobody: cookies and languages end here, and every refusal is one a machine can read.
    "yimen.middleware.open_data.OpenDataMiddleware",
    # What no honest browser sends is answered before anything looks at it.
    "yimen.middleware.hostile_input.HostileInputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "yimen.middleware.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "yimen.middleware.staff_idle.StaffIdleMiddleware",
    # What was typed when the session had closed waits for its author.
    "casework.desk.unsent.UnsentMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yimen.middleware.write_wall.WriteWallMiddleware",
    "yimen.middleware.step_up.StepUpMiddleware",
    # Last, as its manual asks: it turns a lockout into an answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yimen.urls"
WSGI_APPLICATION = "yimen.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "csp.context_processors.nonce",
                "front.context.house",
            ],
        },
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
# Without collectstatic (developers, tests) WhiteNoise looks into the source folders.
WHITENOISE_USE_FINDERS = DEBUG or TESTING

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://yimen")}
